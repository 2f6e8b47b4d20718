//! Examples of each command, below its `--help` and in the man page. Each line can be pasted into a terminal.

pub(super) const ALL: &str = "\
Examples:
  clinicsite init my-clinic   # lays down a whole clinic to begin with
  clinicsite serve --open     # shows it in the browser while you write
  clinicsite check            # tells what a careful editor would notice
  clinicsite build            # writes the site to public/

`clinicsite COMMAND --help` tells of one command.";

pub(super) const INIT: &str = "\
Examples:
  clinicsite init my-clinic         # asks what is to be known, and lays the clinic down in my-clinic/
  clinicsite init my-clinic --yes   # asks nothing";

pub(super) const NEW: &str = "\
Examples:
  clinicsite new article \"Do leaks heal?\"   # writes content/articles/do-leaks-heal.md, as a draft
  clinicsite new provider \"Ana Ortiz\"
  clinicsite new price first-visit          # adds an entry to content/prices.toml";

pub(super) const BUILD: &str = "\
Examples:
  clinicsite build                      # writes the site to public/
  clinicsite build --strict             # only if there is no warning either
  clinicsite build --as-of 2027-01-01   # as it will be on that day";

pub(super) const CHECK: &str = "\
Examples:
  clinicsite check
  clinicsite check content/articles   # of these files alone
  clinicsite check --launch           # also what may not go on line
  clinicsite check --due              # only what has aged, for a mail every night";

pub(super) const EXPLAIN: &str = "\
Examples:
  clinicsite explain            # lists all that can be explained
  clinicsite explain article    # every key of a kind of page
  clinicsite explain hours      # one key, wherever it may stand
  clinicsite explain M13        # why a rule is there";

pub(super) const FORMS: &str = "\
Examples:
  clinicsite forms sheets                      # writes them to sheets/
  clinicsite forms sheets --as-of 2027-01-01   # with the prices of that day";

pub(super) const PRICES: &str = "\
Examples:
  clinicsite prices";

pub(super) const SCHEMA: &str = "\
Examples:
  clinicsite schema                            # lists what there is
  clinicsite schema site > schemas/site.json

An editor that knows Taplo, such as Visual Studio Code with Even Better TOML, reads it by the first line of site.toml:
  #:schema ./schemas/site.json";

pub(super) const SERVE: &str = "\
Examples:
  clinicsite serve --open
  clinicsite serve --production     # only what a build would publish
  clinicsite serve --host 0.0.0.0   # lets a telephone in the same network see it, and everybody else there";

pub(super) const THEME: &str = "\
Examples:
  clinicsite theme eject                       # lists the files of the theme
  clinicsite theme eject templates/home.html   # takes one into the site

A template that changes a part of another one is better written to extend it: docs/themes.md tells how.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  clinicsite completions bash > ~/.local/share/bash-completion/completions/clinicsite
  clinicsite completions fish > ~/.config/fish/completions/clinicsite.fish
  clinicsite completions zsh > ~/.zfunc/_clinicsite   # with fpath+=~/.zfunc in ~/.zshrc, before compinit
  clinicsite completions powershell >> $PROFILE";

pub(super) const MAN: &str = "\
Examples:
  clinicsite man > ~/.local/share/man/man1/clinicsite.1   # then: man clinicsite";

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory, Parser};

    use crate::cli::Cli;

    /// The arguments of a line, as a shell reads them: behind `>` and `#` is nothing of ours.
    fn arguments(line: &str) -> Vec<String> {
        let end =
            [" # ", " > ", " >> "].iter().filter_map(|sign| line.find(sign)).min().unwrap_or(line.len());
        let mut arguments = Vec::new();
        for (at, part) in line[..end].split('"').enumerate() {
            match at % 2 {
                1 => arguments.push(part.to_owned()),
                _ => arguments.extend(part.split_whitespace().map(str::to_owned)),
            }
        }
        arguments
    }

    fn look(command: &Command, name: &str) -> usize {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let lines: Vec<_> = help.lines().filter(|line| line.starts_with("  clinicsite ")).collect();
        assert!(!lines.is_empty(), "{name} has an example");
        for line in &lines {
            let parsed = Cli::try_parse_from(arguments(line));
            assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
            let own = command.get_name() == "clinicsite" || line.starts_with(&format!("  {name}"));
            assert!(own, "{line} is an example of {name}");
        }
        let inner =
            command.get_subcommands().map(|inner| look(inner, &format!("{name} {}", inner.get_name())));
        lines.len() + inner.sum::<usize>()
    }

    #[test]
    fn every_command_has_an_example_that_can_be_pasted() {
        assert!(look(&Cli::command(), "clinicsite") > 30);
    }
}

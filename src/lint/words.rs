//! Wordings that cost trust: promises, superlatives, numbers without a source, typed prices. English only.
//!
//! They are looked for in sentences of running text, not in quotations, questions, addresses, code or the claims of
//! myths, and not behind a word that takes them back.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Desk;
use super::prose::{Block, Kind};
use super::sentences::blank;
use crate::money::Money;
use crate::page::Kind as PageKind;
use crate::prices::{Amounts, Known};
use crate::problem::Rule;

static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"“[^”]*”|"[^"]*""#));
static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(no|not|nor|never|cannot|nobody|neither|without|none|nothing|hardly|rarely|doesn['’]t|don['’]t|can['’]t|won['’]t|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|couldn['’]t|avoid|beware|distrust)\b",
    )
});
static HEDGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(may|might|could|can|sometimes|often|usually|rarely|some|most|many|few|if|whether|trying|try|hope|research|possible|possibly|chance|likely|find|looking)\b",
    )
});
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(risk[- ]free|miracle (?:cures?|treatments?|drugs?|relief)|(?:is|are|works?|working) (?:like )?(?:a )?miracles?|always works|works every time|permanent relief|permanently (?:cured?|fixed|relieved)|100 ?(?:%|percent|per cent) (?:safe|effective|success|successful|accurate|certain|relief|cured?|reliable|of (?:our|the) patients)|completely (?:safe|cured))(?:\b|$)",
    )
});
static GUARANTEE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(guarantee[ds]?|guaranteeing)\b"));
/// A guarantee of these is one of the clinic's.
static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(we|our|relief|results?|outcomes?|cured?|success|recovery|recover|improve\w*|pain|better|safe|healed?|treatments?|procedures?|satisfaction)\b",
    )
});
static CURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:we|it|this|that|which|patch(?:es)?|treatments?|surgery|procedures?|injections?|therapy|clinic|will|doctors?|method)(?: \w+)? (cures?)|(?:is|are|be|been|was|were|get|gets|got)(?: \w+)? (cured)|(?:a|the|our|your)(?: \w+)? (cure))\b",
    )
});
static PAINLESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(painless|pain-free)\b(?: (lumps?|swellings?|sores?|ulcers?|bleeding|bumps?|blisters?|haematuria|hematuria|growths?|nodules?|spots?|area))?",
    )
});
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(we|our|procedures?|treatments?|injections?|patch(?:es)?|surgery|operations?|visits?|therapy)\b",
    )
});
static STUDIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b((?:studies|research|trials|evidence|a study|one study|data) (?:have |has )?(?:shows?|shown|proves?|proven|suggests?|finds?|found|confirms?|indicates?)|scientists (?:have )?(?:found|shown|proved)|according to (?:a |one |recent |new )?(?:study|studies|research))\b",
    )
});
/// What would be known if something were so.
static IF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(when|if|until|whether)\b"));
/// Amounts of a story.
static STORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(for example|for instance|suppose|imagine|say,|let['’]s say|e\.g\.|such as|would|your \w+ income)\b|\blike \$",
    )
});
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\d+(?:\.\d+)?(?: ?(?:to|–|-) ?\d+(?:\.\d+)?)? ?(?:%|percent\b|per cent\b)|(?:about |around |nearly |up to )?(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)? (?:\d[\d,]*|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|a thousand)\b)",
    )
});
static OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(off|discount|deposit|fee|price|reduction|interest|premiums?|rate increase|income|wages)\b|[$€£]",
    )
});
static DOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(oxygen|alcohol|solution|cream|gel|ointment|chlorhexidine|salt|saline|sugar|fat|cotton|juice|bleach|peroxide|sunscreen|humidity|battery|A1C|HbA1c|peak flow|saturation)\b|(?:%|percent|per cent) of (?:your|his|her|their (?:own )?body)",
    )
});
static SUPERLATIVE: LazyLock<Regex> = LazyLock::new(|| {
    const WHO: &str = r"(?:clinics?|doctors?|physicians?|surgeons?|specialists?|experts?|teams?|hospitals?|cent(?:er|re)s?|practices?|providers?|results|outcomes|nurses?|therapists?)";
    pattern(&format!(
        r"(?i)(?:\b(?:the|our|your|america['’]s|nation['’]s|country['’]s|world['’]s) (?:very )?(?:best|finest|safest|leading|most experienced|most trusted|most advanced)(?: [\w-]+){{0,3}} {WHO}\b|\b(?:a|one of the|the) (?:nation['’]s |world['’]s )?leading (?:[\w-]+ ){{0,2}}{WHO}\b|\b(?:world-class|top-rated|unrivall?ed|second to none|unmatched)\b|#1\b|\bnumber one (?:in|choice|{WHO})\b|\b(?:we|our \w+) (?:are|is|offer|provide|have|give) the (?:best|safest|finest|most experienced|most advanced)\b)",
    ))
});
static APPROVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bFDA[- ](?:approved|cleared|approval|clearance)\b"));
static BOARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bboard[- ]certified\b"));
/// Doctors of a study are not the clinic's.
static STUDY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(study|studies|trial|compared)\b"));
static BOARD_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(american board|board of|by the|\bABPM|ABMS|AOA|certified by)\b"));
static FREE: LazyLock<Regex> = LazyLock::new(|| {
    const WHAT: &str =
        r"(?:visits?|consults?|consultations?|screenings?|appointments?|evaluations?|check-?ups?)";
    pattern(&format!(
        r"(?i)\b(?:free(?: [\w-]+){{0,2}} {WHAT}|{WHAT}(?: [\w-]+){{0,2}} (?:is|are|at|for) (?:free|no cost|no charge))\b",
    ))
});
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:US|CA|A)?([$€£])\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?(?: ?(million|billion|thousand))?")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this file are tested")
}

/// The sentence with what is quoted in it blanked, of the same length.
fn unquoted(text: &str) -> String {
    blank(text, QUOTED.find_iter(text).map(|quote| quote.range()))
}

/// What stands before a byte of a text.
fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// What stands from a byte of a text on.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The clause before a byte: from the last sign that divides.
fn clause(text: &str, at: usize) -> &str {
    before(text, at).rsplit([';', ':', '–', '—']).next().unwrap_or_default()
}

struct Finding {
    rule: Rule,
    block: usize,
    /// Bytes of the block's text.
    range: Range<usize>,
    message: String,
    help: String,
}

pub(super) fn check(desk: &mut Desk<'_>) {
    let amounts = desk.site.prices.as_ref().map(crate::prices::PriceList::amounts);
    for at in 0..desk.texts.len() {
        let text = &desk.texts[at];
        if !super::is_english(text.edition) {
            continue;
        }
        let mut found = Vec::new();
        for (number, block) in text.prose.blocks.iter().enumerate() {
            if block.runs() {
                claims(number, block, amounts.as_ref(), &mut found);
            }
            if let Some(amounts) =
                amounts.as_ref().filter(|_| block.runs() && text.page.kind != PageKind::Estimate)
            {
                typed_amounts(number, block, amounts, &mut found);
            }
        }
        for one in found {
            let span = desk.texts[at].prose.blocks[one.block].map.span(one.range);
            desk.report(one.rule, at, span, one.message).help(one.help);
        }
    }
}

fn claims(number: usize, block: &Block, amounts: Option<&Amounts>, found: &mut Vec<Finding>) {
    let question = matches!(block.kind, Kind::Key("question"));
    let mut cited_once = false;
    for sentence in block.sentences() {
        let text = unquoted(sentence.text);
        let asks = question || sentence.text.trim_end_matches(['"', '”', ')']).ends_with('?');
        let mut add = |rule: Rule, range: Range<usize>, message: String, help: &'static str| {
            let range = sentence.at + range.start..sentence.at + range.end;
            found.push(Finding { rule, block: number, range, message, help: help.to_owned() });
        };
        if let Some(one) =
            APPROVED.find(&text).filter(|one| !block.cited && !NEGATED.is_match(clause(&text, one.start())))
        {
            add(
                Rule::Approved,
                one.range(),
                format!("`{}` without a citation", one.as_str()),
                "cite the FDA's own page, and say for what use",
            );
        }
        if asks {
            continue;
        }
        promises(&text, &mut add);
        if let Some(one) = SUPERLATIVE.find(&text).filter(|one| !NEGATED.is_match(clause(&text, one.start())))
        {
            add(
                Rule::Superlative,
                one.range(),
                format!("`{}` cannot be verified", one.as_str().trim()),
                "say what can be counted: years, procedures, results with their period",
            );
        }
        let others = STUDY.is_match(&text);
        if let Some(one) =
            BOARD.find(&text).filter(|one| !others && !BOARD_NAME.is_match(behind(&text, one.end())))
        {
            add(
                Rule::Board,
                one.range(),
                "`board certified` without the name of the board".to_owned(),
                "name the board, as in `certified by the American Board of Anesthesiology`",
            );
        }
        let paid = amounts.is_some_and(|amounts| !amounts.has_zero());
        if let Some(one) =
            FREE.find(&text).filter(|one| paid && !NEGATED.is_match(clause(&text, one.start())))
        {
            add(
                Rule::FreeOffer,
                one.range(),
                format!("`{}`, though no price of the list is zero", one.as_str()),
                "give it a price of 0 in content/prices.toml, or take the words out",
            );
        }
        if !block.cited
            && !cited_once
            && matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Key("answer" | "fact" | "text"))
        {
            let study = STUDIES.find(&text);
            let money = OFF.is_match(&text) || DOSE.is_match(&text);
            let study = study.filter(|one| {
                !NEGATED.is_match(clause(&text, one.start())) && !IF.is_match(before(&text, one.start()))
            });
            if let Some(one) = study.or_else(|| SHARE.find(&text).filter(|_| !money)) {
                cited_once = true;
                add(
                    Rule::Uncited,
                    one.range(),
                    format!("`{}` without a citation in its paragraph", one.as_str().trim()),
                    "cite the source, as in `[@id]`, or take the number out",
                );
            }
        }
    }
}

fn promises(text: &str, add: &mut impl FnMut(Rule, Range<usize>, String, &'static str)) {
    let plain = |at: usize| !NEGATED.is_match(clause(text, at));
    let unhedged = |at: usize| plain(at) && !HEDGED.is_match(clause(text, at));
    let promise = PROMISE.find(text).filter(|one| plain(one.start()));
    let guarantee = || GUARANTEE.find(text).filter(|one| plain(one.start()) && OUTCOME.is_match(text));
    let cure = || {
        let found = CURE.captures(text)?;
        let one = found.iter().skip(1).flatten().next()?;
        let rest = behind(text, one.end()).trim_start_matches([',', ' ']);
        (unhedged(one.start()) && !rest.starts_with("rate")).then_some(one)
    };
    let painless = || {
        let one = PAINLESS.captures(text).filter(|one| one.get(2).is_none())?.get(1)?;
        (unhedged(one.start()) && TREATED.is_match(text)).then_some(one)
    };
    if let Some(one) = promise.or_else(guarantee).or_else(cure).or_else(painless) {
        add(
            Rule::Promise,
            one.range(),
            format!("`{}` promises what medicine cannot", one.as_str()),
            "say how often it helps, with a source, and how often not",
        );
    }
}

fn typed_amounts(number: usize, block: &Block, amounts: &Amounts, found: &mut Vec<Finding>) {
    for sentence in block.sentences() {
        let text = unquoted(sentence.text);
        let cites = block.cites_in(sentence);
        let story = LazyCell::new(|| STORY.is_match(&text));
        for one in MONEY.captures_iter(&text) {
            let (Some(whole), Some(digits)) = (one.get(0), one.get(2)) else { continue };
            if one.get(1).is_none_or(|sign| sign.as_str() != amounts.sign()) || one.get(4).is_some() {
                continue;
            }
            let typed = digits.as_str().replace(',', "") + one.get(3).map_or("", |cents| cents.as_str());
            let known = Money::read(&typed, amounts.currency).ok().and_then(|money| amounts.find(money));
            let range = sentence.at + whole.start()..sentence.at + whole.end();
            let mut add = |rule: Rule, message: String, help: String| {
                found.push(Finding { rule, block: number, range: range.clone(), message, help });
            };
            match known {
                // What others charge may be as much as a price of ours.
                Some(_) if cites => {}
                Some(Known::Price(id)) => {
                    add(Rule::TypedPrice, typed_price(id), format!("write `[](price:{id})`"))
                }
                Some(Known::Example(id)) => {
                    add(Rule::TypedPrice, typed_price(id), format!("write `[](estimate:{id})`"));
                }
                Some(Known::Other) => {}
                None if block.cited || *story => {}
                None => add(
                    Rule::TypedAmount,
                    format!("`{}` is not in the price list, and nothing is cited for it", whole.as_str()),
                    "take it from content/prices.toml, or cite where it comes from".to_owned(),
                ),
            }
        }
    }
}

fn typed_price(id: &str) -> String {
    format!("the price of `{id}` is typed here: it will not change with the list")
}

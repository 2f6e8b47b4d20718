//! Remedies are made of what stands there: keys by their usual names, keys below the wrong heading, values of another
//! type, amounts as people type them. And what hangs on an error is not told.

use crate::clinic::Clinic;

const SITE: &str = "title = \"A\"\nbase_url = \"https://a.example\"\n";
const PLACE: &str = "street = \"1 A St\", locality = \"Salem\", country = \"US\"";

/// The errors of a clinic.
fn errors(clinic: &Clinic) -> Vec<String> {
    let messages = clinic.messages();
    messages.split("\n\n").filter(|one| one.contains("error[")).map(str::to_owned).collect()
}

/// A clinic with one more line in a table.
fn with(kind: &str, line: &str) -> Clinic {
    let page = |path: &str, keys: &str| Clinic::new().page(path, &format!("{keys}{line}"), "");
    match kind {
        "site" => Clinic::new().site(&format!("{line}\n")),
        "clinic" => Clinic::new().site(&format!("[clinic]\n{line}\n")),
        "plan" => Clinic::new().prices(&format!("[[plans]]\nid = \"a\"\nname = \"A\"\nprice = 1\n{line}\n")),
        "price" => Clinic::new().prices(&format!("[[services]]\nid = \"a\"\nname = \"A\"\n{line}\n")),
        "line" => Clinic::new().prices(&format!(
            "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[examples]]\nid = \"y\"\nname = \"Y\"\nlines = [{{ {line} }}]\n"
        )),
        "source" => Clinic::new().file(
            "content/sources.toml",
            &format!("[[sources]]\nid = \"a\"\ntitle = \"A\"\n{line}\n"),
        ),
        "address" => {
            Clinic::new().page("content/locations/a.md", &format!("address = {{ {PLACE}, {line} }}"), "")
        }
        "location" => page("content/locations/a.md", &format!("address = {{ {PLACE} }}\n")),
        "provider" => page("content/providers/a.md", "role = \"Doctor\"\n"),
        "article" => page("content/articles/a.md", "date = 2026-05-04\n"),
        "service" => page("content/services/a.md", "summary = \"S\"\n"),
        "event" => page("content/events/a.md", "start = 2026-12-03T18:00:00-05:00\n"),
        "career" => page("content/careers/a.md", "posted = 2026-11-01\nrequirements = [\"A\"]\n"),
        _ => page("content/a.md", ""),
    }
}

#[test]
fn keys_by_their_usual_names_are_answered_with_ours() {
    for (kind, line, help) in [
        ("site", "slogan = \"Feet\"", "write `description`: description = \"Feet\""),
        ("site", "website = \"https://b.example\"", "`base_url`"),
        ("site", "locale = \"en-US\"", "write `language`: language = \"en-US\""),
        ("site", "analytics = \"UA-1\"", "take the line out"),
        ("site", "paginateBy = 5", "write `paginate_by`: paginate_by = 5"),
        ("clinic", "tel = \"+1-617-555-0142\"", "write `phone`: phone = \"+1-617-555-0142\""),
        (
            "clinic",
            "instagram = \"https://i.example/a\"",
            "write `same_as`: same_as = [\"https://i.example/a\"]",
        ),
        ("clinic", "mail = \"a@b.example\"", "write `email`: email = \"a@b.example\""),
        ("address", "postcode = \"AB1\"", "write `postal_code`: postal_code = \"AB1\""),
        ("address", "county = \"Kent\"", "write `region`: region = \"Kent\""),
        ("location", "zip = \"02110\"", "write `postal_code` into `address`"),
        ("location", "openingHours = [\"Mo 09:00-10:00\"]", "write `hours`"),
        ("location", "lat = 1.5", "write `latitude` into `geo`"),
        ("provider", "headshot = \"/a.png\"", "write `image`: image = \"/a.png\""),
        ("provider", "jobTitle = \"Doctor\"", "write `role`"),
        ("provider", "degree = \"MD\"", "write `credentials`: credentials = [\"MD\"]"),
        ("article", "medically_reviewed_by = \"ana\"", "write `reviewer`: reviewer = \"ana\""),
        ("article", "author = \"ana\"", "write `authors`: authors = [\"ana\"]"),
        ("article", "lastmod = 2026-06-01", "write `updated`: updated = 2026-06-01"),
        ("article", "tags = [\"Gout\"]", "write `conditions`: conditions = [\"Gout\"]"),
        ("article", "excerpt = \"Short\"", "write `summary`: summary = \"Short\""),
        ("page", "layout = \"wide.html\"", "write `template`: template = \"wide.html\""),
        ("page", "permalink = \"/old/\"", "write `aliases`: aliases = [\"/old/\"]"),
        ("page", "keywords = [\"a\"]", "search engines do not read keywords"),
        ("page", "eleventyNavigation = 1", "[[menu]]"),
        ("page", "published = false", "`published = false` is `draft = true`"),
        ("event", "cost = 5", "[](price:ID)"),
        ("clinic", "zip = \"02110\"", "content/locations/NAME.md"),
        ("site", "phone = \"+1-617-555-0142\"", "`[clinic]`"),
        ("provider", "bio = \"B\"", "the text of the page"),
        ("price", "from = 20", "write `price`, as in price = { from = 120 }"),
        ("service", "duration = 45", "write `duration_min`: duration_min = 45"),
        ("event", "endDate = 2026-12-03T19:00:00-05:00", "write `end`: end = 2026-12-03T19:00:00-05:00"),
        ("career", "baseSalary = 90000", "write `pay`, as in pay = { from = "),
        ("career", "validThrough = 2027-01-01", "write `closes`: closes = 2027-01-01"),
        ("plan", "per = \"month\"", "write `period`: period = \"month\""),
        ("price", "per = \"visit\"", "write `unit`: unit = \"visit\""),
        ("price", "fee = 20", "write `price`: price = 20"),
        ("price", "price = { min = 80, max = 90 }", "write `from`: from = 80"),
        ("price", "cpt = \"62273\"", "write `billing_codes`: billing_codes = [\"62273\"]"),
        ("line", "service = \"a\"", "write `id`: id = \"a\""),
        ("line", "id = \"a\", qty = 2", "write `count`: count = 2"),
        ("source", "isbn = \"1\"", "write `locator`"),
    ] {
        let errors = errors(&with(kind, line));
        let found = errors.iter().find(|one| one.contains("[unknown-key]")).cloned().unwrap_or_default();
        assert!(found.contains(help), "{kind} {line} wants {help}\n{}", errors.join("\n"));
        // What stands there under another name is not missing.
        let others: Vec<_> = errors.iter().filter(|one| !one.contains("[unknown-key]")).collect();
        let known = kind == "event" && others.iter().all(|one| one.contains("an event needs the key `end`"));
        assert!(others.is_empty() || known && !line.contains("end"), "{kind} {line}\n{}", errors.join("\n"));
    }
}

#[test]
fn a_heading_of_the_price_list_by_its_usual_name_is_answered_with_ours() {
    for (usual, ours) in [("items", "services"), ("memberships", "plans"), ("packages", "bundles")] {
        let errors = errors(&Clinic::new().prices(&format!("[[{usual}]]\nid = \"a\"\n")));
        assert!(errors.iter().any(|one| one.contains(&format!("write [[{ours}]]"))), "{}", errors.join("\n"));
    }
}

#[test]
fn a_heading_that_leaves_out_the_table_around_it_is_answered_with_the_whole_one() {
    const SERVICE: &str = "[[services]]\nid = \"a\"\nname = \"A\"\n";
    const PLAN: &str = "[[plans]]\nid = \"p\"\nname = \"P\"\nprice = 1\nperiod = \"month\"\n";
    let prices = |entries: &str| Clinic::new().prices(entries);
    for (clinic, heading) in [
        (prices(&format!("{SERVICE}[[options]]\nname = \"B\"\nprice = 1\n")), "[[services.options]]"),
        (prices(&format!("{PLAN}{SERVICE}price = 1\n[next]\nprice = 2\n")), "[services.next]"),
        (prices(&format!("{SERVICE}price = 1\n{PLAN}[next]\nprice = 2\n")), "[plans.next]"),
        (prices("[next]\nprice = 2\n"), "[plans.next] or [services.next]"),
        (Clinic::new().site("[clinic]\n[waiting]\ndays = 3\n"), "[clinic.waiting]"),
        (Clinic::new().site("[[form_hosts]]\nhost = \"b.example\"\n"), "[[privacy.form_hosts]]"),
        (Clinic::new().site("[check]\n[[ignore]]\nrule = \"R02\"\n"), "[[check.ignore]]"),
    ] {
        let errors = errors(&clinic);
        let help = format!("help: write the whole heading: {heading}\n");
        assert!(
            errors.iter().any(|one| format!("{one}\n").contains(&help)),
            "{heading}\n{}",
            errors.join("\n")
        );
    }
}

#[test]
fn what_is_invented_is_answered_by_what_it_is() {
    let clinic = Clinic::new().page("content/a.md", "", "Call +1-617-555-0142.").page(
        "content/b.md",
        "",
        "Soon. <!-- placeholder -->",
    );
    let told: Vec<String> = clinic
        .run_to(clinicsite::Depth::Launch)
        .problems
        .iter()
        .filter(|one| one.rule.id() == "K01")
        .map(|one| format!("{}: {}", one.message, one.help.clone().unwrap_or_default()))
        .collect();
    for one in [
        "the invented telephone number `+1-617-555-0142`: write the true number",
        "a placeholder: write what is true, and take the mark out",
    ] {
        assert!(told.iter().any(|told| told == one), "{one}\n{}", told.join("\n"));
    }
    assert!(told.iter().any(|told| told.ends_with("`: write the true host")), "{}", told.join("\n"));
}

#[test]
fn no_message_is_without_a_remedy() {
    let text = "[a](no.md) [b](/no/) [c](/no.pdf) [d](#no) [](estimate:no) [@no]\n\n<p id=a>1</p>\n\n<p id=a>2</p>\n";
    let clinic = Clinic::new()
        .article("a", text)
        .page("content/providers/p.md", "role = \"Doctor\"\ndraft = true", "")
        .page("content/articles/b.md", "date = 2026-05-04\nauthors = [\"p\"]", "");
    let problems = clinic.findings();
    assert!(problems.iter().count() > 7);
    for problem in problems.iter() {
        let help = problem.help.as_deref().unwrap_or_default();
        assert!(!help.is_empty() && !help.contains("explain"), "{}: {help}", problem.message);
    }
}

#[test]
fn a_fault_of_templates_has_its_own_line_and_a_remedy() {
    for (template, message, help) in [
        ("{{ a | json_encode }}", "unknown filter `json_encode`", "the filters are: abs, capitalize"),
        (
            "{% include \"our-hours.html\" %}",
            "there is no template `our-hours.html`",
            "add the file to `templates/`",
        ),
        ("{% if page.title %}", "the template ends, and `{% if %}` is still open", "{% endif %}"),
        ("{% if page.title", "unexpected end of input", "`%}`"),
        (
            "{% extends \"meridian/page.html\" %}\n{% block mian %}{% endblock %}",
            "block `mian`",
            "did you mean `main`?",
        ),
        ("{% extends \"meridian/page.html\" %}", "`extends` needs to be the first", "the first line"),
        ("{{ \"a }}", "string opened", "write the quote"),
    ] {
        let above = if template.contains('\n') { "" } else { "<!doctype html>\n" };
        let text = format!("{above}{template}");
        let messages =
            Clinic::new().page("content/a.md", "", "").file("templates/page.html", &text).messages();
        assert_eq!(messages.matches("error[").count(), 1, "{messages}");
        let at_line = messages.contains("templates/page.html:2:");
        assert!(at_line && messages.contains(message) && messages.contains(help), "{template}\n{messages}");
    }
    let two = Clinic::new().file("templates/page.html", "{{ a | no }}\n{{ b | never }}").messages();
    assert!(two.contains("page.html:1:8") && two.contains("page.html:2:8"), "{two}");
}

#[test]
fn a_key_below_the_wrong_heading_is_told_where_it_belongs() {
    let told = |clinic: &Clinic, words: &[&str]| {
        let errors = errors(clinic);
        assert_eq!(errors.len(), 1, "{}", errors.join("\n"));
        words.iter().for_each(|words| assert!(errors[0].contains(words), "`{words}` in\n{}", errors[0]));
    };
    let article =
        |keys: &str| Clinic::new().page("content/articles/a.md", &format!("date = 2026-05-04\n{keys}"), "");
    let question = "[[questions]]\nquestion = \"Q\"\nanswer = \"A\"\n";
    told(
        &article(&format!("{question}reviewer = \"ana\"")),
        &["`reviewer` is a key of an article: write it above `[[questions]]`"],
    );
    told(&article(&format!("{question}tags = [\"Gout\"]")), &["write `conditions`", "above `[[questions]]`"]);
    told(
        &article(&format!("[[changes]]\ndate = 2026-05-05\ntext = \"New\"\n{question}summary = \"S\"")),
        &["write it above `[[changes]]`, the first heading, and not below `[[questions]]`"],
    );
    told(
        &Clinic::new().site("[legal]\npaginate_by = 3\n"),
        &["`paginate_by` is a key of site.toml: write it above `[legal]`"],
    );
    told(
        &Clinic::new().file("site.toml", &format!("{SITE}niche = \"feet\"\n[clinic]\narea = \"Salem\"\n")),
        &["`niche` is a key of `[clinic]`: write it below that heading"],
    );
    // A heading stays a heading.
    told(
        &Clinic::new().prices("[[service]]\nid = \"a\"\nname = \"A\"\n"),
        &["unknown key `service`", "write [[services]]"],
    );
    told(&Clinic::new().site("[navigation]\na = 1\n"), &["write `menu`, as in menu = [{ title = "]);
    // Nothing is near: the keys of that table.
    told(
        &Clinic::new().site("[legal]\nzzzzzzzz = 1\n"),
        &["the keys of [legal] are: ", "federal_funds", "hipaa"],
    );
}

#[test]
fn values_of_another_type_are_shown_in_the_right_one() {
    for (kind, line, help) in [
        ("page", "slug = 5", "write slug = \"5\""),
        ("page", "weight = \"12\"", "write weight = 12"),
        ("page", "draft = \"no\"", "write draft = false"),
        ("page", "aliases = \"/old/\"", "write aliases = [\"/old/\"]"),
        ("article", "conditions = \"Gout, Flu\"", "write conditions = [\"Gout\", \"Flu\"]"),
        ("price", "duration_min = \"45 minutes\"", "write duration_min = 45"),
        ("page", "date = \"May 4, 2026\"", "write 2026-05-04"),
        ("page", "date = \"05/04/2026\"", "2026-05-04 or 2026-04-05"),
        ("location", "geo = \"1, 2\"", "geo = { latitude = "),
    ] {
        let errors = errors(&with(kind, line));
        assert_eq!(errors.len(), 1, "{line}\n{}", errors.join("\n"));
        assert!(errors[0].contains(help), "{line} wants {help}\n{}", errors[0]);
    }
}

#[test]
fn amounts_are_answered_with_the_amount_that_was_meant() {
    for (typed, help) in [
        ("\"$1,250\"", "write price = 1250"),
        ("\"1.250,00\"", "write price = 1250"),
        ("\"120 USD\"", "write price = 120"),
        ("\"$85 per visit\"", "write price = 85"),
        ("\"$1.2k\"", "write price = 1200"),
        ("\"12O\"", "write digits"),
        ("\"50¢\"", "write digits"),
        ("\"<90\"", "write digits"),
        ("\"80..90\"", "write price = { from = 80, to = 90 }"),
        ("\"from $80 to $90\"", "write price = { from = 80, to = 90 }"),
        ("\"600 - 950\"", "write price = { from = 600, to = 950 }"),
        ("\"$1,400 to $2,100\"", "write price = { from = 1400, to = 2100 }"),
        ("\"starting at $85\"", "write price = { from = 85 }"),
        ("\"85+\"", "write price = { from = 85 }"),
        ("[80, 90]", "write price = { from = 80, to = 90 }"),
        ("\"no charge\"", "write price = 0"),
        ("\"n/a\"", "leave `price` out"),
        ("\"call us\"", "leave `price` out"),
        ("19.999", "write price = 20, or, if the point parts thousands, price = 19999"),
        ("1_000.555", "write price = 1000.56, or, if the point parts thousands, price = 1000555"),
        ("{ from = 90, to = 80 }", "write price = { from = 80, to = 90 }"),
        ("{ from = \"$80\", to = 90 }", "write from = 80"),
        ("-5", "write price = 5"),
    ] {
        let errors = errors(&with("price", &format!("price = {typed}")));
        assert_eq!(errors.len(), 1, "{typed}\n{}", errors.join("\n"));
        assert!(errors[0].contains(help), "{typed} wants {help}\n{}", errors[0]);
    }
    let deposit = errors(&with("price", "price = 90\ndeposit = \"20-30\""));
    assert!(deposit[0].contains("write one amount: deposit = 20"), "{}", deposit[0]);
}

#[test]
fn what_hangs_on_an_error_is_not_told() {
    let once = |clinic: &Clinic, words: &str| {
        let errors = errors(clinic);
        assert!(errors.len() == 1 && errors[0].contains(words), "{words}\n{}", errors.join("\n"));
    };
    once(&Clinic::new().page("content/articles/a.md", "", "Text."), "an article needs the key `date`");
    once(&Clinic::new().page("content/articles/a.md", "date = 2026-13-40", "Text."), "error[bad-date]");
    // The price, the sum in which it is, the bundle, a page and a text that name it.
    let list = "[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"1,5,0\"\n\
                [[bundles]]\nid = \"b\"\nname = \"B\"\nlines = [{ id = \"a\" }]\nprice = 900\n\
                [[examples]]\nid = \"y\"\nname = \"Y\"\nlines = [{ id = \"a\" }, { id = \"b\" }]\ntotal = 7\n";
    once(
        &Clinic::new()
            .prices(list)
            .page(
                "content/services/s.md",
                "summary = \"S\"\nprices = [\"a\"]",
                "It is [](price:a), a year [](estimate:y).",
            )
            .site("[[menu]]\ntitle = \"Prices\"\nto = \"/pricing/\"\n"),
        "error[P01]",
    );
    // A page that could not be read, and the lists and menus that would show it.
    once(
        &Clinic::new()
            .page("content/careers/nurse.md", "posted = \"soon\"\nrequirements = [\"A\"]", "")
            .site("[[menu]]\ntitle = \"Jobs\"\nto = \"/careers/\"\n[redirects]\n\"/jobs.html\" = \"/careers/\"\n")
            .article("a", "[Jobs](/careers/) and [this one](../careers/nurse.md)."),
        "content/careers/nurse.md",
    );
    once(
        &Clinic::new()
            .page("content/articles/a.md", "date = 2026-05-04\nconditions = [\"Gout\"", "")
            .article("b", "[Gout](/conditions/gout/)"),
        "content/articles/a.md:4",
    );
}

#[test]
fn a_target_that_leads_nowhere_is_shown_as_it_leads_somewhere() {
    for (target, help) in [
        ("[a](ana@clinic.example)", "write mailto:ana@clinic.example"),
        ("[a](www.harbor.example/fees)", "write https://www.harbor.example/fees"),
        ("[a](harbor.example)", "write https://harbor.example"),
        ("[a](617-555-0142)", "write tel:6175550142"),
        ("[a](/static/favicon.svg)", "write /favicon.svg"),
        ("[a](static/favicon.svg)", "write /favicon.svg"),
        ("![A form](/Favicon.SVG)", "write /favicon.svg"),
        ("[a](FAVICON.svg)", "write /favicon.svg"),
        ("[a](fees)", "write /fees/"),
        ("[a](fees.html)", "write /fees/"),
        ("[a](/fees.html)", "write /fees/"),
        ("[a](/fees/index.html)", "write /fees/"),
        ("[a](/content/fees.html)", "write /fees/"),
        ("[a](pricing.md)", "write /pricing/"),
        ("[a](Pricing)", "write /pricing/"),
    ] {
        let clinic = Clinic::new()
            .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n")
            .page("content/fees.md", "", "")
            .page("content/x.md", "", target);
        let errors = errors(&clinic);
        assert!(
            errors.len() == 1 && errors[0].contains(help),
            "{target} wants {help}\n{}",
            errors.join("\n")
        );
    }
}

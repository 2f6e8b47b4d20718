//! What law asks of a clinic's site: its pages in every footer, its notices, its position on Medicare.

use crate::clinic::Clinic;

const US: &str = "[clinic]\ncountry = \"US\"\nemail = \"hello@clinic.example\"\n";

fn us() -> Clinic {
    Clinic::new().site(US).prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\n")
}

/// The footer of a page.
fn footer<'a>(site: &'a crate::clinic::Site, path: &str) -> &'a str {
    let page = site.get(path);
    &page[page.find("<footer").unwrap()..]
}

/// The ids of the rules that `check` tells.
fn rules(clinic: &Clinic) -> Vec<&'static str> {
    clinic.findings().iter().map(|one| one.rule.id()).collect()
}

#[test]
fn the_footer_has_what_site_toml_says() {
    let site = Clinic::new()
        .site(
            "[clinic]\nstatement = \"Owned by its physicians.\"\nregistration = [{ authority = \"Care Quality Commission\", \
             number = \"1-000\", url = \"https://cqc.example/1-000\" }, { authority = \"Company\", number = \"<12>\" }]\n\
             [[footer]]\ntitle = \"Write & call\"\nto = \"/contact/\"\n[[footer]]\ntitle = \"Map\"\nto = \"https://map.example/\"\n",
        )
        .page("content/contact.md", "", "Write.")
        .page("content/privacy.md", "", "Nothing.")
        .article("rest", "Rest.")
        .build();
    for path in ["/", "/articles/rest/", "/404.html"] {
        let footer = footer(&site, path);
        for text in [
            "<a href=\"https://cqc.example/1-000\">Care Quality Commission 1-000</a>",
            "Company &lt;12&gt;",
            "Owned by its physicians.",
            "<a href=\"https://map.example/\">Map</a>",
        ] {
            assert!(footer.contains(text), "{path}: {text}\n{footer}");
        }
        let (own, legal) =
            (footer.find("<a href=\"/contact/\">Write &amp; call</a>"), footer.find("/privacy/"));
        assert!(own.unwrap() < legal.unwrap(), "the clinic's own entries come first");
    }
    site.shows("/", "\"identifier\":[{\"@type\":\"PropertyValue\",\"propertyID\":\"Care Quality Commission\",\"value\":\"1-000\"");
}

#[test]
fn an_entry_of_the_footer_that_leads_nowhere_is_an_error() {
    let clinic = Clinic::new().site("[[footer]]\ntitle = \"Contact\"\nto = \"/contct/\"\n").page(
        "content/contact.md",
        "",
        "Write.",
    );
    let said = clinic.messages();
    assert!(
        said.contains("error[dead-link]: `/contct/`") && said.contains("did you mean `/contact/`?"),
        "{said}"
    );
}

#[test]
fn a_legal_page_is_known_by_its_file_and_stands_in_every_footer_once() {
    let names = [
        "privacy",
        "accessibility",
        "nondiscrimination",
        "consumer-health-data",
        "open-payments",
        "notice-of-privacy-practices",
        "impressum",
        "terms",
        "complaints",
        "cookies",
    ];
    let mut clinic = Clinic::new().site("[[footer]]\ntitle = \"Our terms\"\nto = \"/terms/\"\n").page(
        "content/about.md",
        "",
        "Us.",
    );
    for name in names {
        let slug = if name == "privacy" { "slug = \"datenschutz\"" } else { "" };
        clinic = clinic.page(&format!("content/{name}.md"), slug, "Words.");
    }
    let site = clinic.build();
    let footer = footer(&site, "/about/");
    let mut last = 0;
    for name in names {
        let link = format!("href=\"/{}/\"", if name == "privacy" { "datenschutz" } else { name });
        assert_eq!(footer.matches(&link).count(), 1, "{name}\n{footer}");
        let at = footer.find(&link).unwrap();
        assert!(name == "terms" || at > last, "{name} in its order");
        last = at;
    }
    let bundle =
        Clinic::new().page("content/impressum/index.md", "", "Words.").page("content/about.md", "", "Us.");
    bundle.build().shows("/about/", "<a href=\"/impressum/\">");
}

#[test]
fn a_page_in_the_footer_or_hidden_from_search_engines_is_no_orphan() {
    let clinic = Clinic::new()
        .site("[[footer]]\ntitle = \"Contact\"\nto = \"/contact/\"\n")
        .page("content/contact.md", "", "Write.")
        .page("content/offer.md", "noindex = true", "For runners.")
        .page("content/lost.md", "", "Lost.");
    let found = clinic.findings();
    let orphans: Vec<_> =
        found.iter().filter(|one| one.rule.id() == "W03").map(|one| one.place.source.path.as_str()).collect();
    assert_eq!(orphans, ["content/lost.md"]);
}

#[test]
fn a_clinic_under_hipaa_owes_a_notice_that_names_its_day() {
    let clinic = us().site("[legal]\nhipaa = true\n");
    let said = clinic.messages();
    assert!(said.contains("error[L07]") && said.contains("content/notice-of-privacy-practices.md"), "{said}");
    let with = |body: &str| clinic.clone().page("content/notice-of-privacy-practices.md", "", body);
    for day in [
        "February 1, 2026",
        "1 February 2026",
        "2026-02-01",
        "1 de febrero de 2026",
        "02/01/2026",
        "February 1st, 2026",
    ] {
        assert!(!with(&format!("In force from {day}.")).messages().contains("L07"), "{day}");
    }
    for body in ["In force.", "In force since 2026.", "Section 164.520 of 45 CFR.", "Call 617-555-0142."] {
        assert!(with(body).messages().contains("error[L07]"), "{body}");
    }
    // No HIPAA, no notice.
    assert!(!us().messages().contains("L07"));
}

/// The words of the theme's own notice.
const NOTICE: &str = "You have the right to a Good Faith Estimate in writing. You can ask for it before you book. If your bill is \
                      $400 or more above it, you can dispute it. Keep a copy. See <https://www.cms.gov/nosurprises/consumers>.";

#[test]
fn own_words_on_the_estimate_say_all_that_the_law_wants() {
    let with = |body: &str| us().page("content/good-faith-estimate.md", "", body).messages();
    assert!(!with(NOTICE).contains("L10"), "{}", with(NOTICE));
    let said = with("Ask us about prices.");
    assert!(said.contains("error[L10]") && said.contains("$400") && said.contains("in writing"), "{said}");
    for (word, what) in [
        ("right", "the right to an estimate"),
        ("in writing", "in writing"),
        ("before", "before the care"),
        ("ask", "ask for it"),
        ("$400", "$400"),
        ("dispute", "disputed"),
        ("copy", "a copy"),
        ("nosurprises", "where to ask"),
    ] {
        let said = with(&NOTICE.replace(word, "x"));
        assert!(said.contains("error[L10]") && said.contains(what), "without `{word}`: {said}");
    }
    for address in [
        "www.cms.gov/nosurprises",
        "1-800-985-3059",
        "FederalPPDRQuestions@cms.hhs.gov",
        "[CMS](https://www.cms.gov/nosurprises)",
    ] {
        let notice = NOTICE.replace("<https://www.cms.gov/nosurprises/consumers>", address);
        assert!(!with(&notice).contains("L10"), "{address}");
    }
    // What no reader sees says nothing.
    assert!(with(&format!("<!-- {NOTICE} -->\n\nAsk us.")).contains("error[L10]"));
}

#[test]
fn own_words_in_other_languages_are_held_against_what_is_the_same_in_all() {
    let with = |language: &str, body: &str| {
        let site = format!(
            "title = \"Clinic\"\nbase_url = \"https://clinic.example\"\nlanguage = \"{language}\"\n{US}"
        );
        us().file("site.toml", &site).page("content/good-faith-estimate.md", "", body).messages()
    };
    let spanish = "Usted tiene derecho a una estimación por escrito antes de su visita. Pídala. Si la factura la supera en $400, puede \
                   disputarla. Guarde una copia. Llame al 1-800-985-3059.";
    assert!(!with("es-US", spanish).contains("L10"), "{}", with("es-US", spanish));
    assert!(with("es-US", "Pregunte. $400. 1-800-985-3059.").contains("error[L10]"));
    assert!(!with("fr-FR", "Votre droit. 400 $. 1-800-985-3059.").contains("L10"));
    assert!(with("fr-FR", "Votre droit. 1-800-985-3059.").contains("error[L10]"));
}

#[test]
fn the_model_notice_is_there_word_for_word() {
    let site = us().site("[legal]\ngood_faith_text = \"model\"\n").build();
    for text in [
        "<div lang=\"en\">",
        "explaining how much your health care will cost",
        "within 1 business day after scheduling",
        "at least $400 more for any provider or facility than your Good Faith Estimate from that provider or facility",
        "FederalPPDRQuestions@cms.hhs.gov",
        "hello@clinic.example",
    ] {
        site.shows("/good-faith-estimate/", text);
    }
    let german = "title = \"K\"\nbase_url = \"https://k.example\"\nlanguage = \"de-DE\"\n";
    let site = us().file("site.toml", german).site(US).site("[legal]\ngood_faith_text = \"model\"\n").build();
    site.shows("/good-faith-estimate/", "<div lang=\"en\"><h2>You have the right to receive");
}

#[test]
fn a_us_clinic_says_where_it_stands_with_medicare() {
    let told = |legal: &str, prices: &str| {
        let clinic = us().site(legal).prices(prices);
        rules(&clinic).contains(&"L08")
    };
    let plan = "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 20\nperiod = \"month\"\n";
    assert!(told("", ""));
    assert!(!told("[legal]\nmedicare = \"no-medicare-patients\"\n", plan));
    assert!(!told("[legal]\nmedicare = \"enrolled\"\n", ""));
    assert!(told("[legal]\nmedicare = \"enrolled\"\n", plan));
    assert!(!told(
        "[legal]\nmedicare = \"enrolled\"\n",
        &format!("{plan}[terms]\nmedicare = \"The plan covers messages.\"\n")
    ));
    assert!(!rules(&Clinic::new().site("[clinic]\ncountry = \"GB\"\n")).contains(&"L08"));
}

#[test]
fn who_gives_what_has_a_price_tells_the_day_of_opting_out() {
    let with = |legal: &str, service: &str, person: &str| {
        let clinic = us()
            .site(&format!("[legal]\nmedicare = \"{legal}\"\n"))
            .page("content/services/visit.md", service, "We look.")
            .page("content/providers/ana.md", &format!("role = \"Surgeon\"\n{person}"), "She listens.");
        let found = clinic.findings();
        let mine = found.iter().filter(|one| one.rule.id() == "L08");
        mine.map(|one| format!("{}: {}", one.place.source.path, one.message)).collect::<Vec<_>>().join("\n")
    };
    let priced = "prices = [\"visit\"]\nproviders = [\"ana\"]";
    let said = with("opted-out", priced, "");
    assert_eq!(
        said,
        "content/providers/ana.md: the clinic has opted out of Medicare, and `ana` has no `medicare_opt_out`"
    );
    assert!(
        with("opted-out", priced, "medicare_opt_out = 2027-01-01")
            .contains("opts out of Medicare on 2027-01-01")
    );
    assert_eq!(with("opted-out", priced, "medicare_opt_out = 2026-01-01"), "");
    assert_eq!(with("opted-out", "providers = [\"ana\"]", ""), "");
    assert_eq!(with("enrolled", priced, ""), "");
}

#[test]
fn the_pricing_page_tells_the_position_on_medicare() {
    let site = us()
        .site("[legal]\nmedicare = \"opted-out\"\n")
        .prices("[terms]\nmedicare = \"Ask us first.\"\n")
        .build();
    let page = site.get("/pricing/");
    let theme = page.find("Our clinicians have opted out of Medicare.").unwrap();
    assert!(theme < page.find("Ask us first.").unwrap(), "own words stand below the theme's");
    assert_eq!(page.matches("<dt>Medicare</dt>").count(), 1);
    let alone = us().site("[legal]\nmedicare = \"no-medicare-patients\"\n").build();
    alone.shows("/pricing/", "<dt>Medicare</dt><dd>We do not see people who have Medicare.</dd>");
    us().build().hides("/pricing/", "Medicare");
}

#[test]
fn a_country_asks_for_its_own_pages() {
    let with =
        |country: &str, more: &str| Clinic::new().site(&format!("[clinic]\ncountry = \"{country}\"\n{more}"));
    let told = |clinic: &Clinic| {
        let found = clinic.findings();
        let mine = found.iter().filter(|one| one.rule.id() == "L11");
        mine.map(|one| one.place.source.path.clone()).collect::<Vec<_>>()
    };
    for country in ["DE", "AT", "CH"] {
        let clinic = with(country, "").page("content/privacy.md", "", "Wir speichern nichts.");
        assert_eq!(told(&clinic), ["content/impressum.md", "content/privacy.md"], "{country}");
        let clinic = clinic.page("content/impressum.md", "", "Praxis").page(
            "content/privacy.md",
            "",
            "Verantwortlich ist die Praxis, praxis@clinic.example.",
        );
        assert!(told(&clinic).is_empty(), "{country}");
    }
    let clinic = with("GB", "");
    assert_eq!(told(&clinic), ["site.toml"]);
    let clinic = with("GB", "registration = [{ authority = \"HCPC\", number = \"PH00000\" }]\n");
    assert!(told(&clinic).is_empty());
    // A privacy page that names no way to write names nobody.
    assert_eq!(
        told(&clinic.page("content/privacy.md", "", "We are the data controller.")),
        ["content/privacy.md"]
    );
    assert!(told(&with("US", "")).is_empty());
}

#[test]
fn a_legal_page_under_another_name_is_told_its_own() {
    let clinic = Clinic::new()
        .site("[clinic]\ncountry = \"DE\"\n[legal]\nhipaa = true\n")
        .page("content/datenschutz.md", "", "Verantwortlich: a@b.example")
        .page("content/imprint.md", "", "Praxis")
        .page("content/npp.md", "", "In force from February 1, 2026.");
    let found = clinic.findings();
    let told = |rule: &str, path: &str| {
        let one = found.iter().find(|one| one.rule.id() == rule && one.place.source.path == path);
        one.and_then(|one| one.help.clone()).unwrap_or_default()
    };
    assert_eq!(
        told("L05", "content/datenschutz.md"),
        "rename content/datenschutz.md to privacy.md, and write slug = \"datenschutz\" into it"
    );
    assert!(told("L11", "content/imprint.md").starts_with("rename content/imprint.md to impressum.md"));
    assert!(told("L07", "site.toml").starts_with("rename content/npp.md to notice-of-privacy-practices.md"));
}

#[test]
fn a_clinic_in_gb_offers_no_prescription_only_medicine_by_name() {
    let told = |country: &str, clinic: Clinic| {
        let clinic = clinic.site(&format!("[clinic]\ncountry = \"{country}\"\n"));
        let found = clinic.findings();
        let mine = found.iter().filter(|one| one.rule.id() == "L12");
        mine.map(|one| one.place.source.path.clone()).collect::<Vec<_>>()
    };
    let offer =
        || Clinic::new().page("content/services/lines.md", "", "## Botox from £450\n\nThis week only.");
    assert_eq!(told("GB", offer()), ["content/services/lines.md"]);
    assert!(told("US", offer()).is_empty());
    let listed = Clinic::new().prices("[[services]]\nid = \"a\"\nname = \"Wegovy, a month\"\nprice = 199\n");
    assert_eq!(told("GB", listed), ["content/prices.toml"]);
    let article = |body: &str| Clinic::new().file("content/sources.toml", SOURCE).article("migraine", body);
    assert!(told("GB", article("In trials botulinum toxin was tried [@a].")).is_empty());
    assert_eq!(told("GB", article("Ask us for Botox.")), ["content/articles/migraine.md"]);
}

const SOURCE: &str = "[[sources]]\nid = \"a\"\ntitle = \"A study\"\n";

#[test]
fn the_price_file_of_hospitals_is_not_asked_for() {
    let said = Clinic::new().site("[cms]\npublish = true\n").messages();
    assert!(said.contains("error[unknown-key]") && said.contains("only hospitals owe"), "{said}");
}

#[test]
fn the_check_digit_of_an_npi_is_looked_at_wherever_it_is_a_registration() {
    let number =
        "registration = [{ authority = \"NPI\", number = \"1234567890\", url = \"https://npi.example/1\" }]";
    let clinic = Clinic::new().site(&format!("[clinic]\n{number}\n"));
    assert!(clinic.messages().contains("error[M11]"), "{}", clinic.messages());
    let person = Clinic::new().page("content/providers/ana.md", &format!("role = \"Surgeon\"\n{number}"), "");
    assert!(person.messages().contains("error[M11]"), "{}", person.messages());
    let right = number.replace("1234567890", "1234567893");
    let person = Clinic::new().page("content/providers/ana.md", &format!("role = \"Surgeon\"\n{right}"), "");
    person.build().shows("/providers/ana/", "<a href=\"https://npi.example/1\">1234567893</a>");
}

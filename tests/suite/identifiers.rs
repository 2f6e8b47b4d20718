//! Addresses, hosts, mail and countries: one check for every key that holds one, and for links in texts.

use crate::clinic::Clinic;

/// What no key takes that wants an address of the web.
const NO_ADDRESS: &[&str] = &[
    "javascript:alert(2)",
    "data:text/plain,hello",
    "//elsewhere.example/page",
    "http:/elsewhere.example",
    "https://elsewhere.example/two words",
    "https://elsewhere.example/\\u202eegap",
    "https://nurse:secret@elsewhere.example/",
    "https://else..where.example/",
    "https:///page",
];

const ADDRESS: &str = "street = \"1 Quay\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\"";

/// A clinic with this value in every key that holds an address of the web, and the places of those keys.
fn with_everywhere(value: &str) -> (Clinic, &'static [&'static str]) {
    let clinic = Clinic::new()
        .site(&format!(
            "[clinic]\nsame_as = [\"https://a.example/\", \"{value}\"]\nbooking_url = \"{value}\"\n\
             [[menu]]\ntitle = \"More\"\nto = \"{value}\"\n[redirects]\n\"/old/\" = \"{value}\"\n"
        ))
        .page(
            "content/providers/ana.md",
            &format!("role = \"Physician\"\nsame_as = [\"{value}\"]\nbooking_url = \"{value}\""),
            "Bio.",
        )
        .page(
            "content/events/talk.md",
            &format!(
                "start = 2027-01-21T18:00:00-05:00\nend = 2027-01-21T19:00:00-05:00\nregister_url = \"{value}\"\n\
                 recording_url = \"{value}\""
            ),
            "Come.",
        )
        .page(
            "content/careers/nurse.md",
            &format!("posted = 2026-11-01\nrequirements = [\"Calm\"]\napply = \"{value}\""),
            "Come.",
        )
        .page(
            "content/testimonials/kind.md",
            &format!(
                "consent = 2026-05-01\nrelationship = \"patient\"\ncompensated = false\ntypical = \"Most rest.\"\n\
                 source_url = \"{value}\""
            ),
            "Kind.",
        )
        .article("flu", "Rest.")
        .file(
            "content/sources.toml",
            &format!("[[sources]]\nid = \"a\"\ntitle = \"A\"\nurl = \"{value}\"\nretrieved = 2026-01-01\n"),
        )
        .prices(&format!(
            "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 50\n[[comparisons]]\nid = \"visit\"\n\
             label = \"Others\"\nprice = 70\nretrieved = 2026-01-01\nsource = \"{value}\"\n"
        ));
    let places = &[
        "site.toml:4:",
        "site.toml:5:",
        "site.toml:8:",
        "site.toml:10:",
        "providers/ana.md:4:",
        "providers/ana.md:5:",
        "events/talk.md:5:",
        "events/talk.md:6:",
        "careers/nurse.md:5:",
        "testimonials/kind.md:7:",
        "sources.toml:4:",
    ];
    (clinic, places)
}

#[test]
fn no_key_takes_what_is_no_address() {
    for bad in NO_ADDRESS {
        let (clinic, places) = with_everywhere(bad);
        let messages = clinic.messages();
        for place in places {
            let told = messages.split("\n\n").any(|block| {
                block.starts_with("error[") && block.contains(place) && block.contains("help: ")
            });
            assert!(told, "{place} = {bad}:\n{messages}");
        }
        let base =
            Clinic::new().file("site.toml", &format!("title = \"A\"\nbase_url = \"{bad}\"\n")).messages();
        assert!(base.contains("is not the address of a site"), "{bad}: {base}");
        let source = Clinic::new()
            .prices(&format!(
                "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 50\n[[comparisons]]\nid = \"visit\"\n\
                 label = \"Others\"\nprice = 70\nretrieved = 2026-01-01\nsource = \"{bad}\"\n"
            ))
            .messages();
        assert!(source.contains("error[bad-value]") && source.contains("prices.toml:11:"), "{bad}: {source}");
    }
    let (clinic, _) = with_everywhere("https://practice-ä.example:8443/a?b=c");
    for (path, text) in &clinic.build().files {
        assert!(!text.contains("practice-ä"), "{path}");
    }
}

#[test]
fn a_login_is_never_repeated_in_a_remedy() {
    let messages =
        Clinic::new().site("[clinic]\nsame_as = [\"https://nurse:secret@a.example/\"]\n").messages();
    let help = messages.lines().find(|line| line.starts_with("help: ")).unwrap();
    assert!(!help.contains("secret") && help.contains("https://a.example"), "{help}");
}

#[test]
fn the_policy_is_made_of_hosts_alone() {
    for bad in [
        "files.example\\n  X-Evil: 1",
        "files.example; script-src *",
        "*",
        "*.files.example",
        "https://files.example",
        "files.example/x",
        "'unsafe-eval'",
        "self",
        "data:",
        "files.example other.example",
        "files_1.example",
    ] {
        for entry in
            [format!("allow = [\"ok.example\", \"{bad}\"]"), format!("form_hosts = [{{ host = \"{bad}\" }}]")]
        {
            let messages = Clinic::new().site(&format!("[privacy]\n{entry}\n")).messages();
            let first = messages.lines().next().unwrap_or_default();
            assert!(
                first.starts_with("error[bad-value]: `") && first.ends_with("` is no host"),
                "{entry}:\n{messages}"
            );
            assert!(messages.contains("site.toml:4:"), "{messages}");
        }
    }
    let site = Clinic::new()
        .site("[privacy]\nallow = [\"Bilder.Müller.example\"]\nform_hosts = [{ host = \"forms.example:8443\", baa = true }]\n")
        .article("flu", "![A throat](https://bilder.müller.example/a.png)\n")
        .build();
    site.shows("_headers", "img-src 'self' https://bilder.xn--mller-kva.example;");
    site.shows("_headers", "form-action 'self' https://forms.example:8443;");
    site.shows("/articles/flu/", "src=\"https://bilder.xn--mller-kva.example/a.png\"");
}

#[test]
fn a_host_of_other_letters_is_written_in_ascii_everywhere() {
    let site = Clinic::new()
        .file(
            "site.toml",
            "title = \"Praxis Müller\"\nbase_url = \"https://Praxis-Müller.example/köln/\"\n[clinic]\n\
             same_as = [\"https://soziales.müller.example/ü\"]\nemail = \"post@praxis-müller.example\"\n",
        )
        .article(
            "grippe",
            "Ein [Verweis](https://müller.example/ö?q=ß#ä) und https://post.müller.example/x hier.",
        )
        .build();
    for (path, text) in &site.files {
        assert!(
            !text.contains("raxis-müller.example/") && !text.contains("=\"https://müller"),
            "{path}: {text}"
        );
    }
    site.shows("sitemap.xml", "<loc>https://xn--praxis-mller-klb.example/k%C3%B6ln/articles/grippe/</loc>");
    site.shows("/articles/grippe/", "href=\"https://xn--mller-kva.example/%C3%B6?q=%C3%9F#%C3%A4\"");
    site.shows("/articles/grippe/", "href=\"https://post.xn--mller-kva.example/x\"");
    site.shows("/", "href=\"https://soziales.xn--mller-kva.example/%C3%BC\"");
    site.shows("/", "href=\"mailto:post@xn--praxis-mller-klb.example\">post@praxis-müller.example<");
    let messages = Clinic::new()
        .file("site.toml", "title = \"A\"\nbase_url = \"https://praxis müller.example\"\n")
        .messages();
    assert!(messages.contains("is not the address of a site"), "{messages}");
}

#[test]
fn mail_is_an_address_of_mail() {
    for bad in [
        "hello@harbor",
        "www.harbor.example",
        "hello",
        "hello@harbor.example, desk@harbor.example",
        "he llo@harbor.example",
    ] {
        for clinic in [
            Clinic::new().site(&format!("[clinic]\nemail = \"{bad}\"\n")),
            Clinic::new().page(
                "content/locations/a.md",
                &format!("email = \"{bad}\"\naddress = {{ {ADDRESS}, country = \"US\" }}"),
                "Come.",
            ),
        ] {
            let messages = clinic.messages();
            assert!(messages.contains(&format!("`{bad}` is no address for mail")), "{bad}:\n{messages}");
        }
    }
    let messages = Clinic::new().site("[clinic]\nemail = \"mailto:hello@harbor.example\"\n").messages();
    assert!(messages.contains("help: write the address alone: hello@harbor.example"), "{messages}");
    let site =
        Clinic::new().article("flu", "[Write](mailto:desk+a@harbor.example?subject=Two words)").messages();
    assert!(site.is_empty() || !site.contains("bad-address"), "{site}");
    let messages = Clinic::new().article("flu", "[Write to us](mailto:desk@harbor)").messages();
    assert!(messages.contains("error[bad-address]: `desk@harbor` is no address for mail"), "{messages}");
}

#[test]
fn a_link_in_a_text_leads_to_an_address_that_can_be() {
    for bad in ["https://a..example/", "https://nurse:pw@a.example/", "//a.example/x", "https://a.example:0/"]
    {
        let messages = Clinic::new().article("flu", &format!("[Our book]({bad})")).messages();
        assert!(
            messages.contains("error[bad-address]") && messages.contains("flu.md:6:"),
            "{bad}:\n{messages}"
        );
    }
    let site = Clinic::new()
        .article("flu", "[one](<https://a.example/two words/[1]\\\\{x}>) [two](https://a.example/100%) [three](/articles/flu/?a=ä%20b)")
        .build();
    for href in [
        "https://a.example/two%20words/%5B1%5D%5C%7Bx%7D",
        "https://a.example/100%25",
        "/articles/flu/?a=%C3%A4%20b",
    ] {
        site.shows("/articles/flu/", &format!("href=\"{href}\""));
    }
}

#[test]
fn a_country_is_a_code_of_iso() {
    for (bad, code) in
        [("UK", "GB"), ("ENG", "GB"), ("USA", "US"), ("Germany", "DE"), ("de", "DE"), ("Éire", "IE")]
    {
        for clinic in [
            Clinic::new().site(&format!("[clinic]\ncountry = \"{bad}\"\n")),
            Clinic::new().page(
                "content/locations/a.md",
                &format!("address = {{ {ADDRESS}, country = \"{bad}\" }}"),
                "Come.",
            ),
        ] {
            let messages = clinic.messages();
            assert!(messages.contains(&format!("`{bad}` is no country")), "{messages}");
            assert!(messages.contains(&format!("help: write \"{code}\" for ")), "{messages}");
        }
    }
    assert!(Clinic::new().site("[clinic]\ncountry = \"XX\"\n").messages().contains("ISO 3166-1"));
}

#[test]
fn an_npi_is_checked_wherever_it_stands() {
    for clinic in [
        Clinic::new().site("[clinic]\nnpi = \"1234567890\"\n"),
        Clinic::new().page(
            "content/providers/ana.md",
            "role = \"Physician\"\nregistration = [{ authority = \"NPI\", number = \"1234567890\" }]",
            "Bio.",
        ),
    ] {
        let messages = clinic.messages();
        assert!(
            messages.contains("error[M11]: `1234567890` is no NPI") && messages.contains("help: "),
            "{messages}"
        );
    }
}

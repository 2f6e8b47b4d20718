//! schema.org JSON-LD: one graph for each page, only of what the page shows (HEALTHCARE B).

mod dated;
mod offers;

pub(crate) use offers::marked_up;

use serde_json::{Map, Value, json};

use crate::page::{Article, Closing, Data, Kind, Location, Page, Provider, Service};
use crate::plan::Job;
use crate::portable;
use crate::render::{View, World};
use crate::route::Route;

/// The words of `MedicalSpecialty` that a clinic's `specialty` can be (schema.org 30).
const SPECIALTIES: [(&str, &str); 10] = [
    ("anesthesia", "Anesthesia"),
    ("anesthesiology", "Anesthesia"),
    ("neurology", "Neurologic"),
    ("neurologic", "Neurologic"),
    ("musculoskeletal", "Musculoskeletal"),
    ("radiology", "Radiography"),
    ("dermatology", "Dermatology"),
    ("cardiovascular", "Cardiovascular"),
    ("physiotherapy", "Physiotherapy"),
    ("psychiatry", "Psychiatric"),
];

/// The graph of a page as text that can stand in a script element.
pub(crate) fn graph(world: World<'_>, route: &Route, job: &Job, view: &View) -> String {
    let graph = Graph { world, url: world.site.config.base.absolute(route), view };
    let mut nodes = match job {
        Job::Home => vec![graph.clinic(), graph.website()],
        Job::Pricing => graph.pricing(),
        Job::NotFound => return String::new(),
        Job::Page(at) => graph.page(&world.site.pages[*at]),
        Job::List(Kind::Faq, _) => vec![graph.faq()],
        _ => vec![graph.web_page("WebPage")],
    };
    nodes.extend(graph.breadcrumbs());
    let text = json!({ "@context": "https://schema.org", "@graph": nodes }).to_string();
    // Neither `</script>` nor `<!--` can end or change the block.
    text.replace('<', "\\u003c")
}

struct Graph<'a> {
    world: World<'a>,
    url: String,
    view: &'a View,
}

fn put(node: &mut Value, key: &str, value: impl Into<Option<Value>>) {
    if let (Some(node), Some(value)) = (node.as_object_mut(), value.into()) {
        node.insert(key.to_owned(), value);
    }
}

impl Graph<'_> {
    fn home(&self) -> String {
        self.world.site.config.base.absolute(&Route::home())
    }

    fn organization(&self) -> Value {
        let home = self.home();
        json!({ "@type": "Organization", "@id": format!("{home}#clinic"), "name": self.world.site.config.clinic.legal_name, "url": home })
    }

    fn website(&self) -> Value {
        let home = self.home();
        let config = &self.world.site.config;
        json!({ "@type": "WebSite", "@id": format!("{home}#website"), "url": home, "name": config.title, "inLanguage": self.world.edition.tag(), "publisher": self.organization() })
    }

    /// The picture to show beside the page: its own, else that of the clinic.
    fn image(&self) -> Option<Value> {
        Some(self.view.fields.get("share_image")?.get("absolute")?.clone())
    }

    /// The page's own picture, where another one would show somebody or something else.
    fn own_image(&self) -> Option<Value> {
        self.view.fields.get("share_image").filter(|image| image["own"] == true)?.get("absolute").cloned()
    }

    /// HTML of the page, for readers elsewhere.
    fn portable(&self, html: &str) -> String {
        portable::html(html, &self.url)
    }

    fn clinic(&self) -> Value {
        let config = &self.world.site.config;
        let clinic = &config.clinic;
        let home = self.home();
        let mut node = json!({ "@type": "MedicalClinic", "@id": format!("{home}#clinic"), "name": config.title, "url": home });
        if clinic.legal_name != config.title {
            put(&mut node, "legalName", json!(clinic.legal_name));
        }
        put(&mut node, "description", (!config.description.is_empty()).then(|| json!(config.description)));
        put(&mut node, "telephone", clinic.phone.as_ref().map(|phone| json!(phone.value)));
        put(&mut node, "email", clinic.email.as_ref().map(|email| json!(email)));
        put(&mut node, "image", self.image());
        put(&mut node, "areaServed", clinic.area.as_ref().map(|area| json!(area)));
        put(&mut node, "isAcceptingNewPatients", clinic.accepting_new_patients.map(|open| json!(open)));
        put(&mut node, "sameAs", (!clinic.same_as.is_empty()).then(|| json!(clinic.same_as)));
        // `usNPI` is a property of a Physician alone (schema.org 30); every thing may have an identifier.
        put(
            &mut node,
            "identifier",
            clinic
                .npi
                .as_ref()
                .map(|npi| json!({ "@type": "PropertyValue", "propertyID": "NPI", "value": npi })),
        );
        let known = clinic
            .specialty
            .as_ref()
            .and_then(|word| SPECIALTIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)));
        put(
            &mut node,
            "medicalSpecialty",
            known.map(|(_, word)| json!(format!("https://schema.org/{word}"))),
        );
        if let Some(Data::Location(location)) =
            self.world.edition.list(Kind::Location).next().map(|page| &page.data)
        {
            put_place(&mut node, location);
        }
        if let Some(list) = &self.world.site.prices {
            put(&mut node, "currenciesAccepted", json!(list.currency.code()));
        }
        node
    }

    fn web_page(&self, kind: &str) -> Value {
        let config = &self.world.site.config;
        let mut node = json!({
            "@type": kind, "@id": self.url, "url": self.url, "name": self.view.text("title"),
            "inLanguage": self.world.edition.tag(), "isPartOf": { "@type": "WebSite", "@id": format!("{}#website", self.home()), "name": config.title, "url": self.home() },
        });
        put(
            &mut node,
            "description",
            Some(self.view.text("summary")).filter(|text| !text.is_empty()).map(|text| json!(text)),
        );
        node
    }

    fn breadcrumbs(&self) -> Option<Value> {
        let crumbs = self.view.fields.get("breadcrumbs")?.as_array()?;
        if crumbs.len() < 2 {
            return None;
        }
        let origin = self.world.site.config.base.origin();
        let items: Vec<_> = crumbs
            .iter()
            .enumerate()
            .map(|(at, crumb)| json!({ "@type": "ListItem", "position": at + 1, "name": crumb["title"], "item": format!("{origin}{}", crumb["url"].as_str().unwrap_or_default()) }))
            .collect();
        Some(
            json!({ "@type": "BreadcrumbList", "@id": format!("{}#breadcrumb", self.url), "itemListElement": items }),
        )
    }

    fn page(&self, page: &Page) -> Vec<Value> {
        match &page.data {
            Data::Article(article) => self.article(page, article),
            Data::Service(service) => self.service(page, service),
            Data::Provider(provider) => self.provider(page, provider),
            Data::Location(location) => vec![self.web_page("WebPage"), self.location(page, location)],
            Data::Event(event) => self.event(page, event),
            Data::Career(career) => self.career(page, career),
            _ => vec![self.web_page("WebPage")],
        }
    }

    fn person(&self, page: &Page) -> Value {
        let url = self.world.site.config.base.absolute(&page.route);
        let mut node = json!({ "@type": "Person", "@id": format!("{url}#person"), "name": page.title.value, "url": url });
        if let Data::Provider(provider) = &page.data {
            put(
                &mut node,
                "honorificSuffix",
                (!provider.credentials.is_empty()).then(|| json!(provider.credentials.join(", "))),
            );
            put(&mut node, "jobTitle", json!(provider.role));
        }
        put(&mut node, "worksFor", self.organization());
        node
    }

    fn people(&self, slugs: &[crate::table::At<String>]) -> Vec<Value> {
        slugs
            .iter()
            .filter_map(|slug| self.world.edition.visible(Kind::Provider, &slug.value))
            .map(|page| self.person(page))
            .collect()
    }

    fn reviewed(&self, node: &mut Value, review: &crate::page::Review) {
        put(node, "lastReviewed", review.reviewed.as_ref().map(|day| json!(day.value.to_string())));
        let reviewer =
            review.reviewer.as_ref().and_then(|slug| self.world.edition.visible(Kind::Provider, &slug.value));
        put(node, "reviewedBy", reviewer.map(|page| self.person(page)));
    }

    fn article(&self, page: &Page, article: &Article) -> Vec<Value> {
        let offset = self.world.site.config.offset;
        let published = page.date.map(|date| json!(date.rfc3339(offset)));
        let modified = page.updated.or(page.date).map(|date| json!(date.rfc3339(offset)));
        let authors = self.people(&article.authors);
        let author = (!authors.is_empty()).then(|| json!(authors));
        let mut medical = self.web_page("MedicalWebPage");
        put(&mut medical, "datePublished", published.clone());
        put(&mut medical, "dateModified", modified.clone());
        self.reviewed(&mut medical, &article.review);
        put(&mut medical, "author", author.clone());
        put(&mut medical, "publisher", self.organization());
        put(
            &mut medical,
            "medicalAudience",
            json!({ "@type": "MedicalAudience", "audienceType": "Patient" }),
        );
        put(&mut medical, "about", conditions(&article.conditions));
        put(&mut medical, "citation", self.citations());
        let mut node = json!({
            "@type": "Article", "@id": format!("{}#article", self.url), "mainEntityOfPage": { "@id": self.url },
            "headline": page.title.value, "inLanguage": self.world.edition.tag(), "publisher": self.organization(),
        });
        put(&mut node, "datePublished", published);
        put(&mut node, "dateModified", modified);
        put(&mut node, "author", author);
        put(&mut node, "image", self.image());
        vec![medical, node]
    }

    fn citations(&self) -> Option<Value> {
        let references = self.view.fields.get("cited")?.as_array()?;
        let works: Vec<_> = references
            .iter()
            .filter_map(|id| self.world.site.library.get(id.as_str()?))
            .map(|work| {
                let kind = if work.journal.is_some() { "ScholarlyArticle" } else { "CreativeWork" };
                let mut node = json!({ "@type": kind, "name": work.title });
                put(&mut node, "sameAs", work.links().first().map(|(href, _)| json!(href)));
                let mut ids = Vec::new();
                for (name, value) in [("DOI", &work.doi), ("PMID", &work.pmid), ("PMCID", &work.pmcid)] {
                    ids.extend(value.as_ref().map(
                        |value| json!({ "@type": "PropertyValue", "propertyID": name, "value": value }),
                    ));
                }
                put(&mut node, "identifier", (!ids.is_empty()).then(|| json!(ids)));
                node
            })
            .collect();
        (!works.is_empty()).then(|| json!(works))
    }

    fn service(&self, page: &Page, service: &Service) -> Vec<Value> {
        let mut medical = self.web_page("MedicalWebPage");
        self.reviewed(&mut medical, &service.review);
        put(
            &mut medical,
            "about",
            json!({ "@type": "MedicalProcedure", "@id": format!("{}#procedure", self.url), "name": page.title.value, "description": page.summary }),
        );
        put(&mut medical, "citation", self.citations());
        let mut nodes = vec![medical];
        nodes.extend(self.offers_of_page(page));
        nodes
    }

    fn provider(&self, page: &Page, provider: &Provider) -> Vec<Value> {
        let mut profile = self.web_page("ProfilePage");
        let mut person = self.person(page);
        let ids: Vec<_> = provider
            .registration
            .iter()
            .map(|one| json!({ "@type": "PropertyValue", "propertyID": one.authority, "value": one.number }))
            .collect();
        put(&mut person, "identifier", (!ids.is_empty()).then(|| json!(ids)));
        put(
            &mut person,
            "knowsLanguage",
            (!provider.languages.is_empty()).then(|| json!(provider.languages)),
        );
        put(&mut person, "sameAs", (!provider.same_as.is_empty()).then(|| json!(provider.same_as)));
        put(&mut person, "image", self.own_image());
        put(&mut profile, "mainEntity", person);
        vec![profile]
    }

    fn location(&self, page: &Page, location: &Location) -> Value {
        let mut node = json!({ "@type": "MedicalClinic", "@id": format!("{}#location", self.url), "name": format!("{}, {}", self.world.site.config.title, page.title.value), "url": self.url, "parentOrganization": self.organization() });
        put(&mut node, "telephone", location.phone.as_ref().map(|phone| json!(phone.value)));
        put(&mut node, "email", location.email.as_ref().map(|email| json!(email)));
        put(&mut node, "image", self.image());
        put_place(&mut node, location);
        node
    }

    fn faq(&self) -> Value {
        let mut node = self.web_page("FAQPage");
        let topics = self.view.fields.get("topics").and_then(Value::as_array);
        let questions: Vec<_> = topics
            .into_iter()
            .flatten()
            .filter_map(|topic| topic["questions"].as_array())
            .flatten()
            .map(|question| json!({ "@type": "Question", "name": question["question"], "acceptedAnswer": { "@type": "Answer", "text": self.portable(question["answer_html"].as_str().unwrap_or_default()) } }))
            .collect();
        put(&mut node, "mainEntity", json!(questions));
        node
    }
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    crate::markdown::escape(&mut out, text);
    out
}

fn conditions(terms: &[crate::table::At<String>]) -> Option<Value> {
    let nodes: Vec<_> =
        terms.iter().map(|term| json!({ "@type": "MedicalCondition", "name": term.value.trim() })).collect();
    (!nodes.is_empty()).then(|| json!(nodes))
}

fn address(location: &Location) -> Value {
    let from = &location.address;
    let mut map = Map::new();
    map.insert("@type".into(), json!("PostalAddress"));
    map.insert("streetAddress".into(), json!(from.street));
    map.insert("addressLocality".into(), json!(from.locality));
    map.extend(from.region.as_ref().map(|region| ("addressRegion".to_owned(), json!(region))));
    map.extend(from.postal_code.as_ref().map(|code| ("postalCode".to_owned(), json!(code))));
    map.insert("addressCountry".into(), json!(from.country));
    Value::Object(map)
}

fn put_place(node: &mut Value, location: &Location) {
    put(node, "address", address(location));
    let number = |text: &str| text.parse::<serde_json::Number>().map(Value::Number).ok();
    put(node, "geo", location.geo.as_ref().map(|geo| json!({ "@type": "GeoCoordinates", "latitude": number(&geo.latitude), "longitude": number(&geo.longitude) })));
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let hours: Vec<_> = location
        .hours
        .iter()
        .map(|hours| json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": hours.days.iter().map(|day| format!("https://schema.org/{}", DAYS[*day])).collect::<Vec<_>>(),
            "opens": hours.opens.strftime("%H:%M").to_string(), "closes": closes(hours.closes),
        }))
        .collect();
    put(node, "openingHoursSpecification", (!hours.is_empty()).then(|| json!(hours)));
}

/// schema.org has no 24:00; the last minute of the day is how open until midnight, and all day, is written there.
fn closes(closing: Closing) -> String {
    match closing {
        Closing::At(time) => time.strftime("%H:%M").to_string(),
        Closing::Midnight => "23:59".to_owned(),
    }
}

//! The blocks that the templates of a theme and of a clinic can fill.

use super::Entry;

/// The blocks of `base.html`, in the order of the page. Each can be filled alone, by a template that extends it.
pub(crate) const BLOCKS: &[Entry] = &[
    Entry {
        name: "styles",
        help: "All style sheets; a theme whose `theme.css` holds everything links that alone",
        example: r#"<link rel="stylesheet" href="{{ asset(path="theme.css") }}">"#,
    },
    Entry {
        name: "page_styles",
        help: "The style sheets that some pages have beside `theme.css`: `prices.css` and `article.css`",
        example: r#"<link rel="stylesheet" href="{{ asset(path="prices.css") }}">"#,
    },
    Entry {
        name: "head",
        help: "The end of `<head>`: more styles, icons, meta data",
        example: r#"<link rel="stylesheet" href="{{ asset(path="extra.css") }}">"#,
    },
    Entry {
        name: "body_class",
        help: "The classes of `<body>`: the kind of page and what options choose",
        example: "kind-{{ page.kind }}",
    },
    Entry {
        name: "notices",
        help: "The announcements that hold today, above all",
        example: r#"{% for notice in site.announcements %}<p>{{ notice.title }}</p>{% endfor %}"#,
    },
    Entry {
        name: "header",
        help: "Above the page: brand, actions and menu",
        example: r#"<header>{{ site.title }}</header>"#,
    },
    Entry {
        name: "brand",
        help: "The logo, or else a mark, with the name of the site beside it, which lead home",
        example: r#"<a href="{{ site.home }}"><img src="{{ url(to="/img/logo.svg") }}" alt="{{ site.title }}"></a>"#,
    },
    Entry {
        name: "header_actions",
        help: "Telephone and booking, beside the brand",
        example: r#"{% if site.clinic.phone %}<a class="phone" href="{{ site.clinic.phone_link }}">{{ site.clinic.phone }}</a>{% endif %}{% if site.clinic.booking_url %}<a class="button" href="{{ site.clinic.booking_url }}">{{ t(key="book") }}</a>{% endif %}"#,
    },
    Entry {
        name: "menu_button",
        help: "The button that opens the menu where a window is narrow; a header without it has no menu on a phone",
        example: r#"<button type="button" popovertarget="_menu">{{ t(key="menu_open") }}</button>"#,
    },
    Entry {
        name: "menu",
        help: "The main menu",
        example: r#"<nav><ul>{% for item in site.menu %}<li><a href="{{ item.url }}">{{ item.title }}</a></li>{% endfor %}</ul></nav>"#,
    },
    Entry {
        name: "main",
        help: "The page itself, inside `<main>`",
        example: r#"<h1>{{ page.title }}</h1>{{ page.html }}"#,
    },
    Entry {
        name: "page_head",
        help: "The head of the page inside `main`: the way to it, title, lead and facts",
        example: r#"<h1>{{ page.title }}</h1>"#,
    },
    Entry {
        name: "breadcrumbs",
        help: "The way from the home page to this one",
        example: r#"{% for crumb in page.breadcrumbs %}<a href="{{ crumb.url }}">{{ crumb.title }}</a>{% endfor %}"#,
    },
    Entry { name: "title", help: "The title of the page", example: r#"<h1>{{ page.title }}</h1>"# },
    Entry {
        name: "lead",
        help: "The page's own summary, below its title",
        example: r#"{% if page.lead %}<p class="lead">{{ page.lead }}</p>{% endif %}"#,
    },
    Entry {
        name: "head_facts",
        help: "What else stands in the head: facts, buttons, who wrote it",
        example: r#"{% if page.updated %}<p>{{ page.updated.text }}</p>{% endif %}"#,
    },
    Entry {
        name: "content",
        help: "All of the page below its head",
        example: r#"<div class="band"><div class="wide text">{{ page.html }}</div></div>"#,
    },
    Entry {
        name: "call",
        help: "The call at the end of the page: booking and telephone",
        example: r#"{% if site.booking.url %}<p><a class="button" href="{{ site.booking.url }}">{{ t(key="book") }}</a></p>{% endif %}"#,
    },
    Entry {
        name: "footer",
        help: "All below the page: columns and notes",
        example: r#"<footer>{{ site.clinic.name }}</footer>"#,
    },
    Entry {
        name: "footer_clinic",
        help: "The first column of the footer: the clinic and how to reach it",
        example: r#"<section>{{ site.clinic.name }}</section>"#,
    },
    Entry {
        name: "footer_locations",
        help: "The columns of the places, with address and hours",
        example: r#"{% for place in site.locations %}<section>{{ place.title }}</section>{% endfor %}"#,
    },
    Entry {
        name: "footer_menu",
        help: "The last columns: lists, the clinic's own entries, feed; legal pages",
        example: r#"<nav>{% for page in site.footer_lists %}<a href="{{ page.url }}">{{ page.title }}</a>{% endfor %}{% for item in site.footer %}<a href="{{ item.url }}">{{ item.title }}</a>{% endfor %}{% for page in site.legal %}<a href="{{ page.url }}">{{ page.title }}</a>{% endfor %}</nav>"#,
    },
    Entry {
        name: "footer_notes",
        help: "Below the columns: the clinic's statement, what to do in an emergency, and insurance",
        example: r#"<p>{{ site.clinic.emergency_html }}</p>"#,
    },
    Entry {
        name: "bar",
        help: "The bar at the foot of a phone's window: call, prices, booking",
        example: r#"{% if site.clinic.phone %}<nav class="booking-bar" aria-label="{{ t(key="bar") }}"><a class="button" href="{{ site.clinic.phone_link }}">{{ t(key="call") }}</a></nav>{% endif %}"#,
    },
    Entry {
        name: "scripts",
        help: "The end of `<body>`, for scripts of `assets/`",
        example: r#"<script src="{{ asset(path="estimate.js") }}" defer></script>"#,
    },
];

/// The blocks of `home.html` inside `page_head` and `content`, in the order of the page.
pub(crate) const HOME_BLOCKS: &[Entry] = &[
    Entry {
        name: "hero",
        help: "The head of the page: title, summary, booking, and what a year costs or a picture beside it",
        example: r#"<h1>{{ page.title }}</h1><p>{{ page.summary }}</p>"#,
    },
    Entry {
        name: "start",
        help: "The words of the page, the first places",
        example: r#"{{ page.html }}{% set places = page.places %}{% include "parts/places.html" %}"#,
    },
    Entry {
        name: "services",
        help: "The first services, each with its price",
        example: r#"{% set cards = pages(kind="service") %}{% include "parts/price_rows.html" %}"#,
    },
    Entry {
        name: "providers",
        help: "The first providers",
        example: r#"{{ super() }}<p><a href="{{ site.providers_url }}">{{ t(key="all_providers") }}</a></p>"#,
    },
    Entry {
        name: "articles",
        help: "A claim that an article checks, the newest articles",
        example: r#"{% set cards = page.articles[:3] %}{% include "parts/cards.html" %}"#,
    },
    Entry {
        name: "next_event",
        help: "The next event",
        example: r#"{% set events = [page.next_event] %}{% include "parts/event_cards.html" %}"#,
    },
    Entry {
        name: "references",
        help: "What the page cites",
        example: r#"{% include "parts/references.html" %}"#,
    },
];

/// The blocks of `pricing.html` inside `main`, in the order of the page.
pub(crate) const PRICING_BLOCKS: &[Entry] = &[
    Entry {
        name: "validity",
        help: "The days of the list, below the title, with its note where that is short",
        example: r#"{{ page.prices.valid_from.text }}"#,
    },
    Entry {
        name: "examples",
        help: "What it costs in all: the first worked year",
        example: r#"{% set estimate = page.prices.examples | first %}{% include "parts/estimate.html" %}"#,
    },
    Entry {
        name: "ways",
        help: "What one pays for: each chapter of the list in a line",
        example: r##"{% for way in page.prices.ways %}<a href="#{{ way.anchor }}">{{ way.title }}</a>: {{ way.amount }}{% endfor %}"##,
    },
    Entry {
        name: "contents",
        help: "The chapters of the page",
        example: r##"{% for line in page.contents %}<a href="#{{ line.anchor }}">{{ line.title }}</a>{% endfor %}"##,
    },
    Entry {
        name: "words",
        help: "The words of the page, and the note of the list where that is long",
        example: r#"{{ page.html }}"#,
    },
    Entry {
        name: "first",
        help: "What a new patient books first",
        example: r#"{% for entry in page.prices.first %}{% include "parts/price.html" %}{% endfor %}"#,
    },
    Entry {
        name: "plans",
        help: "Plans",
        example: r#"{% for entry in page.prices.plans %}{% include "parts/price.html" %}{% endfor %}"#,
    },
    Entry {
        name: "services",
        help: "Services by group",
        example: r#"{% for group in page.prices.groups %}<h2 id="{{ group.anchor }}">{{ group.title }}</h2>{% endfor %}"#,
    },
    Entry {
        name: "bundles",
        help: "Several services for one price",
        example: r#"{% for entry in page.prices.bundles %}<p>{{ entry.name }}: {{ entry.amount }}</p>{% endfor %}"#,
    },
    Entry {
        name: "discounts",
        help: "Reductions",
        example: r#"{% for entry in page.prices.discounts %}<p>{{ entry.name }}: {{ entry.value }}</p>{% endfor %}"#,
    },
    Entry {
        name: "years",
        help: "The other worked years",
        example: r#"{% for estimate in page.prices.examples %}<p>{{ estimate.name }}: {{ estimate.total }}</p>{% endfor %}"#,
    },
    Entry {
        name: "outside",
        help: "What others bill for beside the clinic",
        example: r#"{% set outside = page.prices.outside %}{% include "parts/outside.html" %}"#,
    },
    Entry {
        name: "terms",
        help: "The terms: the blocks `paying`, `cancelling`, `failing`, `insurer` and `others`",
        example: r#"{% for entry in page.prices.terms %}<h3>{{ entry.title }}</h3>{{ entry.html }}{% endfor %}"#,
    },
    Entry {
        name: "paying",
        help: "When and how one pays",
        example: r#"{% for entry in page.prices.terms %}{% if entry.about == "paying" %}{{ entry.html }}{% endif %}{% endfor %}"#,
    },
    Entry {
        name: "cancelling",
        help: "What it costs to cancel",
        example: r#"{% for entry in page.prices.terms %}{% if entry.about == "cancelling" %}{{ entry.html }}{% endif %}{% endfor %}"#,
    },
    Entry {
        name: "failing",
        help: "What it costs if a treatment does not work",
        example: r#"{% for entry in page.prices.failures %}<p>{{ entry.link.title }}: {{ entry.html }}</p>{% endfor %}"#,
    },
    Entry {
        name: "insurer",
        help: "What one gets for an insurer",
        example: r#"{% for entry in page.prices.terms %}{% if entry.about == "insurer" %}{{ entry.html }}{% endif %}{% endfor %}"#,
    },
    Entry {
        name: "others",
        help: "All other terms",
        example: r#"{% for entry in page.prices.terms %}{% if entry.about == "others" %}{{ entry.html }}{% endif %}{% endfor %}"#,
    },
    Entry {
        name: "begin",
        help: "How a visit is booked",
        example: r#"{% set booking = page.booking %}{% include "parts/book.html" %}"#,
    },
    Entry {
        name: "estimate",
        help: "The notice on Good Faith Estimates",
        example: r#"{% include "parts/gfe_notice.html" %}"#,
    },
    Entry {
        name: "data",
        help: "Where the list can be had as JSON and as CSV",
        example: r#"<a href="{{ page.prices.csv_url }}">{{ t(key="prices_csv") }}</a>"#,
    },
    Entry {
        name: "references",
        help: "What the page cites",
        example: r#"{% include "parts/references.html" %}"#,
    },
];

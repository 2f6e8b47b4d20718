//! What templates and themes may use beside the variables: blocks, functions, types of options. Data, so that the engine
//! reads it, messages name it, and the reference for agencies prints it.

#[cfg(test)]
mod tests;

/// A name with its meaning.
#[derive(Debug)]
pub(crate) struct Entry {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What it is, in one line.
    pub(crate) help: &'static str,
    /// How it is used.
    pub(crate) example: &'static str,
}

/// A function that templates call.
#[derive(Debug)]
pub(crate) struct Function {
    /// Its name, its meaning, a call of it.
    pub(crate) entry: Entry,
    /// What it takes, each by its name.
    pub(crate) arguments: &'static [Argument],
    /// Whether it takes arguments of other names, too.
    pub(crate) others: Others,
}

/// What a function does with arguments that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// They are a fault.
    Refused,
    /// They are values for the places in braces of a phrase.
    Values,
}

/// An argument of a function.
#[derive(Debug)]
pub(crate) struct Argument {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether it may be left out.
    pub(crate) need: Need,
    /// What it is, in one line.
    pub(crate) help: &'static str,
}

/// Whether an argument may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It must be given.
    Required,
    /// It may be left out.
    Optional,
}

/// The blocks of `base.html`, in the order of the page. Each can be filled alone, by a template that extends it.
pub(crate) const BLOCKS: &[Entry] = &[
    Entry {
        name: "head",
        help: "The end of `<head>`: more styles, icons, meta data",
        example: r#"<link rel="stylesheet" href="{{ asset(path="extra.css") }}">"#,
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
        help: "The name of the site, which leads home",
        example: r#"<a href="{{ site.home }}"><img src="{{ url(to="/img/logo.svg") }}" alt="{{ site.title }}"></a>"#,
    },
    Entry {
        name: "header_actions",
        help: "Telephone and booking, beside the brand",
        example: r#"{% if site.clinic.phone %}<a class="phone" href="{{ site.clinic.phone_link }}">{{ site.clinic.phone }}</a>{% endif %}{% if site.clinic.booking_url %}<a class="button" href="{{ site.clinic.booking_url }}">{{ t(key="book") }}</a>{% endif %}"#,
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

/// The filters of the engine; it does not tell them itself, so a test holds that these are all.
pub(crate) const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests of the engine, for `is`; as the filters.
pub(crate) const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions of the engine itself; as the filters.
pub(crate) const ENGINE_FUNCTIONS: &[&str] = &["range", "throw"];

/// The functions, in the order of the alphabet. The engine knows these and no others.
pub(crate) const FUNCTIONS: &[Function] = &[
    Function {
        entry: Entry {
            name: "asset",
            help: "The address of a file of `assets/`, with its fingerprint",
            example: r#"<link rel="stylesheet" href="{{ asset(path="theme.css") }}">"#,
        },
        arguments: &[Argument {
            name: "path",
            need: Need::Required,
            help: "its path inside `assets/`, of the first layer that has it",
        }],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "motif",
            help: "The drawing of a page's head, as SVG of 2 kB: lines of the class `m`, one of `m1`, and the ticks of that, `mt`; \
                   a style sheet colours them",
            example: r#"<div class="head-motif">{{ motif(seed=page.url) }}</div>"#,
        },
        arguments: &[Argument {
            name: "seed",
            need: Need::Required,
            help: "a text that decides on the drawing, such as the address of the page",
        }],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "pages",
            help: "Cards of the pages of a kind, in the order of its list; of events those that are not over",
            example: r#"{% set cards = pages(kind="article", limit=3) %}{% include "parts/cards.html" %}"#,
        },
        arguments: &[
            Argument {
                name: "kind",
                need: Need::Required,
                help: "the name of a kind whose pages have a list and an address, such as `article`",
            },
            Argument {
                name: "condition",
                need: Need::Optional,
                help: "only those that name this condition, in any letter case",
            },
            Argument { name: "limit", need: Need::Optional, help: "how many at most" },
        ],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "plate",
            help: "What stands for a portrait, as SVG of 4 to 5: lines as of `motif`, and initials of the class `mi`",
            example: r#"{{ plate(seed="ana-ortiz", initials="AO") }}"#,
        },
        arguments: &[
            Argument {
                name: "seed",
                need: Need::Optional,
                help: "a text that decides on the drawing; without it no lines are drawn",
            },
            Argument { name: "initials", need: Need::Optional, help: "the letters, one or two" },
        ],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "t",
            help: "A phrase of `phrases/LANGUAGE.toml` in the language of the page",
            example: r#"{{ t(key="articles_count", n=3) }}"#,
        },
        arguments: &[
            Argument { name: "key", need: Need::Required, help: "the key of the phrase" },
            Argument {
                name: "n",
                need: Need::Optional,
                help: "a whole number: it chooses between `one` and `other`, and stands for `{n}`",
            },
        ],
        others: Others::Values,
    },
    Function {
        entry: Entry {
            name: "url",
            help: "An address of the site below the path of its `base_url`",
            example: r#"<a href="{{ url(to="/contact/") }}">"#,
        },
        arguments: &[Argument {
            name: "to",
            need: Need::Required,
            help: "the address from the root of the site, with `/` before it",
        }],
        others: Others::Refused,
    },
];

/// What kind of value an option has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OptionType {
    /// A colour, and a CSS variable.
    Color,
    /// Words for templates.
    Text,
    /// A number, and a CSS variable.
    Number,
    /// On or off, and a CSS variable that is 1 or 0.
    Bool,
    /// The address of a picture, for templates.
    Image,
    /// One of some words, and a CSS variable.
    Choice,
}

/// The types that an option can have.
pub(crate) const OPTION_TYPES: &[(OptionType, Entry)] = &[
    (
        OptionType::Color,
        Entry {
            name: "color",
            help: "A colour as `#rgb` or `#rrggbb`; the CSS variable `--NAME`",
            example: "default = \"#0b6e6e\"",
        },
    ),
    (
        OptionType::Text,
        Entry { name: "text", help: "Words, for templates", example: "default = \"Since 1987\"" },
    ),
    (
        OptionType::Number,
        Entry { name: "number", help: "A number; the CSS variable `--NAME`", example: "default = 1.25" },
    ),
    (
        OptionType::Bool,
        Entry {
            name: "bool",
            help: "`true` or `false`; the CSS variable `--NAME`, which is 1 or 0",
            example: "default = true",
        },
    ),
    (
        OptionType::Image,
        Entry {
            name: "image",
            help: "The address of a picture of the site, for templates",
            example: "default = \"/img/mark.svg\"",
        },
    ),
    (
        OptionType::Choice,
        Entry {
            name: "choice",
            help: "One of the words in `choices`; the CSS variable `--NAME`",
            example: "choices = [\"sharp\", \"soft\"]\ndefault = \"soft\"",
        },
    ),
];

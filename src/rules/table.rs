//! The rules that are told where files are read, joined and rendered.

use super::rules;

rules! {
    // Files and folders.
    NoSite = "no-site", Error, "there is no `site.toml`";
    Unreadable = "unreadable", Error, "a file or folder cannot be read";
    NotUtf8 = "not-utf8", Error, "a text file is not UTF-8";
    ControlCharacter = "control-character", Warning, "a control character stands in a text";
    UnseenSign = "unseen-sign", Warning, "a sign that nobody sees, or that turns the text round";
    SymbolicLink = "symbolic-link", Warning, "a symbolic link is not followed";
    NotPlain = "not-plain", Error, "`site.toml` or a folder of the site is a link, or something else than it should be";
    SpecialFile = "special-file", Warning, "a pipe, a socket or a device stands among the files";
    SecondCopy = "second-copy", Warning, "a second copy of a file that two machines changed";
    TwinNames = "twin-names", Error, "two files whose names are one on other systems";
    BadName = "bad-name", Error, "a name of a file that no address can be made of";
    UnusedFile = "unused-file", Warning, "a file of `content/` that nothing refers to";
    NotData = "not-data", Warning, "a TOML file of `content/` that is neither a page nor data";
    Misplaced = "misplaced", Warning, "a file or folder that is nearly one of ours";
    HtmlPage = "html-page", Error, "a page in HTML stands in `content/`";
    Picture = "picture", Error, "a picture that is broken, too large, or not what its name says";
    Drawing = "drawing", Error, "an SVG that runs scripts, loads something, or is none";
    PictureFormat = "picture-format", Error, "a picture, video or sound that browsers do not show";

    // TOML and its keys.
    FrontMatter = "front-matter", Error, "front matter is missing, not closed, or not TOML";
    Syntax = "syntax", Error, "TOML that does not parse";
    UnknownKey = "unknown-key", Error, "a key that the format does not have";
    MissingKey = "missing-key", Error, "a required key is missing";
    WrongType = "wrong-type", Error, "a value of another type is wanted";
    BadValue = "bad-value", Error, "a value that the key does not take";
    BadDate = "bad-date", Error, "a value that is no date or instant";
    TwoOffsets = "two-offsets", Warning, "an event that begins by one clock and ends by another";
    Toml11 = "toml-1.1", Warning, "TOML that only its version 1.1 has";
    NotYet = "not-yet", Error, "a part of the format that this version does not build";
    LookAlike = "look-alike", Error, "an id that mixes scripts, or that looks like another";
    DuplicateId = "duplicate-id", Error, "an id is used twice";
    BadId = "bad-id", Error, "an id that cannot be one";
    IdleIgnore = "idle-ignore", Warning, "an `ignore` that silences nothing";
    Identifier = "M11", Error, "a DOI, PMID, PMCID or NPI that is malformed";
    Testimonial = "M19", Error, "a testimonial without one of its four statements";
    LanguageTag = "A08", Error, "a language tag that is none";
    Language = "language", Error, "a language that this version cannot write";

    // Addresses, links and what pages refer to.
    BadSlug = "bad-slug", Error, "a slug, address or alias that cannot be one";
    DuplicateAddress = "duplicate-address", Error, "two sources want one address, or a file and a folder of one name";
    DuplicateTerm = "duplicate-term", Error, "two conditions want one address";
    UnknownTerm = "unknown-term", Warning, "words for a condition that no page names";
    DeadLink = "dead-link", Error, "a link to a page that does not exist";
    NoTarget = "no-target", Error, "a link or picture without an address";
    DeadFragment = "dead-fragment", Error, "a link to a heading that does not exist";
    DeadFile = "dead-file", Error, "a file that does not exist";
    BadAddress = "bad-address", Error, "a link with an address, a telephone number or a host that is none";
    BlankInLink = "blank-in-link", Warning, "a blank in an address of the web, of mail or a telephone";
    Scheme = "scheme", Error, "a link with a scheme that is not allowed";
    NoBooking = "no-booking", Error, "a booking link without a booking address";
    HeldBack = "held-back", Warning(due), "a reference to a page that is held back";
    UnknownPage = "unknown-page", Error, "a reference to a page of a kind that does not exist";
    UnknownPerson = "M01", Error, "a person who has no page in `providers/`";
    UnknownPrice = "unknown-price", Error, "a price or estimate that does not exist";
    WrongKind = "wrong-kind", Error, "a reference to something of another kind";
    UnknownSource = "M09", Error, "a citation of an unknown source";
    BadCitation = "bad-citation", Error, "a citation that is not written as one";
    CitationPlace = "citation-place", Error, "a citation where no references follow";
    OtherHost = "V01", Error, "something loaded from another host";
    Tracker = "V02", Error, "a tracker";
    Form = "V03", Error, "a form that posts where it may not";
    FormMethod = "form-method", Error, "a form that does not post";
    NoUrgentHelp = "no-urgent-help", Error, "a page that asks for the box of urgent help, and no file of it";
    AheadOfToday = "M05", Error, "a day that tells of the past, and is in the future";

    // Markdown and raw HTML.
    DeadFootnote = "dead-footnote", Error, "a footnote or reference that is not defined";
    FootnotePlace = "footnote-place", Error, "a footnote where none can stand";
    LostWords = "lost-words", Warning, "words that no reader sees";
    NearMarkdown = "near-markdown", Warning, "what looks like Markdown and is none";
    RawHtml = "raw-html", Warning, "raw HTML that is left out";
    Endless = "endless", Error, "raw HTML without its end, so that what follows is lost";
    EmptyLink = "empty-link", Error, "a link without words";
    EmptyHeading = "empty-heading", Error, "a heading without words";
    HeadingId = "A05", Error, "an id that stands twice on a page";
    NoAlt = "A01", Error, "a picture without alternative text";
    Captions = "A10", Error, "a video without captions";
    Behaviour = "A09", Error, "raw HTML that moves the focus, plays by itself, or opens a window without saying so";

    // The price list.
    Amount = "P01", Error, "an amount that is not an amount of the currency";
    PlanPeriod = "P07", Error, "a plan without its period";
    PlanRange = "plan-range", Error, "a plan whose price is a range";
    Comparison = "P08", Error, "what others charge, without source or day";
    RangeOrder = "P09", Error, "a range that falls";
    EarlyChange = "early-change", Error, "an announced price from a day before the list";
    TooLarge = "too-large", Error, "a sum that is too large to reckon with";
    PastPrices = "past-prices", Warning(due), "a price list past its last day";
    Circle = "circle", Error, "something in the price list that is a part of itself";
    WrongPrice = "wrong-price", Error, "a typed amount that differs from the price list";
    WrongTotal = "wrong-total", Error, "a stated total that is not the sum";
    OverParts = "over-parts", Error, "a bundle that costs more than its parts";
    PayCurrency = "pay-currency", Warning, "the pay of an opening, and no price list that names its currency";
    Currency = "currency", Error, "a currency that is unknown or cannot be written";

    // Themes.
    Theme = "theme", Error, "a theme that is missing or broken";
    Template = "template", Error, "a template that does not compile or render";
    UnusedTemplate = "unused-template", Warning, "a template that nothing uses";
    UnusedPhrase = "unused-phrase", Warning, "a phrase that nothing uses";
    UnusedOption = "unused-option", Warning, "an option of a theme that nothing uses";
    DeadAddress = "dead-address", Warning, "an address in a template or a style sheet at which there is nothing";
    Phrase = "I02", Error, "a phrase that the site's language lacks";
    Contrast = "A07", Error, "colours that are too close";
}

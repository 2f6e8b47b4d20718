//! Every rule that a clinic's folder can break: its id, how bad it is, what it is about; and why, for `explain`.

use crate::problem::Level;

mod access;
mod format;
mod medical;
mod prices;

/// Why a rule is there, with a wrong and a right example.
#[derive(Debug)]
pub struct Card {
    /// The rule.
    pub rule: Rule,
    /// Whom it helps.
    pub why: &'static str,
    /// What breaks it: where, and the text. `article` stands in the body of one,
    /// `article alone` is the whole of it, `article keys` its front matter; to
    /// `site.toml`, `prices.toml` and `sources.toml` the text is added; anything else is a whole file.
    pub wrong: &'static [(&'static str, &'static str)],
    /// What does not.
    pub right: &'static [(&'static str, &'static str)],
    /// Where it comes from.
    pub source: &'static str,
}

const fn card(
    rule: Rule,
    why: &'static str,
    wrong: &'static [(&'static str, &'static str)],
    right: &'static [(&'static str, &'static str)],
    source: &'static str,
) -> Card {
    Card { rule, why, wrong, right, source }
}

impl Rule {
    /// Why it is there.
    pub fn card(self) -> &'static Card {
        let mut cards = [format::CARDS, prices::CARDS, medical::CARDS, access::CARDS].into_iter().flatten();
        cards.find(|card| card.rule == self).expect("a test looks that every rule has a card")
    }

    /// Whether it looks at English words only.
    pub fn is_english(self) -> bool {
        use Rule::{
            Abbreviation, Approved, Board, FreeOffer, Help, NotInsurance, Promise, Risks, Superlative,
        };
        matches!(
            self,
            Abbreviation | Approved | Board | FreeOffer | Help | NotInsurance | Promise | Risks | Superlative
        ) || matches!(self, Rule::TypedAmount | Rule::TypedPrice | Rule::Uncited)
    }
}

macro_rules! rules {
    ($($name:ident = $id:literal, $level:ident, $what:literal;)*) => {
        /// A rule that a clinic's folder can break. Its id stands in brackets in every message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $what] $name,)* }

        impl Rule {
            /// All rules, in the order of this file.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            /// The id that messages show.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$name => $id,)* }
            }

            /// The rule of an id.
            pub fn find(id: &str) -> Option<Rule> {
                Rule::ALL.iter().copied().find(|rule| rule.id() == id)
            }

            /// How bad it is to break it; a few rules have a milder side, which is then a warning.
            pub fn level(self) -> Level {
                match self { $(Rule::$name => Level::$level,)* }
            }

            /// What breaks it, in a few words.
            pub fn what(self) -> &'static str {
                match self { $(Rule::$name => $what,)* }
            }
        }
    };
}

rules! {
    Amount = "P01", Error, "an amount that is not an amount of the currency";
    NoPrice = "P02", Warning, "a service without a price";
    ValidUntil = "P03", Warning, "a price list past its last day";
    TypedAmount = "P04", Warning, "an amount in running text that is neither in the price list nor cited";
    FreeOffer = "P05", Warning, "something called free that has a price";
    ProcedureParts = "P06", Warning, "a procedure that does not say what its price includes and what not";
    PlanPeriod = "P07", Error, "a plan without its period";
    Comparison = "P08", Error, "a comparison without source or day";
    OldComparison = "old-comparison", Warning, "a comparison that was looked up over a year ago";
    RangeOrder = "P09", Error, "a range that falls, or a change before the list";
    TypedPrice = "P10", Warning, "a price that is typed where a link to the price list would follow it";
    UnknownPerson = "M01", Error, "a person who has no page in `providers/`";
    NoAuthor = "no-author", Warning, "an article without an author";
    Credentials = "M02", Warning, "an author or reviewer without credentials";
    NoReview = "M03", Warning, "an article that nobody has reviewed";
    OwnReview = "M04", Warning, "an article that only its author has reviewed";
    ReviewAhead = "M05", Error, "a review in the future";
    ReviewDue = "M06", Warning, "a review that is too old";
    ChangedSince = "M07", Warning, "an article that was changed after its review";
    NoSource = "M08", Warning, "an article that cites nothing";
    UnknownSource = "M09", Error, "a citation of an unknown source";
    UnusedSource = "M10", Info, "a source that no page cites";
    Identifier = "M11", Error, "a DOI, PMID, PMCID or NPI that is malformed";
    TwiceSource = "M12", Warning, "a work that stands twice in the citation library";
    Promise = "M13", Warning, "a promise that medicine cannot keep";
    Uncited = "M14", Warning, "a number or a finding without a citation in its paragraph";
    Superlative = "M15", Warning, "a claim to be better than others that nobody can check";
    Approved = "M16", Warning, "`FDA approved` or `FDA cleared` without a citation";
    Help = "M17", Warning, "an article that does not say when to get help";
    Risks = "M18", Warning, "a procedure without its risks or its alternatives";
    Testimonial = "M19", Error, "a testimonial without one of its four statements";
    BeforeAfter = "M20", Warning, "pictures of before and after without consent and a word on results";
    Board = "M21", Warning, "`board certified` without the name of the board";
    Grade = "R01", Warning, "words that are too hard for patients";
    LongSentence = "R02", Info, "a sentence of more than 25 words";
    Abbreviation = "R03", Info, "an abbreviation that is never explained";
    LongSection = "R04", Info, "more than 300 words without a heading, or a paragraph of 120";
    KeyPoints = "R05", Info, "an article without three to five key points";
    NoAlt = "A01", Error, "a picture without alternative text";
    AltWords = "A02", Warning, "alternative text that says nothing";
    LinkWords = "A03", Warning, "a link whose words do not say where it leads";
    SkippedLevel = "A04", Warning, "a level of headings that is skipped";
    EmptyHeading = "empty-heading", Error, "a heading without words";
    HeadingId = "A05", Error, "an id that stands twice on a page";
    TableHead = "A06", Warning, "a column of a table without a heading";
    Contrast = "A07", Error, "colours that are too close";
    LanguageTag = "A08", Error, "a language tag that is none";
    Behaviour = "A09", Error, "raw HTML that moves the focus, plays by itself, or opens a window without saying so";
    Captions = "A10", Error, "a video without captions";
    Transcript = "transcript", Warning, "a recording without a transcript";
    FileWords = "A11", Info, "a link to a file that does not name its type";
    SameTitle = "A12", Warning, "two pages with one title or one summary";
    OtherHost = "V01", Error, "something loaded from another host";
    Tracker = "V02", Error, "a tracker";
    Form = "V03", Error, "a form that posts where it may not";
    HealthQuestion = "V04", Warning, "a form that asks about health, birth or insurance";
    NoEstimate = "L01", Warning, "a US clinic without a Good Faith Estimate page";
    EstimateContact = "estimate-contact", Warning, "a Good Faith Estimate page that names no way to ask for one";
    OpenPayments = "L02", Error, "a clinic in California without the Open Payments notice";
    NotInsurance = "L03", Warning, "a price that recurs, on a pricing page that does not say `not insurance`";
    Nondiscrimination = "L04", Error, "federal funds without the notice of nondiscrimination";
    LegalPages = "L05", Warning, "a legal page that is missing";
    MarkedUp = "S01", Error, "a price for machines that readers do not see";
    PastStays = "S02", Warning, "an opening that is closed, or an event that is over, still shown";
    Rating = "S03", Error, "a rating of the clinic in markup";
    Phrase = "I02", Error, "a phrase that the site's language lacks";
    UnusedAsset = "W01", Info, "a picture or file that no page uses";
    NicheTitle = "W02", Warning, "a title that does not name what the clinic is for";
    Orphan = "W03", Warning, "a page that no link leads to";
    HeavyPicture = "W04", Warning, "a picture over 300 kB";
    NoSummary = "W05", Info, "a page without a summary";
    Placeholder = "K01", Error, "something invented, on the day before going live";
    NotReady = "K02", Error, "something that a clinic may not go live without";
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
    Misplaced = "misplaced", Warning, "a file or folder that is nearly one of ours";
    HtmlPage = "html-page", Error, "a page in HTML stands in `content/`";
    PictureFormat = "picture-format", Error, "a picture, video or sound that browsers do not show";
    FrontMatter = "front-matter", Error, "front matter is missing, not closed, or not TOML";
    Syntax = "syntax", Error, "TOML that does not parse";
    UnknownKey = "unknown-key", Error, "a key that the format does not have";
    MissingKey = "missing-key", Error, "a required key is missing";
    WrongType = "wrong-type", Error, "a value of another type is wanted";
    BadValue = "bad-value", Error, "a value that the key does not take";
    BadDate = "bad-date", Error, "a value that is no date or instant";
    BadSlug = "bad-slug", Error, "a slug, address or alias that cannot be one";
    NotYet = "not-yet", Error, "a part of the format that this version does not build";
    DuplicateAddress = "duplicate-address", Error, "two sources want one address, or a file and a folder of one name";
    DuplicateTerm = "duplicate-term", Error, "two conditions want one address";
    LookAlike = "look-alike", Error, "an id that mixes scripts, or that looks like another";
    DuplicateId = "duplicate-id", Error, "an id is used twice";
    UnknownTerm = "unknown-term", Warning, "words for a condition that no article names";
    DeadLink = "dead-link", Error, "a link to a page that does not exist";
    DeadFragment = "dead-fragment", Error, "a link to a heading that does not exist";
    DeadFile = "dead-file", Error, "a file that does not exist";
    DeadFootnote = "dead-footnote", Error, "a footnote or reference that is not defined";
    BadAddress = "bad-address", Error, "a link with an address, a telephone number or a host that is none";
    BlankInLink = "blank-in-link", Warning, "a blank in an address of the web, of mail or a telephone";
    LostWords = "lost-words", Warning, "words that no reader sees";
    NearMarkdown = "near-markdown", Warning, "what looks like Markdown and is none";
    Scheme = "scheme", Error, "a link with a scheme that is not allowed";
    RawHtml = "raw-html", Warning, "raw HTML that is left out";
    Endless = "endless", Error, "raw HTML without its end, so that what follows is lost";
    EmptyLink = "empty-link", Error, "a link without words";
    HeldBack = "held-back", Warning, "a reference to a page that is held back";
    UnknownPage = "unknown-page", Error, "a reference to a page of a kind that does not exist";
    UnknownPrice = "unknown-price", Error, "a price or estimate that does not exist";
    WrongKind = "wrong-kind", Error, "a reference to something of another kind";
    Circle = "circle", Error, "something in the price list that is a part of itself";
    WrongPrice = "wrong-price", Error, "a typed amount that differs from the price list";
    WrongTotal = "wrong-total", Error, "a stated total that is not the sum";
    DearBundle = "dear-bundle", Error, "a bundle that costs more than its parts";
    NoBooking = "no-booking", Error, "a booking link without a booking address";
    Currency = "currency", Error, "a currency that is unknown or cannot be written";
    Language = "language", Error, "a language that this version cannot write";
    Theme = "theme", Error, "a theme that is missing or broken";
    Template = "template", Error, "a template that does not compile or render";
    UnusedTemplate = "unused-template", Warning, "a template that nothing uses";
    UnusedPhrase = "unused-phrase", Warning, "a phrase that nothing uses";
    UnusedOption = "unused-option", Warning, "an option of a theme that nothing uses";
    DeadAddress = "dead-address", Warning, "an address in a template or a style sheet at which there is nothing";
    IdleIgnore = "idle-ignore", Warning, "an `ignore` that silences nothing";
}

//! What every page has: its words, its picture, its address, its place in the site.

use jiff::civil::Date;

use super::RenderContext;
use super::references::ReferenceView;
use super::words::Words;
use super::{Html, Shared, view};
use crate::page::Page;
use crate::problem::Place;
use crate::resolve::{Cited, File};
use crate::route::{Route, encode_fragment};
use crate::site::Fixture;
use crate::table::Moment;

view! {
    /// What every page has, as `page`.
    PageView {
        /// What the page is: `home`, `article`, `articles`, `404` …, the name of its template without the ending.
        kind: &'static str,
        /// Its title, for `h1`.
        title: String,
        /// How long its title is: empty, `long` (over 55 characters) or `longer` (over 90).
        title_size: &'static str,
        /// Whether its title has a word of over 18 letters.
        long_word: bool,
        /// What it says in a sentence or two: its summary, or else the site's description.
        summary: String,
        /// Its own summary, to stand below its title.
        lead: Option<String>,
        /// Its own words, with the box of urgent help among them where it wants that; empty where it has none.
        html: Html,
        /// Whether search engines are asked not to list it.
        noindex: bool,
        /// The picture that its file names.
        image: Option<PagePicture>,
        /// The picture that stands for it where it is shared: its own, else the clinic's, else that of the home page.
        share_image: Option<ShareImage>,
        /// When it appeared.
        date: Option<Day>,
        /// When it was last changed.
        updated: Option<Day>,
        /// Its headings, where there are at least three.
        toc: Vec<TocEntry>,
        /// Whether a worked year stands among its words, or in a text that stands on pages of others: it wants the style sheet
        /// of prices then, and the script of worked years.
        shows_year: bool,
        /// What its words cite, in the order of the numbers.
        references: Vec<ReferenceView>,
        /// The table `[extra]` of its file: keys of the clinic's own.
        extra: serde_json::Value,
        /// What machines read of it (schema.org), for a `script` of the type `application/ld+json`; empty on `404`.
        jsonld: Html,
        /// The pages of the list that it is a part of, where there is more than one.
        pagination: Option<Pagination>,
        /// The title of the window: that of the page and that of the site.
        window_title: String,
        /// Its address on this site, to compare with other addresses.
        url: String,
        /// Its whole address, with `https://`.
        canonical: String,
        /// The content security policy, for a `meta` of `http-equiv="Content-Security-Policy"`.
        csp: Shared<String>,
        /// The way from the home page to this one, both included; empty on the home page.
        breadcrumbs: Vec<Crumb>,
        /// The address of the menu's entry for the section that the page is in; none where the menu has none, and where it
        /// names the page itself.
        section_url: Option<String>,
    }

    /// A day, for readers and for machines.
    Day {
        /// For `datetime`: `2026-03-01`, with the time where one was written.
        iso: String,
        /// In the site's language: `March 1, 2026`.
        text: String,
    }

    /// A picture.
    Picture {
        /// Its address, of the largest of its sizes.
        src: String,
        /// Its sizes, for the attribute `srcset`, which wants `sizes` beside it; none where there is one alone.
        srcset: Option<String>,
        /// Words for those who do not see it.
        alt: String,
        /// Its width in pixels, where it is known.
        width: Option<u32>,
        /// Its height in pixels, where it is known.
        height: Option<u32>,
    }

    /// The picture of a page.
    PagePicture {
        /// Its address, of the largest of its sizes.
        src: String,
        /// Its sizes, for the attribute `srcset`, which wants `sizes` beside it; none where there is one alone.
        srcset: Option<String>,
        /// Words for those who do not see it.
        alt: String,
        /// Its whole address, with `https://`.
        absolute: String,
        /// Its width in pixels, where it is known.
        width: Option<u32>,
        /// Its height in pixels, where it is known.
        height: Option<u32>,
    }

    /// The picture that stands for a page where it is shared. It is one of dots: nobody shows drawings there.
    ShareImage {
        /// Its whole address, with `https://`.
        absolute: String,
        /// Words for those who do not see it.
        alt: Option<String>,
        /// Its width in pixels, where it is known: 1200 as networks show it, or less.
        width: Option<u32>,
        /// Its height in pixels, where it is known.
        height: Option<u32>,
    }

    /// A heading in the table of contents.
    TocEntry {
        /// Its id.
        id: String,
        /// Its id as it stands in an address, behind `#`.
        fragment: String,
        /// Its words.
        text: String,
        /// 2 to 6.
        level: u8,
    }

    /// A step of the way to a page.
    Crumb {
        /// The title of the page.
        title: String,
        /// Its address.
        url: String,
    }

    /// The pages of a list.
    Pagination {
        /// The number of this one, from 1.
        current: usize,
        /// How many there are.
        total: usize,
        /// Those to link: the first, the last, this one and its neighbours, with gaps between.
        pages: Vec<PaginationEntry>,
        /// The address of the page before this one.
        previous_url: Option<String>,
        /// The address of the page after this one.
        next_url: Option<String>,
    }

    /// A page of a list, or a gap between two of them.
    PaginationEntry {
        /// Its number; none for a gap.
        n: Option<usize>,
        /// Its address; none for a gap.
        url: Option<String>,
        /// Whether it is this one.
        current: bool,
        /// Whether pages are left out here.
        gap: bool,
    }
}

impl Day {
    /// A day.
    pub(crate) fn of(world: RenderContext<'_>, day: Date) -> Self {
        Day { iso: day.to_string(), text: world.edition.language().date(day) }
    }

    /// A day or an instant, shown as the day that was written.
    pub(crate) fn of_moment(world: RenderContext<'_>, moment: Moment) -> Self {
        Day { iso: moment.iso(&world.site.config.zone), text: world.edition.language().date(moment.day) }
    }
}

impl Picture {
    /// The picture that a page's file names.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Option<Self> {
        let alt = page.image.as_ref()?.alt.clone();
        let File { link, size, srcset } = world.words(page).answers().image.as_ref()?;
        let (width, height) = (size.map(|size| size.width), size.map(|size| size.height));
        Some(Picture { src: link.clone(), srcset: srcset.clone(), alt, width, height })
    }
}

/// Whether a file is a picture in a format that every reader of a shared page knows.
///
/// Neither messengers nor search engines show drawings, so it is a picture of dots.
pub(crate) fn is_of_dots(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// A link as it stands in pages, with the host of the site before it.
pub(crate) fn whole(world: RenderContext<'_>, link: &str) -> String {
    if link.starts_with('/') { format!("{}{link}", world.site.config.base.origin()) } else { link.to_owned() }
}

/// A page between the home page and this one.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its title.
    pub(crate) title: String,
    /// Its address.
    pub(crate) route: Route,
}

/// A page while its view is put together.
#[derive(Debug)]
pub(crate) struct PageBuilder {
    /// What every page has, so far.
    pub(crate) view: PageView,
    /// The name of its template.
    pub(crate) template: String,
    /// Where the template was named.
    pub(crate) template_place: Option<Place>,
    steps: Vec<Step>,
}

impl PageBuilder {
    /// A page without words of its own.
    pub(crate) fn new(world: RenderContext<'_>, kind: &'static str, title: String) -> Self {
        let view = PageView {
            kind,
            title,
            title_size: "",
            long_word: false,
            summary: String::new(),
            lead: None,
            html: Html::default(),
            noindex: false,
            image: None,
            share_image: None,
            date: None,
            updated: None,
            toc: Vec::new(),
            shows_year: false,
            references: Vec::new(),
            extra: serde_json::Value::Null,
            jsonld: Html::default(),
            pagination: None,
            window_title: String::new(),
            url: String::new(),
            canonical: String::new(),
            csp: world.shared.csp(world),
            breadcrumbs: Vec::new(),
            section_url: None,
        };
        PageBuilder { view, template: format!("{kind}.html"), template_place: None, steps: Vec::new() }
    }

    /// Takes over all that the file of a page says.
    pub(crate) fn take(&mut self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) {
        let view = &mut self.view;
        view.title.clone_from(&page.title.value);
        view.summary.clone_from(&page.summary);
        view.lead.clone_from(&page.lead);
        view.shows_year = words.shows_year();
        view.noindex = page.noindex;
        view.date = page.date.map(|date| Day::of_moment(world, date));
        view.updated = page.updated.map(|date| Day::of_moment(world, date));
        view.extra = page.extra.clone();
        view.image = Picture::of(world, page).map(|picture| {
            let Picture { src, srcset, alt, width, height } = picture;
            PagePicture { absolute: whole(world, &src), src, srcset, alt, width, height }
        });
        view.share_image = ShareImage::of_page(world, page);
        if let Some(template) = &page.template {
            self.template.clone_from(&template.value);
            self.template_place = Some(template.place(&page.source));
        }
        self.view.html = words.body_of(page);
        if page.body.headings.len() >= 3 {
            let entry = |heading: &crate::markdown::Heading| TocEntry {
                id: heading.id.clone(),
                fragment: encode_fragment(&heading.id),
                text: heading.text.clone(),
                level: heading.level,
            };
            self.view.toc = page.body.headings.iter().map(entry).collect();
        }
    }

    /// Lists what the page cites.
    pub(crate) fn cite(&mut self, world: RenderContext<'_>, references: &[Cited]) {
        self.view.references = ReferenceView::list(world, references);
    }

    /// Adds a step between the home page and this one.
    pub(crate) fn step(&mut self, title: String, route: Route) {
        self.steps.push(Step { title, route });
    }

    /// Adds what depends on the address and the title: the address itself, the way to it, the section, the title of the window,
    /// the picture.
    pub(crate) fn finish(&mut self, world: RenderContext<'_>, route: &Route) {
        let config = &world.site.config;
        let home = Route::home();
        let is_home = *route == home;
        let view = &mut self.view;
        view.shows_year |= world.shared.shows_year_beside(world);
        let alone = if is_home { view.title.contains(&config.title) } else { view.title == config.title };
        view.window_title =
            if alone { view.title.clone() } else { format!("{} · {}", view.title, config.title) };
        view.url = config.base.link(route);
        view.canonical = config.base.absolute(route);
        if view.summary.is_empty() {
            view.summary.clone_from(&config.description);
        }
        (view.title_size, view.long_word) = (title_size(&view.title), has_long_word(&view.title));
        view.section_url = section(world, route, &self.steps);
        if !is_home {
            let crumb = |title: String, route: &Route| Crumb { title, url: config.base.link(route) };
            view.breadcrumbs.push(crumb(world.edition.phrase("home", &[]), &home));
            let steps = std::mem::take(&mut self.steps);
            let known = steps.into_iter().filter(|step| step.route != *route);
            let known = known.filter(|step| world.plan.jobs.contains_key(&step.route));
            view.breadcrumbs.extend(known.map(|step| crumb(step.title, &step.route)));
            view.breadcrumbs.push(Crumb { title: view.title.clone(), url: view.url.clone() });
        }
        view.share_image = view.share_image.take().or_else(|| world.shared.share_image(world));
    }
}

/// The entry of the menu that leads to the section of a page: of those on the way to it, the one closest to it.
fn section(world: RenderContext<'_>, page: &Route, steps: &[Step]) -> Option<String> {
    let menu = world.common().menu.iter();
    let named = menu.filter_map(|entry| Some((entry.route.as_ref()?, &entry.url)));
    if named.clone().any(|(route, _)| route == page) {
        return None;
    }
    let is_above = |route: &Route| {
        let is_step = steps.iter().any(|step| step.route == *route);
        is_step || (route.is_page() && page.as_str().starts_with(route.as_str()))
    };
    let above = named.filter(|(route, _)| **route != world.edition.address(Fixture::Home) && is_above(route));
    above.max_by_key(|(route, _)| route.as_str().len()).map(|(_, url)| url.clone())
}

/// The class of a title by its length, as readers count it: a soft hyphen is no character.
fn title_size(title: &str) -> &'static str {
    match title.chars().filter(|c| *c != SOFT_HYPHEN).count() {
        ..=55 => "",
        56..=90 => "long",
        _ => "longer",
    }
}

/// Whether a title has a word that is wide on a phone: over 18 letters without a place to break it.
fn has_long_word(title: &str) -> bool {
    let breaks =
        |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '—' | '/' | SOFT_HYPHEN | '\u{200b}');
    title.split(breaks).any(|word| word.chars().count() > 18)
}

/// A place where a word may be broken, with a hyphen.
const SOFT_HYPHEN: char = '\u{ad}';

impl ShareImage {
    /// The page's own picture, where every reader of a shared page would show it.
    pub(crate) fn of_page(world: RenderContext<'_>, page: &Page) -> Option<Self> {
        let alt = page.image.as_ref()?.alt.clone();
        ShareImage::of(world, world.words(page).answers().share.as_ref()?, Some(alt))
    }

    /// A file, if every reader would show it.
    pub(crate) fn of(world: RenderContext<'_>, file: &File, alt: Option<String>) -> Option<Self> {
        let absolute = whole(world, &file.link);
        let (width, height) = (file.size.map(|size| size.width), file.size.map(|size| size.height));
        is_of_dots(&absolute).then_some(ShareImage { absolute, alt, width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_title_is_that_which_is_read() {
        assert_eq!(title_size(&"a".repeat(55)), "");
        assert_eq!(title_size(&"ü\u{ad}".repeat(56)), "long");
        assert_eq!(title_size(&"a".repeat(90)), "long");
        assert_eq!(title_size(&"a".repeat(91)), "longer");
    }

    #[test]
    fn a_long_word_has_no_place_to_break_it() {
        assert!(has_long_word("Das Liquorunterdrucksyndrom"));
        assert!(!has_long_word("Liquor\u{ad}unterdruck\u{ad}syndrom, Nervenwasser-Verlustsyndrom"));
        assert!(!has_long_word("Magnetresonanzbild"));
    }
}

//! What all templates see as `site`.

use std::cmp::Reverse;

use super::RenderContext;
use super::booking::Booking;
use super::cards::{Link, Place};
use super::page::ShareImage;
use super::profiles::Profile;
use super::{Html, Shared, view};
use crate::config::brand::icon_type;
use crate::config::{Medicare, Waiting};
use crate::identifiers::{MailAddress, Registration};
use crate::page::{Data, Kind, Page};

use crate::resolve::{File, MenuEntry};
use crate::route::Route;
use crate::site::Fixture;

view! {
    /// What all templates see as `site`.
    SiteView {
        /// The site's title.
        title: String,
        /// What the site is, in a sentence; may be empty.
        description: String,
        /// The tag of its language, for `lang`.
        language: String,
        /// The first letter of its title, for a mark in place of a logo.
        initial: String,
        /// The clinic's logo, as `site.toml` has it.
        logo: Option<Logo>,
        /// The same for the dark scheme, as the option `logo_dark` of the theme has it.
        logo_dark: Option<Logo>,
        /// The picture of the theme for pages that have none to be shared with: `share.jpg` of `static/`.
        share_image: Option<ShareImage>,
        /// What browsers show beside the title of a page, as `site.toml` has it; else a `favicon` of `static/`.
        icon: Option<Icon>,
        /// The address of the home page.
        home: String,
        /// The path that the site stands below: empty, or `/folder`.
        base_path: String,
        /// The host of the site, with `https://` and without a slash at its end.
        origin: String,
        /// The address of the feed of all that is new, if there is one.
        feed_url: Option<String>,
        /// The address of the feed of articles, if there is one.
        articles_feed_url: Option<String>,
        /// The address of the prices, if there are any.
        pricing_url: Option<String>,
        /// The address of the notice on Good Faith Estimates, if the clinic has one.
        estimate_url: Option<String>,
        /// The address of the list of articles, if there are any.
        articles_url: Option<String>,
        /// The address of the list of services, if there are any.
        services_url: Option<String>,
        /// The address of the list of providers, if there are any.
        providers_url: Option<String>,
        /// The address of the list of conditions, if pages name any.
        conditions_url: Option<String>,
        /// The address of the list of testimonials, if there are any.
        testimonials_url: Option<String>,
        /// The value of each option of the theme, by its name: `site.options.accent`.
        options: Options,
        /// The menu, as `site.toml` has it; without one there the lists that exist.
        menu: Vec<MenuView>,
        /// The clinic's own entries of the footer, as `site.toml` has them.
        footer: Vec<MenuView>,
        /// What else a footer leads to: prices, conditions, testimonials, as far as they exist and are not among `footer`.
        footer_lists: Vec<Link>,
        /// The notice on Good Faith Estimates, and the legal pages that exist, by their files: privacy, accessibility,
        /// impressum, …; those among `footer` are left out.
        legal: Vec<Link>,
        /// The notices that are in force today, the gravest first.
        announcements: Vec<Announcement>,
        /// All places of the clinic.
        locations: Vec<Shared<Place>>,
        /// How a visit with the clinic is booked.
        booking: Booking,
        /// The clinic itself.
        clinic: ClinicView,
    }

    /// A logo of the clinic.
    Logo {
        /// Its address.
        src: String,
        /// Its width in pixels, where it is known.
        width: Option<u32>,
        /// Its height in pixels, where it is known.
        height: Option<u32>,
    }

    /// The icon of a site.
    Icon {
        /// Its address.
        src: String,
        /// Its media type: `image/svg+xml`, `image/png` or `image/x-icon`.
        mime: &'static str,
    }

    /// What `[clinic]` of `site.toml` says.
    ClinicView {
        /// Its name on contracts; else the site's title.
        name: String,
        /// What sets it apart.
        niche: Option<String>,
        /// Its field of medicine.
        specialty: Option<String>,
        /// Where its patients live.
        area: Option<String>,
        /// Its telephone number, as written.
        phone: Option<String>,
        /// The address that dials it: `tel:+1…`.
        phone_link: Option<String>,
        /// Its address for mail.
        email: Option<String>,
        /// The address that writes a mail: `mailto:…`.
        email_link: Option<String>,
        /// Its NPI.
        npi: Option<String>,
        /// Numbers that authorities gave it.
        registrations: Vec<RegistrationView>,
        /// What it says of itself, in a line.
        statement: Option<String>,
        /// Where visits are booked; none while no new patients are taken.
        booking_url: Option<String>,
        /// Whether new patients are seen; none where the clinic does not say.
        accepting_new_patients: Option<bool>,
        /// The waiting list; none while new patients are taken.
        waitlist_url: Option<String>,
        /// How long new patients wait, as a sentence; none once that is older than 30 days, or while none are taken.
        waiting: Option<String>,
        /// What to do in an emergency.
        emergency_html: Option<Html>,
        /// Its position on insurance.
        insurance_html: Option<Html>,
        /// In the US its position on Medicare, in the theme's words, as `medicare` of `[legal]` says.
        medicare: Option<String>,
        /// Its pages elsewhere, each by its name.
        same_as: Vec<Profile>,
    }

    /// A number that an authority gave the clinic.
    RegistrationView {
        /// Who gave it.
        authority: String,
        /// The number.
        number: String,
        /// Where it can be looked up.
        url: Option<String>,
    }

    /// An entry of the menu or the footer.
    MenuView {
        /// Its words.
        title: String,
        /// Where it leads.
        url: String,
        /// Whether it leads to another site.
        external: bool,
    }

    /// A notice on every page.
    Announcement {
        /// Its title.
        title: String,
        /// How grave it is: `info`, `warning` or `urgent`.
        level: &'static str,
        /// Its words.
        html: Html,
    }
}

/// The values of the theme's options, by name.
#[derive(Debug, Clone)]
pub(crate) struct Options(pub(crate) tera::Value);

impl serde::Serialize for Options {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl SiteView {
    /// The site.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let config = &world.site.config;
        let base = &config.base;
        let has = |route: &Route| world.plan.jobs.contains_key(route).then(|| base.link(route));
        let clinic = ClinicView::of(world);
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            language: world.edition.tag().to_owned(),
            initial: initial(&config.title),
            logo: world.common().logo.as_ref().map(Logo::of),
            logo_dark: logo_dark(world),
            icon: icon(world),
            home: base.link(&Route::home()),
            base_path: base.path().to_owned(),
            origin: base.origin().to_owned(),
            feed_url: has(&world.edition.address(Fixture::Feed)),
            articles_feed_url: has(&world.edition.address(Fixture::ArticleFeed)),
            pricing_url: has(&world.edition.address(Fixture::Pricing)),
            estimate_url: has(&world.edition.address(Fixture::Estimate)),
            articles_url: has(&world.edition.list_address(Kind::Article)),
            services_url: has(&world.edition.list_address(Kind::Service)),
            providers_url: has(&world.edition.list_address(Kind::Provider)),
            conditions_url: has(&world.edition.address(Fixture::Conditions)),
            testimonials_url: has(&world.edition.list_address(Kind::Testimonial)),
            options: Options(tera::Value::from_serializable(&world.theme.options)),
            menu: world.common().menu.iter().map(MenuView::of).collect(),
            footer: world.common().footer.iter().map(MenuView::of).collect(),
            footer_lists: footer_lists(world),
            legal: legal(world),
            share_image: share_image(world),
            announcements: announcements(world),
            locations: world.shared.all_places(world),
            booking: Booking::of_clinic(world),
            clinic,
        }
    }
}

impl Logo {
    fn of(file: &File) -> Self {
        let File { link, size, .. } = file;
        Logo { src: link.clone(), width: size.map(|size| size.width), height: size.map(|size| size.height) }
    }
}

/// The picture of the theme for sites that have none: `share.jpg` of `static/`.
fn share_image(world: RenderContext<'_>) -> Option<ShareImage> {
    let (_, asset) = world.theme.statics.get("share.jpg")?;
    let link = world.site.config.base.link(&Route::home().join("share.jpg"));
    ShareImage::of(world, &File { link, size: asset.size, srcset: None }, None)
}

/// The first letter of a name.
fn initial(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.map(|first| first.to_uppercase().collect()).unwrap_or_default()
}

/// The picture that the theme's option names; that it is there is the theme's to check.
fn logo_dark(world: RenderContext<'_>) -> Option<Logo> {
    let address = world.theme.options.get("logo_dark")?.as_str()?;
    let route = Route::absolute(address)?;
    let size =
        world.theme.statics.get(route.as_str().trim_start_matches('/')).and_then(|(_, file)| file.size);
    Some(Logo::of(&File { link: world.site.config.base.link(&route), size, srcset: None }))
}

/// The icon that `site.toml` names; else a `favicon` of `static/`, the site's own before that of a theme.
fn icon(world: RenderContext<'_>) -> Option<Icon> {
    const NAMES: [&str; 3] = ["favicon.svg", "favicon.png", "favicon.ico"];
    let named = |src: String| Some(Icon { mime: icon_type(&src)?, src });
    if let Some(icon) = world.common().icon.clone() {
        return named(icon);
    }
    let statics = &world.theme.statics;
    let there: Vec<_> = NAMES.into_iter().filter_map(|name| Some((name, &statics.get(name)?.0))).collect();
    let own = there.iter().find(|(_, path)| path.starts_with("static/"));
    let (name, _) = own.or(there.first())?;
    named(world.site.config.base.link(&Route::home().join(name)))
}

impl ClinicView {
    fn of(world: RenderContext<'_>) -> Self {
        let config = &world.site.config;
        let clinic = &config.clinic;
        let words = world.words_of_config();
        let emergency_html = clinic.emergency.as_ref().map(|text| words.sentence(text));
        let insurance_html = clinic.insurance.as_ref().map(|text| words.sentence(text));
        let waiting = clinic.waiting.as_ref();
        let waiting = waiting.filter(|waiting| waiting.holds(config.today) && !clinic.is_full());
        let waiting = waiting.map(|Waiting { days, as_of }| {
            let date = world.edition.language().date(as_of.value);
            world.edition.phrase("waiting", &[("days", &days.to_string()), ("date", &date)])
        });
        let phone = clinic.phone.as_ref().map(|phone| &phone.value);
        ClinicView {
            name: clinic.legal_name.clone(),
            niche: clinic.niche.clone(),
            specialty: clinic.specialty.clone(),
            area: clinic.area.clone(),
            phone: phone.map(|phone| world.edition.language().isolated(phone)),
            // Where it is none, that is told already.
            phone_link: phone.and_then(|phone| world.site.phone_link(phone, None).ok()),
            email: clinic.email.as_ref().map(ToString::to_string),
            email_link: clinic.email.as_ref().map(|email| MailAddress::link(email).to_owned()),
            npi: clinic.npi.as_ref().map(ToString::to_string),
            registrations: clinic.registration.iter().map(RegistrationView::of).collect(),
            statement: clinic.statement.clone(),
            booking_url: Booking::of_clinic(world).url,
            accepting_new_patients: clinic.accepting_new_patients,
            waitlist_url: clinic.waitlist_url.as_ref().filter(|_| clinic.is_full()).map(ToString::to_string),
            waiting,
            emergency_html,
            insurance_html,
            medicare: medicare(world),
            same_as: Profile::list(&clinic.same_as),
        }
    }
}

impl RegistrationView {
    pub(crate) fn of(registration: &Registration) -> Self {
        let Registration { authority, number, url } = registration;
        let url = url.as_ref().map(ToString::to_string);
        RegistrationView { authority: authority.clone(), number: number.clone(), url }
    }
}

impl MenuView {
    fn of(entry: &MenuEntry) -> Self {
        MenuView { title: entry.title.clone(), url: entry.url.clone(), external: entry.external }
    }
}

fn medicare(world: RenderContext<'_>) -> Option<String> {
    let medicare = world.site.config.legal.medicare.as_ref().filter(|_| world.site.is_us())?;
    let phrase = match medicare.value {
        Medicare::OptedOut => "medicare_clinic_opted_out",
        Medicare::NoMedicarePatients => "medicare_clinic_sees_none",
        Medicare::Enrolled => "medicare_clinic_enrolled",
    };
    Some(world.edition.phrase(phrase, &[]))
}

/// The lists that each footer leads to and this one does not name by itself.
fn footer_lists(world: RenderContext<'_>) -> Vec<Link> {
    let edition = world.edition;
    let lists = [
        ("pricing", edition.address(Fixture::Pricing)),
        ("conditions", edition.address(Fixture::Conditions)),
        ("testimonials", edition.list_address(Kind::Testimonial)),
    ];
    lists.into_iter().filter_map(|(phrase, route)| of_the_theme(world, phrase, &route)).collect()
}

/// The legal pages that the footer does not name by itself.
fn legal(world: RenderContext<'_>) -> Vec<Link> {
    let estimate = world.edition.address(Fixture::Estimate);
    let mut legal: Vec<_> = of_the_theme(world, "good_faith_estimate", &estimate).into_iter().collect();
    let pages = world.edition.legal_pages().filter(|page| !is_in_footer(world, &page.route));
    legal.extend(pages.map(|page| Link::of(world, page)));
    legal
}

/// A page under the theme's words for it, if there is one and the footer does not name it by itself.
fn of_the_theme(world: RenderContext<'_>, phrase: &str, route: &Route) -> Option<Link> {
    let is_there = world.plan.jobs.contains_key(route) && !is_in_footer(world, route);
    is_there
        .then(|| Link { title: world.edition.phrase(phrase, &[]), url: world.site.config.base.link(route) })
}

fn is_in_footer(world: RenderContext<'_>, route: &Route) -> bool {
    world.common().footer.iter().any(|entry| entry.route.as_ref() == Some(route))
}

fn announcements(world: RenderContext<'_>) -> Vec<Announcement> {
    let pages = world.edition.list(Kind::Announcement);
    let notice = |page: &Page| {
        let Data::Announcement(notice) = &page.data else { return None };
        let (title, html) = (page.title.value.clone(), world.words(page).html(&page.body));
        Some((notice.level, Announcement { title, level: notice.level.word(), html }))
    };
    let mut notices: Vec<_> = pages.filter_map(notice).collect();
    notices.sort_by_key(|(level, _)| Reverse(*level as u8));
    notices.into_iter().map(|(_, notice)| notice).collect()
}

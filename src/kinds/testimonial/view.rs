//! The list of testimonials: patients' words, each with what the law wants beside them.

use super::Testimonial;
use crate::page::{Data, Kind, Page};
use crate::views::page::{Day, PageBuilder};
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, Nothing, RenderContext, references, view};

view! {
    /// The list of testimonials of `content/testimonials/`.
    TestimonialsView {
        /// The testimonials, in their order.
        items: Vec<TestimonialView>,
    }

    /// The words of a patient.
    TestimonialView {
        /// The words.
        html: Html,
        /// Who said them, as far as the person wants to be named.
        name: Option<String>,
        /// Its title.
        title: String,
        /// What the person is to the clinic: a patient, a relative, an employee, in words.
        relationship_text: String,
        /// Whether the person was paid, in a sentence.
        compensated_text: String,
        /// What patients can expect, beside the one who speaks here.
        typical_html: Html,
        /// The works that these words cite, a line each.
        sources: Vec<Html>,
        /// When the person agreed to the words being shown.
        consent: Day,
        /// Where the words were said first.
        source_url: Option<String>,
    }
}

impl Shown for Testimonial {
    type Page = Nothing;
    type List = TestimonialsView;

    fn page(&self, _: RenderContext<'_>, _: &Page, _: &Words<'_>) -> Nothing {
        Nothing
    }

    fn list(world: RenderContext<'_>, kind: Kind, _: usize) -> (PageBuilder, TestimonialsView) {
        let base = PageBuilder::of_list(world, kind);
        let mut items = Vec::new();
        for page in world.edition.list(kind) {
            let Data::Testimonial(said) = &page.data else { continue };
            items.push(TestimonialView::of(world, page, said));
        }
        (base, TestimonialsView { items })
    }
}

impl TestimonialView {
    fn of(world: RenderContext<'_>, page: &Page, said: &Testimonial) -> Self {
        let words = world.words(page);
        // Each patient's words carry their own sources beside them.
        let cited = words.answers().references.iter();
        let works = cited.filter_map(|cited| world.site.library.get(&cited.id));
        let paid = if said.compensated { "compensated_yes" } else { "compensated_no" };
        TestimonialView {
            html: words.html(&page.body),
            name: said.name.clone(),
            title: page.title.value.clone(),
            relationship_text: world
                .edition
                .phrase(&format!("relationship_{}", said.relationship.word()), &[]),
            compensated_text: world.edition.phrase(paid, &[]),
            typical_html: words.html(&said.typical),
            sources: works.map(|work| Html(references::line(world, work))).collect(),
            consent: Day::of(world, said.consent),
            source_url: said.source_url.as_ref().map(ToString::to_string),
        }
    }
}

//! Printed forms: sheets for paper, made of the clinic's own data by `clinicsite forms` and never published.
//!
//! A new one is its template in `templates/forms/`, its view, and its row here.

pub(crate) mod view;

use std::collections::BTreeMap;

use crate::problem::Problems;
use crate::site::Site;
use crate::views::RenderContext;
use view::{ClinicalFormView, NoticeView, PriceSheetView};

/// The finished sheets by the names of their files.
pub type Sheets = BTreeMap<&'static str, String>;

/// The beginning of each sheet, by which it is known again: a file without it is somebody else's.
pub(crate) const MARK: &str = "<!-- written by `clinicsite forms`, and written anew each time -->";

/// A sheet, and what its template sees as `page`.
#[derive(Debug)]
struct Sheet {
    file: &'static str,
    template: &'static str,
    wanted: fn(&Site) -> bool,
    view: fn(RenderContext<'_>) -> tera::Value,
}

/// All of them.
const SHEETS: [Sheet; 4] = [
    Sheet {
        file: "price-sheet.html",
        template: "forms/price-sheet.html",
        wanted: |site| site.prices.is_some(),
        view: |world| tera::Value::from_serializable(&PriceSheetView::of(world)),
    },
    Sheet {
        file: "good-faith-estimate.html",
        template: "forms/good-faith-estimate.html",
        wanted: Site::is_us,
        view: |world| tera::Value::from_serializable(&ClinicalFormView::of(world)),
    },
    Sheet {
        file: "superbill.html",
        template: "forms/superbill.html",
        wanted: Site::is_us,
        view: |world| tera::Value::from_serializable(&ClinicalFormView::of(world)),
    },
    Sheet {
        file: "notice.html",
        template: "forms/notice.html",
        wanted: Site::is_us,
        view: |world| tera::Value::from_serializable(&NoticeView::of(world)),
    },
];

/// Makes every sheet that the clinic wants, for readers of an edition.
pub(crate) fn sheets(world: RenderContext<'_>, faults: &mut Problems) -> Sheets {
    let wanted = SHEETS.iter().filter(|sheet| (sheet.wanted)(world.site));
    let made = wanted.filter_map(|sheet| Some((sheet.file, sheet.text(world, faults)?)));
    made.collect()
}

impl Sheet {
    fn text(&self, world: RenderContext<'_>, faults: &mut Problems) -> Option<String> {
        let mut context = tera::Context::new();
        context.insert_value("site", world.shared.site(world));
        context.insert("dir", world.edition.language().direction());
        context.insert_value("page", (self.view)(world));
        match world.shared.engine.render(self.template, &context) {
            Ok(text) => Some(format!("{MARK}\n{text}")),
            Err(error) => {
                world.theme.report(&error, self.template, faults);
                None
            }
        }
    }
}

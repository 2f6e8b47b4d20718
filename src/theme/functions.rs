//! The functions of templates, with the known of one edition of a site.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Kwargs, Tera, TeraResult, Value};

use super::drawing;
use super::engine::register;
use crate::known::nearest;
use crate::phrases::Phrases;
use crate::route::{BaseUrl, Route};

/// The pages that a template asks for.
#[derive(Debug)]
pub(crate) struct PagesOf {
    /// The name of their kind.
    pub(crate) kind: String,
    /// The condition that they are about.
    pub(crate) condition: Option<String>,
    /// How many at most.
    pub(crate) limit: usize,
}

/// What the functions know.
pub(super) struct Known<Pages> {
    pub(super) phrases: Arc<Phrases>,
    /// The address of each asset.
    pub(super) assets: Arc<BTreeMap<String, String>>,
    pub(super) base: BaseUrl,
    /// The cards of pages, or what is wrong with the question.
    pub(super) pages: Pages,
}

/// The compiled templates with functions that know a site.
pub(super) fn engine<Pages>(compiled: &Tera, known: Known<Pages>) -> Tera
where
    Pages: Fn(PagesOf) -> Result<Value, String> + Send + Sync + 'static,
{
    let mut tera = compiled.clone();
    let Known { phrases, assets, base, pages } = known;
    register(&mut tera, "asset", move |given| {
        let path = given.must_get::<String>("path")?;
        let link = assets.get(&path).map(|link| Value::from(link.as_str()));
        link.ok_or_else(|| missing("asset", &path, nearest(&path, assets.keys().map(String::as_str))))
    });
    register(&mut tera, "motif", |given| Ok(Value::safe_string(&drawing::motif(given.must_get("seed")?))));
    // The plate of a person stands on many pages, and is drawn once.
    let drawn: Mutex<HashMap<(Option<String>, String), Value>> = Mutex::default();
    register(&mut tera, "plate", move |given| {
        let (seed, initials) =
            (given.get::<&str>("seed")?, given.get::<&str>("initials")?.unwrap_or_default());
        let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let plate = drawn.entry((seed.map(str::to_owned), initials.to_owned()));
        Ok(plate.or_insert_with(|| Value::safe_string(&drawing::plate(seed, initials))).clone())
    });
    register(&mut tera, "pages", move |given| pages(pages_of(given)?).map_err(tera::Error::message));
    let spoken = Spoken::new(phrases);
    register(&mut tera, "t", move |given| spoken.phrase(given));
    register(&mut tera, "url", move |given| {
        let to = given.must_get::<&str>("to")?;
        // A query and a fragment are no part of the address that is looked up.
        let (path, rest) = to.find(['?', '#']).map_or((to, ""), |at| to.split_at(at));
        let route = Route::absolute(path)
            .ok_or_else(|| tera::Error::message(format!("`{to}` is no address of the site")))?;
        Ok(Value::from(base.link(&route) + rest))
    });
    tera
}

fn pages_of(given: &Kwargs) -> TeraResult<PagesOf> {
    let limit = match given.get::<Value>("limit")? {
        None => usize::MAX,
        Some(limit) => usize::try_from(limit.clone()).ok().filter(|limit| *limit > 0).ok_or_else(|| {
            tera::Error::message(format!("`limit` is a whole number from 1, not `{limit}`"))
        })?,
    };
    Ok(PagesOf {
        kind: given.must_get::<String>("kind")?,
        condition: given.get::<String>("condition")?,
        limit,
    })
}

/// The phrases of an edition. Those that are asked for without a value are values of the engine already, and shared.
struct Spoken {
    phrases: Arc<Phrases>,
    plain: HashMap<String, Value>,
}

impl Spoken {
    fn new(phrases: Arc<Phrases>) -> Self {
        let plain = |key: &str| Some((key.to_owned(), phrases.say(key, None, &[])?.into()));
        let plain = phrases.keys().filter_map(plain).collect();
        Spoken { phrases, plain }
    }

    fn phrase(&self, given: &Kwargs) -> TeraResult<Value> {
        let key = given.must_get::<&str>("key")?;
        let is_plain = given.iter().nth(1).is_none();
        let phrase = if is_plain { self.plain.get(key).cloned() } else { self.with_values(key, given)? };
        phrase.ok_or_else(|| missing("phrase", key, self.phrases.nearest(key)))
    }

    fn with_values(&self, key: &str, given: &Kwargs) -> TeraResult<Option<Value>> {
        let number = given.get::<u64>("n")?;
        let values: Vec<(String, String)> = given
            .iter()
            .filter(|(name, _)| name.as_str() != Some("key"))
            .map(|(name, value)| {
                (name.to_string(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(self.phrases.say(key, number, &values).map(Value::from))
    }
}

fn missing(what: &str, name: &str, near: Option<&str>) -> tera::Error {
    let near = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    tera::Error::message(format!("there is no {what} `{name}`{near}"))
}

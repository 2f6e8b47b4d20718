//! Descriptions of views, for the reference of themes.

/// What the reference says of a view.
#[derive(Debug)]
pub(crate) struct Description {
    /// The name of the struct.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) doc: &'static str,
    /// Its fields, in their order.
    pub(crate) fields: &'static [&'static [Field]],
}

/// What the reference says of a field.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in templates.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) doc: &'static str,
    /// What it holds.
    pub(crate) shape: Shape,
}

/// What a variable holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Words, escaped where a template prints them.
    Text,
    /// HTML, printed as it stands.
    Html,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// Whatever a person wrote.
    Any,
    /// This, or none.
    Optional(&'static Shape),
    /// Any number of these.
    List(&'static Shape),
    /// A map of these fields.
    View(&'static Description),
}

/// A type that views have fields of.
pub(crate) trait Described {
    /// What it holds.
    const SHAPE: Shape;
}

/// The fields of a view, for one that has more.
pub(crate) const fn fields(shape: Shape) -> &'static [Field] {
    match shape {
        Shape::View(view) => view.fields[0],
        _ => &[],
    }
}

macro_rules! described {
    ($($type:ty => $shape:ident),+ $(,)?) => {
        $(impl Described for $type {
            const SHAPE: Shape = Shape::$shape;
        })+
    };
}

described! {
    String => Text,
    &'static str => Text,
    super::Html => Html,
    bool => Flag,
    u8 => Number,
    u32 => Number,
    u64 => Number,
    usize => Number,
    serde_json::Value => Any,
    super::site::Options => Any,
}

impl<T: Described> Described for Option<T> {
    const SHAPE: Shape = Shape::Optional(&T::SHAPE);
}

impl<T: Described> Described for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
}

impl<V: Described> Described for super::Shared<V> {
    const SHAPE: Shape = V::SHAPE;
}

impl Described for super::Nothing {
    const SHAPE: Shape = Shape::View(&Description { name: "Nothing", doc: "", fields: &[] });
}

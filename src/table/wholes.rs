//! Lists of whole numbers.

use toml::de::DeValue;

use super::typed::ExpectedType;
use super::{At, Table};
use crate::problem::{Place, Rule};
use crate::schema::Shape;

impl Table<'_> {
    /// A list of whole numbers, each in the range of its shape; items that are none are reported one by one.
    pub(crate) fn wholes(&mut self, key: &str) -> Option<At<Vec<i64>>> {
        let takes = |shape| matches!(shape, Shape::List(Shape::Whole(..)));
        let (key, value, span) = self.shaped(key, takes)?;
        let (DeValue::Array(items), Shape::List(Shape::Whole(least, most))) = (value, key.shape) else {
            self.mistyped(key, span, ExpectedType::Wholes);
            return None;
        };
        let mut numbers = Vec::new();
        for item in items.iter() {
            let number = match item.get_ref() {
                DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
                _ => None,
            };
            match number.filter(|number| (*least..=*most).contains(number)) {
                Some(number) => numbers.push(number),
                None => {
                    let place = Place::new(self.source, self.shift(item.span()));
                    let said = format!("`{}` wants whole numbers from {least} to {most}", key.name);
                    let help = format!("write them like this: {} = {}", key.name, key.placeholder());
                    self.problems.report(Rule::BadValue, place, said).help(help);
                }
            }
        }
        Some(At { value: numbers, span })
    }
}

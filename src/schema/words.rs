//! The words that a key may hold, as an enum: each written once.

/// One of a few words that a key holds.
pub(crate) trait Word: Copy + 'static {
    /// All of them, as they are written, in their order.
    const WORDS: &'static [&'static str];

    /// All of them, in that order.
    const ALL: &'static [Self];
}

/// Makes an enum of the words that a key may hold.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$what])* $variant,)* }

        impl $crate::schema::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),*];
            const ALL: &'static [Self] = &[$($name::$variant),*];
        }

        impl $name {
            /// The word, as it is written.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}

pub(crate) use words;

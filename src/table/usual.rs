//! Keys by the names that other programs and people have for them.

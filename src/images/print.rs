//! The fingerprint of a file, by which a picture is known wherever it lies.

use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print([u8; 32]);

impl Print {
    /// The print of bytes in memory.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Print(Sha256::digest(bytes).into())
    }

    /// The print of a file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn of_file(mut file: impl Read) -> io::Result<Self> {
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 128 * 1024];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(Print(hash.finalize().into())),
                read => hash.update(buffer.get(..read).unwrap_or_default()),
            }
        }
    }

    /// The print of this one together with some words.
    pub(crate) fn with(self, words: &str) -> Self {
        Print(Sha256::new().chain_update(self.0).chain_update(words).finalize().into())
    }

    /// The mark of a fingerprinted name: its first ten digits.
    pub(crate) fn mark(self) -> String {
        self.0.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
    }

    fn read(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let mut digits = digits.chars().map(|digit| digit.to_digit(16));
        for byte in &mut bytes {
            *byte = u8::try_from(digits.next()?? * 16 + digits.next()??).ok()?;
        }
        digits.next().is_none().then_some(Print(bytes))
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Print {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Print {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        Print::read(&digits).ok_or_else(|| serde::de::Error::custom("no fingerprint"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_is_the_same_in_memory_from_a_file_and_read_again() {
        let print = Print::of(b"abc");
        assert_eq!(print, Print::of_file(&b"abc"[..]).unwrap());
        assert_eq!(Print::read(&print.to_string()), Some(print));
        assert_eq!(print.mark(), "ba7816bf8f");
        assert_eq!(Print::read("ba78"), None);
        assert_ne!(print.with("480"), print.with("960"));
    }
}

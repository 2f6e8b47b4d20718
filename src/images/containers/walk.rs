//! The walk along a file or its bytes, part by part.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::images::Wrong;

/// How much is read at once. Parts are passed over by seeking, so that more would be read in vain.
const BUFFER: usize = 2048;

/// How much of the start tells what a file is.
const START: u64 = 512;

/// What ends the reading of a head.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The file cannot be read.
    Unread(io::Error),
    /// It can, and is no picture that can be shown.
    Wrong(Wrong),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Stop::Wrong(Wrong::CutOff),
            _ => Stop::Unread(error),
        }
    }
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Stop::Wrong(wrong)
    }
}

/// A place in a file that moves forward.
pub(crate) struct Walk<'a, R> {
    file: BufReader<&'a mut R>,
    at: u64,
    length: u64,
}

impl<'a, R: Read + Seek> Walk<'a, R> {
    /// The beginning of a file.
    pub(crate) fn new(file: &'a mut R) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        Ok(Self { file: BufReader::with_capacity(BUFFER, file), at: 0, length })
    }

    /// Where it stands.
    pub(crate) fn at(&self) -> u64 {
        self.at
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> u64 {
        self.length.saturating_sub(self.at)
    }

    /// The first bytes of the file, as many as tell what it is; they are still to come afterwards.
    pub(crate) fn start(&mut self) -> Result<Vec<u8>, Stop> {
        let start = self.bytes(self.left().min(START))?;
        self.file.seek_relative(-i64::try_from(start.len()).unwrap_or_default())?;
        self.at = 0;
        Ok(start)
    }

    /// The next bytes, of a number known beforehand.
    pub(crate) fn array<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], Stop> {
        let mut bytes = [0; COUNT];
        self.file.read_exact(&mut bytes)?;
        self.at += COUNT as u64;
        Ok(bytes)
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Result<u8, Stop> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// The next bytes.
    pub(crate) fn bytes(&mut self, count: u64) -> Result<Vec<u8>, Stop> {
        let mut bytes = vec![0; usize::try_from(self.there(count)?).map_err(|_| Wrong::CutOff)?];
        self.file.read_exact(&mut bytes)?;
        self.at += count;
        Ok(bytes)
    }

    /// Passes over the next bytes.
    pub(crate) fn pass(&mut self, count: u64) -> Result<(), Stop> {
        self.file.seek_relative(i64::try_from(self.there(count)?).map_err(|_| Wrong::CutOff)?)?;
        self.at += count;
        Ok(())
    }

    /// Passes over all bytes before a place that lies ahead.
    pub(crate) fn pass_to(&mut self, place: u64) -> Result<(), Stop> {
        self.pass(place.saturating_sub(self.at))
    }

    /// A number of bytes, if that many are left.
    fn there(&self, count: u64) -> Result<u64, Wrong> {
        if count <= self.left() { Ok(count) } else { Err(Wrong::CutOff) }
    }
}

/// Bytes that are still to come.
#[derive(Clone, Copy)]
pub(crate) struct Rest<'a>(pub(crate) &'a [u8]);

impl<'a> Rest<'a> {
    /// The next bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Wrong> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Wrong::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next bytes, of a number known beforehand.
    pub(crate) fn array<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], Wrong> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Wrong::CutOff)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Result<u8, Wrong> {
        self.array::<1>().map(|[byte]| byte)
    }
}

//! The memory that pictures share while they are made: as many at once as there are cores, but not more than fit.

use std::sync::{Condvar, Mutex, PoisonError};

/// The memory of all pictures that are made at one time, in bytes. One that needs more is not made.
pub(super) const MOST: u64 = 400_000_000;

/// Memory to share.
#[derive(Debug)]
pub(super) struct Budget {
    taken: Mutex<u64>,
    bell: Condvar,
}

/// A share of the memory, given back when it is dropped.
pub(super) struct Ration<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { taken: Mutex::new(0), bell: Condvar::new() }
    }
}

impl Budget {
    /// Waits until so many bytes are left; nobody needs more than there are.
    pub(super) fn take(&self, bytes: u64) -> Ration<'_> {
        let bytes = bytes.min(MOST);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |taken: &mut u64| *taken + bytes > MOST;
        let mut taken = self.bell.wait_while(taken, waits).unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Ration { budget: self, bytes }
    }
}

impl Drop for Ration<'_> {
    fn drop(&mut self) {
        *self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.bell.notify_all();
    }
}

//! The starter: a whole clinic, made from a few answers, to be made one's own.

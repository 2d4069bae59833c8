//! Behind which row the next page begins, as a cursor of ours says it.

use dars_bus::Problem;
use jiff::{Timestamp, civil::Date};

/// Days before this one stand in no row of ours, and Postgres does not know all that we do.
const EARLIEST: i16 = 1900;

/// The place that the cursor names, `None` for the first page; a day or an instant of ours stands before its first `~`.
pub fn behind<'a, T>(cursor: &'a str, read: impl FnOnce(&'a str, &'a str) -> Option<T>) -> Result<Option<T>, Problem> {
    if cursor.is_empty() {
        return Ok(None);
    }
    let place = cursor.split_once('~').and_then(|(when, rest)| read(when, rest));
    place.map(Some).ok_or_else(|| Problem::malformed("cursor is not one that we gave out."))
}

/// A day.
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|day: &Date| day.year() >= EARLIEST)
}

/// An instant.
pub fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok().filter(|at: &Timestamp| dars_vocabulary::london_date(*at).year() >= EARLIEST)
}

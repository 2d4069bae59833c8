//! How long cases take: what is told publicly, and what may be expected of a case that is under way.
//!
//! Pure: the store hands over rows of ended cases, and every figure is computed from them.

mod forecast;
mod likeness;

pub use forecast::{Forecast, Past, forecast};
pub use likeness::{EVERY, likeness};

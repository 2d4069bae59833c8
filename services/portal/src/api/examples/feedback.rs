//! Of how people found it.

use dars_messages::requests::intake::{GiveFeedback, Occasion, PublishChange, WithdrawChange};
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn give_feedback() -> Shape {
    Shape::of(GiveFeedback {
        about: text("DARS-NIC-900101-K4T7Q"),
        occasion: Occasion::Decision,
        ease: 4,
        clarity: 5,
        comment: Some(text("Say earlier that the signatory must be confirmed.")),
        sector: None,
    })
}

pub(in crate::api) fn publish_change() -> Shape {
    Shape::of(PublishChange {
        changed_on: date(2026, 11, 2),
        heard: text("Applicants did not know whose turn it was."),
        changed: text("Each request shows who holds the pen, and since when."),
    })
}

pub(in crate::api) fn withdraw_change() -> Shape {
    Shape::of(WithdrawChange { reason: text("It was announced before it was so.") })
}

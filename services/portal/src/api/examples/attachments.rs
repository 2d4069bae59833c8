//! About attachments of applications.

use dars_messages::requests::intake::{ExplainFinding, Explanation, RemoveAttachment};

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn remove_attachment() -> Shape {
    Shape::of(RemoveAttachment {})
}

pub(in crate::api) fn explain_finding() -> Shape {
    Shape::of(ExplainFinding {
        pointer: text("/purpose/processing_activities"),
        reason: Explanation::InventedExample,
        note: Some(text("Shows the form in which the practices send it.")),
    })
}

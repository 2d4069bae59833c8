//! What mail programs and law departments add to a message: it says "misdirected" and "unauthorised" and means nothing.

/// A sentence that holds any of these is passed over.
pub(super) const FOOTERS: &[&str] = &[
    "if ~3 not ~3 intended|named|recipient|addressee",
    "if ~4 received ~4 message|email|mail|communication|transmission in error",
    "if ~4 received it in error",
    "intended ~2 solely|only for",
    "this|the message|email|mail|communication|transmission ~8 confidential|privileged",
    "meant|intended for ~2 addressee*",
    "legal notice|disclaimer",
    "unauthorised|unauthorized ~6 prohibited|forbidden|unlawful",
    "if ~4 misdirected",
    "please ~2 notify|tell|inform ~3 sender ~4 delete",
];

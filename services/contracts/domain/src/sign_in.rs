//! Signing needs a person who has just signed in.

use dars_vocabulary::Actor;
use jiff::{SignedDuration, Timestamp};

/// A sign-in must be younger than this.
const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// How far the provider's clock may run ahead of ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(30);

/// When the actor signed in, if that was less than five minutes before `technical_now`.
pub(crate) fn fresh_sign_in(actor: &Actor, technical_now: Timestamp) -> Option<Timestamp> {
    let at = actor.signed_in_at?;
    let age = technical_now.duration_since(at);
    (age < FRESH && age >= -LEEWAY).then_some(at)
}

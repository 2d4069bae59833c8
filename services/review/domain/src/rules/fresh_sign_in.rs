//! Deciding needs a person who has just signed in (RFC 9470).

use dars_vocabulary::Actor;
use jiff::{SignedDuration, Timestamp};

use super::person::NotAPerson;

/// A sign-in must be younger than this.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// How far the provider's clock may run ahead of ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(30);

/// Refuses a sign-in that is five minutes old, or of the future, or not said.
pub fn fresh_sign_in(actor: &Actor, technical_now: Timestamp) -> Result<(), NotAPerson> {
    let age = actor.signed_in_at.map(|at| technical_now.duration_since(at));
    if age.is_some_and(|age| age < FRESH && age >= -LEEWAY) { Ok(()) } else { Err(NotAPerson::SignInTooOld) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_is_fresh_for_less_than_five_minutes() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        for (seconds_ago, fresh) in
            [(0, true), (299, true), (300, false), (301, false), (-30, true), (-31, false), (86_400, false)]
        {
            let signed_in_at = Some(now - SignedDuration::from_secs(seconds_ago));
            let actor = Actor { signed_in_at, ..Actor::public() };
            assert_eq!(fresh_sign_in(&actor, now).is_ok(), fresh, "{seconds_ago} s ago");
        }
        assert_eq!(fresh_sign_in(&Actor::public(), now), Err(NotAPerson::SignInTooOld));
    }
}

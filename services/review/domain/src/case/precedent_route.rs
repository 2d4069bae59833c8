//! A case that is like what was agreed before rests on that precedent, and no group is asked again (domain.md §4).

use dars_rules::Context;
use dars_vocabulary::{PersonId, PrecedentRef};

use super::{Case, Event, Facts, Refusal, decide::today};
use crate::precedent::{InForce, Offer, fits};

/// Takes the route: the precedent is in force, the case is like it, and the officer made none of its versions.
pub(super) fn take(
    case: &Case,
    officer: PersonId,
    precedent: &PrecedentRef,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let (offer, in_force) = offered(case, precedent, facts)?;
    // Nor whoever has the case, where another covers for them.
    if offer.makers.contains(&officer) {
        return Err(Refusal::PrecedentMaker);
    }
    Ok(vec![Event::CaseSentToPrecedent {
        nic: case.nic.clone(),
        precedent: offer.reference.clone(),
        version: in_force.version,
        makers: offer.makers.clone(),
        used_on: today(facts),
        by: facts.actor.id,
    }])
}

/// The officer looks once more before it goes to an approver: what was left or changed since stops it.
pub(super) fn must_hold(case: &Case, facts: &Facts) -> Result<(), Refusal> {
    let used = case.precedent.as_ref().ok_or(Refusal::NotOnPrecedentRoute)?;
    offered(case, &used.precedent, facts).map(|_| ())
}

/// Nobody who made a version of the precedent, by the day of its use or since, has or decides a case that rests on it
/// (domain.md §3).
pub(super) fn not_a_maker(case: &Case, person: PersonId, facts: &Facts) -> Result<(), Refusal> {
    let Some(used) = &case.precedent else { return Ok(()) };
    let since = facts.known.precedent.as_ref().filter(|offer| offer.reference == used.precedent);
    let made = used.makers.contains(&person) || since.is_some_and(|offer| offer.makers.contains(&person));
    if made { Err(Refusal::PrecedentMaker) } else { Ok(()) }
}

fn offered<'a>(case: &Case, precedent: &PrecedentRef, facts: &'a Facts) -> Result<(&'a Offer, &'a InForce), Refusal> {
    let known = &facts.known;
    let offer = known.precedent.as_ref().filter(|offer| offer.reference == *precedent);
    let offer = offer.ok_or(Refusal::PrecedentUnknown)?;
    if offer.makers.contains(&facts.actor.id) {
        return Err(Refusal::PrecedentMaker);
    }
    let in_force = offer.in_force.as_ref().ok_or(Refusal::PrecedentNotInForce)?;
    let content = case.content.open().ok_or(Refusal::ContentRedacted)?;
    let asked = Context {
        applicant: Some(case.organisation.clone()),
        catalogue: known.catalogue.clone(),
        organisations: known.organisation_types.clone(),
        ..Context::default()
    };
    let errors = fits(&in_force.conditions, content, &asked);
    if errors.is_empty() { Ok((offer, in_force)) } else { Err(Refusal::PrecedentDoesNotFit { errors }) }
}

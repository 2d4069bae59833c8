//! Two enquiries of the same matter: one goes on, and each enquirer keeps a thread of their own, in which nothing is seen
//! of the other's, not even that there is one.

use dars_vocabulary::EnquiryRef;

use super::{
    Event, Facts, Other, Refusal, State,
    ask::{ROUTERS, officer, open},
    state::At,
};

/// This one goes into another.
pub(super) fn merge(state: &State, facts: &Facts, into: EnquiryRef) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    let (asked, at) = open(state)?;
    if asked.enquiry == into {
        return Err(Refusal::MergedWithItself);
    }
    match at {
        At::New | At::Triaged | At::WithExpert { .. } => {}
        // Its enquirer holds the pen: what they answer may make it another matter.
        At::AwaitingEnquirer { .. } => return Err(Refusal::AskedAlready),
    }
    if !asked.merged.is_empty() {
        return Err(Refusal::HasMerged);
    }
    match facts.other {
        Other::Open => Ok(vec![Event::EnquiryMerged { enquiry: asked.enquiry.clone(), into }]),
        Other::Unknown => Err(Refusal::OtherUnknown),
        Other::Duplicate => Err(Refusal::OtherIsDuplicate),
        Other::Known => Err(Refusal::OtherOver),
    }
}

/// Another one went into this.
pub(super) fn take_in(state: &State, facts: &Facts, other: EnquiryRef) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    let (asked, _) = open(state)?;
    if asked.merged.contains(&other) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EnquiryTookIn { enquiry: asked.enquiry.clone(), other }])
}

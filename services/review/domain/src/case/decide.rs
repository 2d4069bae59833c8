//! Whether what is asked of a case may happen.

use std::collections::BTreeSet;

use dars_rules::{CatalogueCondition, Context, catalogue_conditions, check};
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, Finding, OrganisationId, StaffRole, Stage, calendar::london_date,
};
use jiff::{Timestamp, civil::Date};

use super::{
    Case, Command, Doing, Event, Facts, GivenCondition, Interest, Known, Refusal, State, advise, assess, assign,
    clarify, completeness, correct, cover, decision, decision_review, hand_over, hear, note,
    precedent_route::not_a_maker, send_back, specialist, standard,
};
use crate::rules::{own_organisation::own_organisation, person::person_needed, staff};

/// The events that follow from `command`; none when it tells what is known.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        opening @ Command::Open { .. } => {
            system_only(&facts.actor)?;
            Ok(open(state, opening))
        }
        Command::Assign { officer } => assign::assign(state, officer, facts),
        Command::HandOver { to, reason } => hand_over::hand_over(state, to, reason, facts),
        Command::Assess(assessment) => Ok(cover::noted(state, facts, assess::assess(state, assessment, facts)?)),
        Command::Return { reasons } => Ok(cover::noted(state, facts, send_back::send_back(state, reasons, facts)?)),
        Command::Raise(question) => Ok(cover::noted(state, facts, clarify::raise(state, question, facts)?)),
        Command::Resolve { number, resolution } => {
            Ok(cover::noted(state, facts, clarify::resolve(state, number, resolution, facts)?))
        }
        Command::HearAnswer { number, round, text } => {
            system_only(&facts.actor)?;
            Ok(hear::answer(state, number, round, text))
        }
        Command::HearAnswered { number, round, answered_on } => {
            system_only(&facts.actor)?;
            Ok(hear::answered(state, number, round, answered_on))
        }
        Command::HearWithdrawn { ended_on } => {
            system_only(&facts.actor)?;
            Ok(hear::ended(state, ended_on, |nic| Event::CaseWithdrawn { nic, ended_on }))
        }
        Command::HearLapsed { ended_on } => {
            system_only(&facts.actor)?;
            Ok(hear::ended(state, ended_on, |nic| Event::CaseLapsed { nic, ended_on }))
        }
        Command::Advise(advising) => advise::advise(state, advising, facts),
        Command::Decide(word) => decision::decision(state, word, facts),
        Command::Do(doing) => done(state, doing, facts),
    }
}

/// What is done to a case beside moving it.
fn done(state: &State, doing: Doing, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match doing {
        Doing::CheckCompleteness { complete, missing, note } => {
            Ok(cover::noted(state, facts, completeness::check(state, complete, missing, note, facts)?))
        }
        Doing::AssessStandard(found) => Ok(cover::noted(state, facts, standard::assess(state, found, facts)?)),
        Doing::RequestCheck { of, question } => {
            Ok(cover::noted(state, facts, specialist::request(state, of, question, facts)?))
        }
        Doing::AnswerCheck { number, outcome, note } => specialist::answer(state, number, outcome, note, facts),
        Doing::AddNote { text } => note::add(state, text, facts),
        Doing::RequestReview { reason } => decision_review::request(state, reason, facts),
        Doing::ReviewDecision { upheld, reasons } => decision_review::review(state, upheld, reasons, facts),
        Doing::Correct(correcting) => Ok(cover::noted(state, facts, correct::correct(state, correcting, facts)?)),
    }
}

/// A version that is known, or older than the known one, is a repeated or late fact.
fn open(state: &State, command: Command) -> Vec<Event> {
    let Command::Open { nic, version, organisation, sha256, submitted_on, change, assessors, content } = command else {
        return Vec::new();
    };
    if state.case().is_some_and(|known| version <= known.version) {
        return Vec::new();
    }
    let controllers = content.open().map(ApplicationContent::controllers).unwrap_or_default();
    let requesters: BTreeSet<OrganisationId> =
        controllers.iter().map(|controller| controller.organisation.clone()).chain([organisation.clone()]).collect();
    vec![Event::CaseOpened { nic, version, organisation, requesters, sha256, submitted_on, change, assessors, content }]
}

/// Whether `actor` may know of this case: staff alone.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    let visible = state.case().is_some() && staff::reads_content(actor);
    if visible { Ok(()) } else { Err(Refusal::Unknown) }
}

/// Whether whoever may know of it may open it: who sits at a meeting that has it on its list declares to have no interest
/// first, whatever else they are.
pub fn may_open(interest: Interest) -> Result<(), Refusal> {
    match interest {
        Interest::Nothing => Ok(()),
        Interest::NotDeclared => Err(Refusal::InterestNotDeclared),
        Interest::Declared => Err(Refusal::InterestDeclared),
    }
}

/// What the rules find in the content of this case, V17's reasons for refusal among it; nothing once it is redacted.
pub fn findings(state: &State, now: Timestamp, known: &Known) -> Vec<Finding> {
    let Some(case) = state.case() else { return Vec::new() };
    let next = if state.ended_on().is_some() { Stage::Issue } else { Stage::Approve };
    let given = if let State::ApprovedWithConditions { conditions, .. } = state { conditions.as_slice() } else { &[] };
    found(case, given, london_date(now), next, known)
}

/// What the catalogue says that every use of the data sets asked for must heed; for whoever looks at the case, and whoever
/// decides about it and may make conditions of it.
pub fn to_heed(case: &Case, known: &Known) -> Vec<CatalogueCondition> {
    let context = Context { catalogue: known.catalogue.clone(), ..Context::default() };
    case.content.open().map(|content| catalogue_conditions(content, &context)).unwrap_or_default()
}

/// What the rules find at or before `next`.
pub(super) fn found(case: &Case, given: &[GivenCondition], today: Date, next: Stage, known: &Known) -> Vec<Finding> {
    let context = context(case, given, next, known);
    case.content.open().map(|content| check(content, today, &context)).unwrap_or_default()
}

/// What the rules know of a case; `given`: the conditions with which it is, or would be, approved.
pub(super) fn context(case: &Case, given: &[GivenCondition], next: Stage, known: &Known) -> Context {
    Context {
        next,
        applicant: Some(case.organisation.clone()),
        catalogue: known.catalogue.clone(),
        organisations: known.organisation_types.clone(),
        framework_contracts: known.framework_contracts.clone(),
        assurances: known.assurances.clone(),
        conditions: given.iter().map(GivenCondition::dates).collect(),
        change: case.change,
        changed: known.changed.clone(),
        privacy_notice: known.privacy_notice.clone(),
        names: known.names.clone(),
    }
}

/// The case, for a member of staff with whom it lies.
pub(super) fn visible<'a>(state: &'a State, facts: &Facts) -> Result<&'a Case, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, &facts.actor)?;
    may_open(facts.interest)?;
    state.case().ok_or(Refusal::Unknown)
}

/// The case, for a case officer who doesn't belong to those who ask and made no precedent on which it rests: nobody covers
/// for its officer either who did.
pub(super) fn for_case_officer<'a>(state: &'a State, facts: &Facts) -> Result<&'a Case, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::RoleNeeded { who: "a case officer" });
    }
    no_own_organisation(case, facts)?;
    not_a_maker(case, facts.actor.id, facts)?;
    Ok(case)
}

/// Refuses those who would review their own organisation's request.
pub(super) fn no_own_organisation(case: &Case, facts: &Facts) -> Result<(), Refusal> {
    if own_organisation(&case.requesters, &facts.organisations) { Err(Refusal::OwnOrganisation) } else { Ok(()) }
}

/// The day on which something is decided.
pub(super) fn today(facts: &Facts) -> Date {
    london_date(facts.now)
}

fn system_only(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

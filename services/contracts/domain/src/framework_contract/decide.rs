//! What a framework contract says to a command.

use dars_vocabulary::{Actor, ActorKind, MembershipRole, OrganisationId, StaffRole};
use jiff::civil::Date;

use super::{
    Command, Contract, Event, Facts, Refusal, Signed, State,
    dates::due,
    prepare::{draft, issue, request},
    sign::sign,
    succession::succeed,
    terminate::terminate,
    visible_to,
};

/// Who may ask for one on behalf of their organisation.
const ASKERS: [MembershipRole; 4] =
    [MembershipRole::Lead, MembershipRole::Administrator, MembershipRole::Signatory, MembershipRole::IgLead];

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Record(contract) => {
            system(&facts.actor)?;
            record(state, contract, facts.today())
        }
        Command::Request { contract, organisation } => {
            person(&facts.actor)?;
            request(state, contract, organisation, facts)
        }
        Command::Draft { template_version, start, end } => {
            person_who_may_know(state, facts)?;
            draft(state, template_version, start, end, facts)
        }
        Command::Issue { document, sha256 } => {
            person_who_may_know(state, facts)?;
            issue(state, *document, sha256, facts)
        }
        Command::Sign { sha256, side } => {
            person_who_may_know(state, facts)?;
            sign(state, &sha256, side, facts)
        }
        Command::Terminate { reason, note } => {
            person_who_may_know(state, facts)?;
            terminate(state, reason, note, facts)
        }
        Command::Succeed(successor) => {
            system(&facts.actor)?;
            succeed(state, successor, facts.today())
        }
        Command::DatesPassed => {
            system(&facts.actor)?;
            Ok(due(state, facts.today()))
        }
    }
}

/// Whether the actor may ask for a contract of `organisation`.
pub fn may_request(organisation: &OrganisationId, facts: &Facts) -> bool {
    let member = |role| {
        facts
            .memberships
            .iter()
            .any(|held| held.holds(facts.actor.id, organisation, facts.today()) && held.roles.contains(role))
    };
    facts.actor.is_staff(StaffRole::CaseOfficer) || ASKERS.iter().any(member) || facts.may_sign_for(organisation)
}

fn system(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn person(actor: &Actor) -> Result<(), Refusal> {
    match actor.kind {
        ActorKind::Public => Err(Refusal::SignInNeeded),
        ActorKind::Machine | ActorKind::System => Err(Refusal::PersonNeeded),
        ActorKind::Person => Ok(()),
    }
}

/// A stranger learns nothing, not even that the contract exists.
fn person_who_may_know(state: &State, facts: &Facts) -> Result<(), Refusal> {
    person(&facts.actor)?;
    if visible_to(state, &facts.actor, &facts.organisations()) { Ok(()) } else { Err(Refusal::NotFound) }
}

fn record(state: &State, contract: Contract, today: Date) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Absent if contract.end < contract.start => Err(Refusal::EndBeforeStart),
        State::Absent => {
            let signed = Signed { terms: contract.clone(), papers: None, signed_on: contract.start, successor: None };
            let mut events = vec![Event::FrameworkContractRecorded(contract)];
            events.extend(due(&State::Signed(signed), today));
            Ok(events)
        }
        State::Signed(_) | State::Active(_) | State::Ended(_)
            if state.issued().is_none() && state.terms().as_ref() == Some(&contract) =>
        {
            Ok(Vec::new())
        }
        State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Ended(_) => Err(Refusal::AlreadyRecorded),
    }
}

//! Whether what is asked of an organisation may happen.

use dars_vocabulary::{
    ActorKind, FieldError, MembershipRole, OrganisationId, PersonId, Sealed, code::OrganisationType,
};
use jiff::civil::Date;

use super::{
    Authority, Command, Contact, Event, Facts, Member, Refusal, Registered, State, admit, assure, authorise, members,
};
use crate::rules::text;

/// The events that follow from `command`; none when it says what is already so.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Register { organisation, name, organisation_type } => {
            system_only(facts)?;
            register(state, organisation, name, organisation_type)
        }
        Command::GrantMembership { person, roles, from, until, contact } => {
            system_only(facts)?;
            grant_membership(known(state)?, person, Member { roles, from, until, contact: Sealed::Open(contact) })
        }
        Command::ConfirmSigningAuthority { person, from, until } => {
            if facts.actor.id == person {
                return Err(Refusal::OwnAuthority);
            }
            system_only(facts)?;
            confirm_authority(known(state)?, person, Authority { from, until }, facts.actor.id)
        }
        Command::Admit { person, contact } => {
            system_only(facts)?;
            admit::admit(known(state)?, facts, person, contact)
        }
        Command::RecordAssurance(shown) => {
            assure::may_record(state, facts)?;
            assure::record(known(state)?, facts, shown)
        }
        Command::LoadAssurance(shown) => {
            system_only(facts)?;
            assure::record(known(state)?, facts, shown)
        }
        Command::Enrol { organisation, name, organisation_type } => {
            members::enrol(state, facts, organisation, name, organisation_type)
        }
        Command::Rename { name, from } => members::rename(state, facts, name, from),
        Command::AddMember { person, roles, from, until, contact } => {
            members::add(state, facts, person, Member { roles, from, until, contact: Sealed::Open(contact) })
        }
        Command::ChangeMember { person, roles, until, contact } => {
            members::change(state, facts, person, roles, until, contact)
        }
        Command::EndMember { person, on } => members::end(state, facts, person, on),
        Command::AskAuthority { person, from, until } => authorise::ask(state, facts, person, from, until),
        Command::ConfirmAuthority { person } => authorise::confirm(state, facts, person),
        Command::DeclineAuthority { person, reason } => authorise::decline(state, facts, person, reason),
        Command::EndAuthority { person, on } => authorise::end(state, facts, person, on),
    }
}

fn system_only(facts: &Facts) -> Result<(), Refusal> {
    if facts.actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn known(state: &State) -> Result<&Registered, Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Registered(known) => Ok(known),
    }
}

fn register(
    state: &State,
    organisation: OrganisationId,
    name: String,
    organisation_type: OrganisationType,
) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Absent => {
            acceptable(text::line("/name", &name).into_iter().collect())?;
            Ok(vec![Event::OrganisationRegistered { organisation, name, organisation_type }])
        }
        State::Registered(known) => {
            // A fixture that comes again after a new name undoes nothing.
            let named = known.name == name || known.former_names.iter().any(|former| former.name == name);
            let same = known.organisation == organisation && named && known.organisation_type == organisation_type;
            if same { Ok(Vec::new()) } else { Err(Refusal::Exists) }
        }
    }
}

fn grant_membership(known: &Registered, person: PersonId, member: Member) -> Result<Vec<Event>, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    errors.extend(no_roles(&member.roles));
    errors.extend(reversed(member.from, member.until));
    if let Sealed::Open(Contact { name, email }) = &member.contact {
        errors.extend(text::line("/name", name));
        errors.extend(text::email("/email", email));
    }
    acceptable(errors)?;
    if known.members.get(&person) == Some(&member) {
        return Ok(Vec::new());
    }
    let Member { roles, from, until, contact } = member;
    Ok(vec![Event::MembershipGranted { organisation: known.organisation.clone(), person, roles, from, until, contact }])
}

fn confirm_authority(
    known: &Registered,
    person: PersonId,
    authority: Authority,
    confirmed_by: PersonId,
) -> Result<Vec<Event>, Refusal> {
    acceptable(reversed(authority.from, authority.until).into_iter().collect())?;
    if known.authorities.get(&person) == Some(&authority) {
        return Ok(Vec::new());
    }
    let Authority { from, until } = authority;
    let organisation = known.organisation.clone();
    Ok(vec![Event::SigningAuthorityConfirmed { organisation, person, from, until, confirmed_by }])
}

pub(super) fn acceptable(errors: Vec<FieldError>) -> Result<(), Refusal> {
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

pub(super) fn no_roles(roles: &[MembershipRole]) -> Option<FieldError> {
    roles.is_empty().then(|| FieldError {
        pointer: "/roles".to_owned(),
        code: "missing".to_owned(),
        detail: "Give at least one role.".to_owned(),
    })
}

pub(super) fn reversed(from: Date, until: Option<Date>) -> Option<FieldError> {
    until.is_some_and(|until| until < from).then(|| FieldError {
        pointer: "/until".to_owned(),
        code: "dates-reversed".to_owned(),
        detail: "The last day lies before the first: choose a later one.".to_owned(),
    })
}

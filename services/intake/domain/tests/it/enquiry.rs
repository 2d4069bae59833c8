//! An enquiry from its first word to an application.

use dars_intake_domain::{
    Membership,
    enquiry::{Command, Enquirer, Event, Facts, State, decide, evolve, may_see},
};
use dars_vocabulary::{
    Actor, EnquiryRef, MembershipRole, RefusalKind, Refuse, StaffRole,
    code::{Channel, EnquiryTopic, Team},
};
use jiff::civil::date;

use crate::people::{machine, membership, nic, no, northmere, now, person, signed_in, system, wychmoor};

const NOT_FOUND: (RefusalKind, &str) = (RefusalKind::NotFound, "enquiry-unknown");
const ROLE: (RefusalKind, &str) = (RefusalKind::Forbidden, "role-needed");

pub fn by(actor: Actor) -> Facts {
    Facts::by(actor, now(), now())
}

pub fn triage() -> Actor {
    signed_in("tess", &[StaffRole::TriageOfficer])
}

pub fn case_officer() -> Actor {
    signed_in("olu", &[StaffRole::CaseOfficer])
}

fn raise_with(name: &str, email: &str, organisation: Option<&str>, purpose: &str, channel: Channel) -> Command {
    let (name, email, organisation) = (name.to_owned(), email.to_owned(), organisation.map(str::to_owned));
    Command::Raise {
        enquiry: EnquiryRef::allot(2026, 412),
        channel,
        topic: EnquiryTopic::NewDataRequest,
        enquirer: Enquirer { name, email, organisation },
        purpose: purpose.to_owned(),
        more: Box::default(),
    }
}

pub fn raise() -> Command {
    raise_with("Ada Fenn", "ada@northmere.example", Some("Northmere"), "Stroke data.", Channel::Web)
}

pub fn message(text: &str) -> Command {
    Command::AddMessage { text: text.to_owned() }
}

pub fn convert() -> Command {
    Command::Convert { organisation: northmere(), lead: person("ada"), nic: nic() }
}

fn converting(actor: Actor, lead_memberships: Vec<Membership>) -> Facts {
    Facts { organisation_known: true, lead_memberships, ..by(actor) }
}

pub fn after(state: State, command: Command, facts: &Facts) -> State {
    let events = decide(&state, command, facts).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn new() -> State {
    after(State::Absent, raise(), &by(Actor::public()))
}

fn with_expert() -> State {
    after(new(), Command::Route { team: Team::DataApplications, reason: None }, &by(triage()))
}

pub fn converted() -> State {
    after(with_expert(), convert(), &converting(triage(), vec![membership(MembershipRole::Lead)]))
}

#[test]
fn anyone_enquires_and_hears_within_ten_working_days() {
    for actor in [Actor::public(), signed_in("ada", &[]), machine("client", &[]), triage()] {
        let events = decide(&State::Absent, raise(), &by(actor)).unwrap();
        let [Event::EnquiryRaised { answer_due, .. }] = events[..] else { panic!("{events:?}") };
        assert_eq!(answer_due, date(2026, 12, 4));
    }
    assert_eq!(no(decide(&State::Absent, raise(), &by(system()))), (RefusalKind::Forbidden, "person-needed"));
    assert_eq!(no(decide(&new(), raise(), &by(Actor::public()))), (RefusalKind::WrongState, "enquiry-exists"));
}

#[test]
fn what_is_too_long_or_missing_is_named_by_its_field() {
    let (name, email, purpose) = ("Ada Fenn", "ada@northmere.example", "Stroke data.");
    let long = "x".repeat(201);
    let longer = "x".repeat(4001);
    let table = [
        (raise_with(&long, email, None, purpose, Channel::Web), vec!["/name"]),
        (raise_with(name, "ada", None, purpose, Channel::Web), vec!["/email"]),
        (raise_with(name, email, Some(&long), purpose, Channel::Web), vec!["/organisation"]),
        (raise_with(name, email, None, &longer, Channel::Web), vec!["/purpose_text"]),
        (raise_with("", "", None, "", Channel::Web), vec!["/name", "/email", "/purpose_text"]),
    ];
    for (command, pointers) in table {
        let refusal = decide(&State::Absent, command, &by(Actor::public())).unwrap_err();
        assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, "values-unacceptable"));
        assert_eq!(refusal.errors().into_iter().map(|error| error.pointer).collect::<Vec<_>>(), pointers);
    }
    let most = raise_with(&"x".repeat(200), email, Some(&"x".repeat(200)), &"x".repeat(4000), Channel::Web);
    assert!(decide(&State::Absent, most, &by(Actor::public())).is_ok());
}

#[test]
fn only_officers_log_what_came_by_telephone() {
    let by_phone = || raise_with("Ada Fenn", "ada@northmere.example", None, "Stroke data.", Channel::Phone);
    let refused = no(decide(&State::Absent, by_phone(), &by(signed_in("ada", &[]))));
    assert_eq!(refused, (RefusalKind::Forbidden, "channel-for-officers"));
    assert!(decide(&State::Absent, by_phone(), &by(triage())).is_ok());
}

#[test]
fn a_triage_officer_routes_and_routes_again() {
    let state = with_expert();
    assert!(matches!(state, State::WithExpert { team: Team::DataApplications, .. }));
    assert_eq!(
        decide(&state, Command::Route { team: Team::DataApplications, reason: None }, &by(triage())),
        Ok(Vec::new())
    );
    let state = after(
        state,
        Command::Route { team: Team::DigiTrials, reason: Some("It is a trial.".to_owned()) },
        &by(triage()),
    );
    assert!(matches!(state, State::WithExpert { team: Team::DigiTrials, .. }));
}

#[test]
fn each_command_needs_its_role_and_a_person() {
    let route = || Command::Route { team: Team::DataApplications, reason: None };
    for (command, allowed, forbidden) in [
        (route(), vec![triage()], vec![case_officer(), signed_in("eve", &[StaffRole::Auditor])]),
        (
            message("Hello."),
            vec![triage(), case_officer(), signed_in("eve", &[StaffRole::IncidentLead])],
            vec![signed_in("ann", &[StaffRole::Approver])],
        ),
        (convert(), vec![triage(), case_officer()], vec![signed_in("eve", &[StaffRole::Auditor])]),
    ] {
        let facts = |actor: &Actor| converting(actor.clone(), vec![membership(MembershipRole::Lead)]);
        for actor in allowed {
            assert!(decide(&new(), command.clone(), &facts(&actor)).is_ok(), "{command:?} {actor:?}");
        }
        for actor in forbidden {
            assert_eq!(no(decide(&new(), command.clone(), &facts(&actor))), ROLE, "{command:?} {actor:?}");
        }
        for actor in [signed_in("ada", &[]), signed_in("op", &[StaffRole::Operator])] {
            assert_eq!(no(decide(&new(), command.clone(), &facts(&actor))), NOT_FOUND);
        }
        let every = [StaffRole::TriageOfficer, StaffRole::CaseOfficer, StaffRole::Expert];
        for actor in [machine("tess", &every), Actor { roles: every.to_vec(), ..system() }] {
            let refused = no(decide(&new(), command.clone(), &facts(&actor)));
            assert_eq!(refused, (RefusalKind::Forbidden, "person-needed"));
        }
        let refused = no(decide(&new(), command.clone(), &facts(&Actor::public())));
        assert_eq!(refused, (RefusalKind::SignInNeeded, "sign-in-needed"));
        assert_eq!(no(decide(&State::Absent, command, &facts(&triage()))), NOT_FOUND);
    }
}

#[test]
fn messages_are_counted_and_their_texts_are_not_kept_in_the_state() {
    let mut state = with_expert();
    for number in 1..=3 {
        let events = decide(&state, message("Which years?"), &by(case_officer())).unwrap();
        assert!(matches!(events[..], [Event::EnquiryMessageAdded { number: n, by_officer: true, .. }] if n == number));
        state = evolve(state, &events[0]).unwrap();
    }
    assert_eq!(state.asked().unwrap().messages, 3);
    assert!(!serde_json::to_string(&state).unwrap().contains("Which years?"));
    for (text, may) in [("x".repeat(4000), true), ("x".repeat(4001), false), (String::new(), false)] {
        assert_eq!(decide(&state, message(&text), &by(case_officer())).is_ok(), may);
    }
}

#[test]
fn an_enquiry_becomes_an_application_of_a_known_organisation_led_by_a_member() {
    let lead = |role| vec![membership(role)];
    let ended = Membership { until: Some(date(2026, 11, 19)), ..membership(MembershipRole::Lead) };
    let last_day = Membership { until: Some(date(2026, 11, 20)), ..membership(MembershipRole::Lead) };
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    for (memberships, may) in [
        (lead(MembershipRole::Lead), true),
        (lead(MembershipRole::Collaborator), true),
        (vec![elsewhere.clone(), last_day], true),
        (lead(MembershipRole::Signatory), false),
        (vec![ended], false),
        (vec![elsewhere], false),
        (vec![], false),
    ] {
        let result = decide(&with_expert(), convert(), &converting(triage(), memberships));
        if may {
            assert!(matches!(result.unwrap()[..], [Event::EnquiryConverted { .. }]));
        } else {
            assert_eq!(no(result), (RefusalKind::Unacceptable, "lead-not-a-member"));
        }
    }
    let unknown = Facts { organisation_known: false, ..converting(triage(), lead(MembershipRole::Lead)) };
    let refusal = decide(&with_expert(), convert(), &unknown).unwrap_err();
    assert_eq!((refusal.code(), refusal.errors()[0].pointer.as_str()), ("organisation-unknown", "/organisation"));
}

#[test]
fn a_converted_enquiry_takes_nothing_more() {
    for command in [Command::Route { team: Team::Agreements, reason: None }, message("Hello."), convert()] {
        let facts = converting(triage(), vec![membership(MembershipRole::Lead)]);
        assert_eq!(no(decide(&converted(), command, &facts)), (RefusalKind::WrongState, "enquiry-converted"));
    }
}

#[test]
fn an_enquiry_is_seen_by_staff_and_by_the_person_who_raised_it() {
    let own = after(State::Absent, raise(), &by(signed_in("ada", &[])));
    for (actor, sees) in [
        (signed_in("ada", &[]), true),
        (triage(), true),
        (signed_in("ben", &[]), false),
        (signed_in("op", &[StaffRole::Operator]), false),
        (machine("ada", &[]), false),
        (Actor::public(), false),
    ] {
        assert_eq!(may_see(&own, &actor, None).is_ok(), sees, "{actor:?}");
    }
    assert!(may_see(&new(), &Actor::public(), None).is_err());
}

//! Generated histories: all commands, by anyone, at any time.

use dars_intake_domain::{Membership, application, dataset, enquiry, organisation};
use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{
    Actor, ActorKind, DocumentVersion, EnquiryRef, MembershipRole, PersonId, StaffRole,
    code::{Channel, EnquiryTopic, OrganisationType, RefusalReason, Team},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};
use proptest::{prelude::*, sample::select};

use crate::{
    history::holds,
    people::{content, nic, northmere, now, person, wychmoor},
};

fn people() -> impl Strategy<Value = PersonId> {
    select(vec![person("ada"), person("ben"), person("cy")])
}

fn actor() -> impl Strategy<Value = Actor> {
    let kind = select(vec![
        ActorKind::Person,
        ActorKind::Person,
        ActorKind::System,
        ActorKind::System,
        ActorKind::Machine,
        ActorKind::Public,
    ]);
    let roles = select(vec![
        vec![],
        vec![StaffRole::TriageOfficer],
        vec![StaffRole::CaseOfficer],
        vec![StaffRole::Expert],
        vec![StaffRole::Operator],
    ]);
    (people(), kind, roles).prop_map(|(id, kind, roles)| Actor { id, kind, roles, signed_in_at: None })
}

/// From a year before to a year after the tests' day, and the ends of time.
fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        20 => (-365_i64..365).prop_map(|days| now() + SignedDuration::from_hours(24 * days)),
        1 => Just(Timestamp::MIN),
        1 => Just(Timestamp::MAX),
    ]
}

fn day() -> impl Strategy<Value = Date> {
    select(vec![Date::MIN, date(2026, 1, 1), date(2026, 11, 20), date(2026, 12, 31), Date::MAX])
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["Words.".to_owned(), "More words.".to_owned(), String::new(), "x\n".repeat(4001)])
}

fn memberships() -> impl Strategy<Value = Vec<Membership>> {
    let roles = vec![MembershipRole::Lead, MembershipRole::Collaborator, MembershipRole::Signatory];
    let one = (select(vec![northmere(), northmere(), wychmoor()]), select(roles), proptest::option::of(day()));
    let one = one.prop_map(|(organisation, role, until)| Membership {
        organisation,
        roles: vec![role],
        from: date(2025, 1, 1),
        until,
    });
    proptest::collection::vec(one, 0..4)
}

#[test]
fn no_history_of_an_organisation_breaks_it() {
    use organisation::{Command, Contact, Facts, State, decide, evolve};
    let name = select(vec!["Northmere University".to_owned(), "Northmere".to_owned(), "x".repeat(201)]);
    let roles = select(vec![vec![], vec![MembershipRole::Lead], vec![MembershipRole::Signatory]]);
    let email = select(vec!["ada@northmere.example", "nobody"]);
    let command = prop_oneof![
        name.prop_map(|name| Command::Register {
            organisation: northmere(),
            name,
            organisation_type: OrganisationType::Academic,
        }),
        (people(), roles, day(), proptest::option::of(day()), email).prop_map(|(person, roles, from, until, email)| {
            let contact = Contact { name: "Ada".to_owned(), email: email.to_owned() };
            Command::GrantMembership { person, roles, from, until, contact }
        }),
        (people(), day(), proptest::option::of(day()))
            .prop_map(|(person, from, until)| Command::ConfirmSigningAuthority { person, from, until }),
    ];
    let facts = (actor(), time()).prop_map(|(actor, now)| Facts { now, technical_now: now, actor });
    let reached = holds((command, facts), decide, evolve, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "REGISTERED"]);
}

#[test]
fn no_history_of_a_data_set_breaks_it() {
    use dataset::{Command, Facts, State, decide, evolve};
    let id = select(vec!["hes-apc".to_owned(), "HES".to_owned()]);
    let command = (id, text(), text()).prop_map(|(dataset, name, scope)| Command::Register { dataset, name, scope });
    let facts = (actor(), time()).prop_map(|(actor, now)| Facts { now, technical_now: now, actor });
    let reached = holds((command, facts), decide, evolve, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "REGISTERED"]);
}

#[test]
fn no_history_of_an_enquiry_breaks_it() {
    use enquiry::{Command, Enquirer, Facts, State, decide, evolve};
    let raise = (text(), text(), select(Channel::ALL), select(EnquiryTopic::ALL)).prop_map(
        |(name, purpose, channel, topic)| Command::Raise {
            enquiry: EnquiryRef::allot(2026, 1),
            channel,
            topic,
            enquirer: Enquirer { name, email: "ada@northmere.example".to_owned(), organisation: None },
            purpose,
        },
    );
    let convert = (select(vec![northmere(), wychmoor()]), people()).prop_map(|(organisation, lead)| Command::Convert {
        organisation,
        lead,
        nic: nic(),
    });
    let command = prop_oneof![
        raise,
        select(Team::ALL).prop_map(|team| Command::Route { team }),
        text().prop_map(|text| Command::AddMessage { text }),
        convert,
    ];
    let facts = (actor(), time(), any::<bool>(), memberships()).prop_map(
        |(actor, now, organisation_known, lead_memberships)| Facts {
            now,
            technical_now: now,
            actor,
            organisation_known,
            lead_memberships,
        },
    );
    let reached = holds((command, facts), decide, evolve, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "CONVERTED", "NEW", "WITH_EXPERT"]);
}

#[test]
fn no_history_of_an_application_breaks_it() {
    use application::{AgreementProgress, AgreementStage, Command, Facts, State, decide, evolve};
    let version =
        || select(vec![DocumentVersion::FIRST_DRAFT, DocumentVersion::FIRST_DRAFT, DocumentVersion::FIRST_ISSUE]);
    let agreement_stages = vec![
        AgreementStage::Draft,
        AgreementStage::IssuedForSignature,
        AgreementStage::Active,
        AgreementStage::Expired,
    ];
    let command = prop_oneof![
        3 => people().prop_map(|lead| Command::Open { nic: nic(), organisation: northmere(), lead, enquiry: None }),
        8 => proptest::bool::weighted(0.8).prop_map(|whole| {
            let content = if whole { content() } else { dars_vocabulary::ApplicationContent::default() };
            Command::Submit { content: Box::new(content), sha256: "0f".repeat(32) }
        }),
        1 => version().prop_map(|version| Command::NoteCaseOpened { version }),
        4 => select(vec![CaseStage::InReview, CaseStage::Assurance, CaseStage::Decision])
            .prop_map(|stage| Command::NoteCaseMoved { stage }),
        1 => (version(), day())
            .prop_map(|(version, decided_on)| Command::NoteApproved { version, title: "T".to_owned(), decided_on }),
        1 => (version(), select(RefusalReason::ALL), day())
            .prop_map(|(version, reason, decided_on)| Command::NoteRefused { version, reason, decided_on }),
        1 => (version(), select(agreement_stages))
            .prop_map(|(version, stage)| Command::NoteAgreement { progress: AgreementProgress { version, stage } }),
    ];
    let facts = (actor(), time(), memberships()).prop_map(|(actor, now, memberships)| Facts {
        now,
        technical_now: now,
        actor,
        memberships,
        catalogue: None,
    });
    let reached = holds((command, facts), decide, evolve, State::name);
    let all = ["ABSENT", "APPROVED", "ASSURANCE", "DECISION", "DRAFT", "IN_REVIEW", "REFUSED", "SUBMITTED"];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}

//! Generated histories: all commands, by anyone, at any time.

use dars_intake_domain::{Membership, dataset, enquiry, organisation};
use dars_messages::requests::intake::NoIncident;
use dars_vocabulary::{
    Actor, ActorKind, DataSetEntry, DataSetTraits, EnquiryRef, MembershipRole, PersonId, StaffRole,
    code::{AssuranceKind, AssuranceOutcome, Channel, ClosingReason, EnquiryTopic, OrganisationType, Signpost, Team},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};
use proptest::{prelude::*, sample::select};

use crate::{
    history::holds,
    people::{nic, northmere, now, person, wychmoor},
};

pub fn people() -> impl Strategy<Value = PersonId> {
    select(vec![person("ada"), person("ben"), person("cy")])
}

pub fn actor() -> impl Strategy<Value = Actor> {
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
        vec![StaffRole::TriageOfficer, StaffRole::IncidentLead],
        vec![StaffRole::CaseOfficer],
        vec![StaffRole::Expert],
        vec![StaffRole::TeamManager],
        vec![StaffRole::Operator],
    ]);
    (people(), kind, roles).prop_map(|(id, kind, roles)| Actor { id, kind, roles, signed_in_at: None })
}

/// From a year before to a year after the tests' day, and the ends of time.
pub fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        20 => (-365_i64..365).prop_map(|days| now() + SignedDuration::from_hours(24 * days)),
        1 => Just(Timestamp::MIN),
        1 => Just(Timestamp::MAX),
    ]
}

pub fn day() -> impl Strategy<Value = Date> {
    select(vec![Date::MIN, date(2026, 1, 1), date(2026, 11, 20), date(2026, 12, 31), Date::MAX])
}

pub fn text() -> impl Strategy<Value = String> {
    select(vec![
        "Words.".to_owned(),
        "We lost a laptop with 943 476 5919 on it.".to_owned(),
        String::new(),
        "x\n".repeat(4001),
    ])
}

pub fn memberships() -> impl Strategy<Value = Vec<Membership>> {
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

fn shown() -> impl Strategy<Value = organisation::Shown> {
    let what = (select(AssuranceKind::ALL), select(AssuranceOutcome::ALL), text(), day(), any::<bool>());
    what.prop_map(|(kind, outcome, reference, valid_to, plan_approved)| organisation::Shown {
        kind,
        reference,
        outcome,
        valid_to,
        plan_approved,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    })
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
        people().prop_map(|person| {
            let contact = Contact { name: "Gus".to_owned(), email: "gus@wychmoor.example".to_owned() };
            Command::Admit { person, contact }
        }),
        (people(), day(), proptest::option::of(day()))
            .prop_map(|(person, from, until)| Command::ConfirmSigningAuthority { person, from, until }),
        (shown(), any::<bool>()).prop_map(|(shown, loaded)| {
            if loaded { Command::LoadAssurance(shown) } else { Command::RecordAssurance(shown) }
        }),
    ];
    let facts = (actor(), time()).prop_map(|(actor, now)| Facts { now, technical_now: now, actor });
    let reached = holds((command, facts), decide, evolve, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "REGISTERED"]);
}

#[test]
fn no_history_of_a_data_set_breaks_it() {
    use dataset::{Command, Facts, State, decide, evolve};
    let id = select(vec!["hes-apc".to_owned(), "HES".to_owned()]);
    let what = (0..3, id, text(), text(), any::<bool>(), 1_u32..4);
    let command = what.prop_map(|(kind, dataset, name, scope, covid_only, edition)| {
        let traits = DataSetTraits { covid_only, ..DataSetTraits::default() };
        let entry = || Box::new(DataSetEntry::of(name.clone(), scope.clone(), traits.clone()));
        match kind {
            0 => Command::Register { dataset, name, scope, traits },
            1 => Command::Load { dataset, entry: entry(), edition },
            _ => Command::Save { dataset, entry: entry() },
        }
    });
    let producer = Actor {
        id: person("pat"),
        kind: ActorKind::Person,
        roles: vec![StaffRole::DataProduction],
        signed_in_at: None,
    };
    let facts = (prop_oneof![3 => actor(), 1 => Just(producer)], time());
    let facts = facts.prop_map(|(actor, now)| Facts { now, technical_now: now, actor });
    let reached = holds((command, facts), decide, evolve, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "LISTED", "REGISTERED"]);
}

#[test]
fn no_history_of_an_enquiry_breaks_it() {
    use enquiry::{Command, Enquirer, Facts, More, Other, State, decide, evolve};
    let raise = (text(), text(), select(Channel::ALL), select(EnquiryTopic::ALL)).prop_map(
        |(name, purpose, channel, topic)| Command::Raise {
            enquiry: EnquiryRef::allot(2026, 1),
            channel,
            topic,
            enquirer: Enquirer { name, email: "ada@northmere.example".to_owned(), organisation: None },
            purpose,
            more: Box::new(More { nic_refs: vec!["NIC-900101".to_owned()], ..More::default() }),
        },
    );
    let convert = (select(vec![northmere(), wychmoor()]), people()).prop_map(|(organisation, lead)| Command::Convert {
        organisation,
        lead,
        nic: nic(),
    });
    let command = prop_oneof![
        2 => raise,
        2 => Just(Command::Triage),
        6 => (select(Team::ALL), proptest::option::of(text())).prop_map(|(team, reason)| Command::Route { team, reason }),
        1 => text().prop_map(|reason| Command::GiveBack { reason }),
        1 => people().prop_map(|to| Command::Assign { to }),
        1 => (1_u32..4).prop_map(|number| Command::Merge { into: EnquiryRef::allot(2026, number) }),
        1 => (1_u32..4).prop_map(|number| Command::TakeIn { other: EnquiryRef::allot(2026, number) }),
        2 => text().prop_map(|text| Command::AddMessage { text }),
        2 => (text(), 0_u32..3).prop_map(|(text, numbers_removed)| Command::AddMail { text, numbers_removed }),
        1 => Just(Command::ConfirmIncident),
        1 => select(NoIncident::ALL).prop_map(|reason| Command::RuleOutIncident { reason }),
        8 => text().prop_map(|text| Command::Ask { text }),
        1 => text().prop_map(|text| Command::Answer { text }),
        4 => (proptest::collection::vec(select(Signpost::ALL), 0..3), proptest::option::of(text()))
            .prop_map(|(to, text)| Command::Signpost { to, text }),
        1 => select(ClosingReason::ALL).prop_map(|reason| Command::Close { reason }),
        1 => (1_u32..4).prop_map(|number| Command::MarkDuplicate { of: EnquiryRef::allot(2026, number) }),
        4 => text().prop_map(|reason| Command::Reopen { reason }),
        4 => convert,
        6 => Just(Command::DatesPassed),
    ];
    let other = select(vec![Other::Unknown, Other::Known, Other::Open, Other::Duplicate]);
    let facts = (actor(), time(), any::<bool>(), memberships(), other).prop_map(
        |(actor, now, organisation_known, lead_memberships, other)| Facts {
            now,
            technical_now: now,
            // Nobody else ever comes by the link.
            is_enquirer: actor.kind == ActorKind::Public && organisation_known,
            actor,
            organisation_known,
            lead_memberships,
            other,
            quoted: Vec::new(),
            goes_on_with: None,
        },
    );
    let reached = holds((command, facts), decide, evolve, State::name);
    let all = [
        "ABSENT",
        "ANSWERED",
        "AWAITING_ENQUIRER",
        "CLOSED",
        "CLOSED_NO_REPLY",
        "CONVERTED",
        "DUPLICATE",
        "NEW",
        "SIGNPOSTED",
        "TRIAGED",
        "WITH_EXPERT",
    ];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}

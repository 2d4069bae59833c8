//! Generated histories of applications: all commands, by anyone, at any time.

use std::collections::BTreeMap;

use dars_intake_domain::{
    Membership,
    application::{AgreementStage, Command, Facts, Judged, Papers, PreliminaryNotes, State, Term, decide, evolve},
};
use dars_messages::facts::{
    intake::ChangeKind,
    review::{CaseStage, ReturnReason, ReviewOutcome},
};
use dars_rules::Context;
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, MembershipRole, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason, Signpost},
    content::{Condition, Owing, SectionName},
};
use jiff::civil::date;
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    application::{accept, both_hold, hash, invite_as},
    histories::{actor, day, memberships, people, text, time},
    history::holds,
    people::{content, nic, northmere, person, signed_in, system},
};

const STAGES: &[CaseStage] = &[
    CaseStage::InReview,
    CaseStage::Clarification,
    CaseStage::Assurance,
    CaseStage::PrecedentRoute,
    CaseStage::PagAdvice,
    CaseStage::AgdAdvice,
    CaseStage::Decision,
];

fn noted(why: String) -> Command {
    let judged = Judged { holds: why.len().is_multiple_of(2), why: Some(Sealed::Open(why)) };
    Command::NotePreliminary(Box::new(PreliminaryNotes { feasible: Some(judged), ..PreliminaryNotes::default() }))
}

/// Those an application goes through, the first most often.
fn version() -> impl Strategy<Value = DocumentVersion> {
    let minor = select(vec![1, 1, 1, 2, 3]);
    minor.prop_map(|minor| DocumentVersion { major: 0, minor })
}

fn issue() -> impl Strategy<Value = DocumentVersion> {
    select(vec![DocumentVersion::FIRST_ISSUE, DocumentVersion { major: 1, minor: 1 }])
}

fn asked_by_people() -> BoxedStrategy<Command> {
    prop_oneof![
        6 => (people(), any::<bool>()).prop_map(|(lead, open)| Command::Open {
            nic: nic(),
            organisation: northmere(),
            lead,
            enquiry: None,
            accepted: (!open).then(both_hold),
            readiness: None,
        }),
        3 => Just(accept()),
        3 => (vec(select(Signpost::ALL), 0..3), text()).prop_map(|(to, reason)| Command::Redirect { to, reason }),
        2 => (option::of(people()), vec(people(), 0..4))
            .prop_map(|(lead, collaborators)| Command::SetPeople { lead, collaborators }),
        10 => proptest::bool::weighted(0.9).prop_map(|whole| {
            let content = if whole { content() } else { ApplicationContent::default() };
            Command::Submit { content: Box::new(content), sha256: "0f".repeat(32) }
        }),
        8 => (1_u32..4, text()).prop_map(|(clarification, text)| Command::Answer { clarification, text }),
        1 => option::of(text()).prop_map(|reason| Command::Withdraw { reason }),
        8 => Just(Command::OpenChange { kind: ChangeKind::Amendment }),
        1 => people().prop_map(|lead| Command::OpenCopy { nic: nic(), organisation: northmere(), lead, of: nic() }),
        2 => text().prop_map(noted),
        1 => (people(), text()).prop_map(|(lead, reason)| Command::HandOver { lead, reason }),
        3 => (0_u128..9, select(vec!["gus@wychmoor.example", "hal@wychmoor.example", "nobody"]), select(vec!["a", "b"]))
            .prop_map(|(number, email, token)| invite_as(number, email, token)),
        1 => (0_u128..9)
            .prop_map(|number| Command::RevokeInvitation { invitation: uuid::Uuid::from_u128(number) }),
        2 => select(vec!["a", "b", "c"])
            .prop_map(|token| Command::AcceptInvitation { token_sha256: hash(token) }),
    ]
    .boxed()
}

fn told_by_review() -> BoxedStrategy<Command> {
    let clarification = (1_u32..4, 1_u32..4);
    prop_oneof![
        2 => version().prop_map(|version| Command::NoteCaseOpened { version }),
        24 => select(STAGES).prop_map(|stage| Command::NoteCaseMoved { stage }),
        1 => version().prop_map(|version| Command::NoteDeferred { version }),
        2 => (version(), vec(select(SectionName::ALL), 0..3))
            .prop_map(|(version, sections)| Command::NoteReturned { version, sections }),
        2 => (version(), text()).prop_map(|(version, text)| {
            let reasons = vec![ReturnReason { section: SectionName::Purpose, text }];
            Command::NoteReturnReasons { version, reasons }
        }),
        2 => (clarification.clone(), text())
            .prop_map(|((clarification, round), text)| Command::NoteClarificationText { clarification, round, text }),
        4 => (clarification, day(), day()).prop_map(|((clarification, round), due, lapses_on)| {
            Command::NoteClarification {
                clarification,
                round,
                section: SectionName::DataSets,
                standard: None,
                severity: ClarificationSeverity::Blocking,
                due,
                lapses_on,
            }
        }),
        2 => (1_u32..4).prop_map(|clarification| Command::NoteResolved { clarification }),
        2 => (version(), option::of(text()), option::of(day())).prop_map(|(version, reasons, due)| {
            let condition = Condition { number: 1, text: "C".to_owned(), due, owing: Owing::Applicant };
            Command::NoteDecisionReasons { version, reasons, conditions: vec![condition] }
        }),
        1 => (select(AdvisoryGroup::ALL), day())
            .prop_map(|(group, meets_on)| Command::NoteAdviceScheduled { group, meets_on }),
        1 => (select(AdvisoryGroup::ALL), select(AdviceOutcome::ALL), day())
            .prop_map(|(group, outcome, met_on)| Command::NoteAdvice { group, outcome, met_on }),
        1 => (select(AdvisoryGroup::ALL), day(), select(AdviceOutcome::ALL), day()).prop_map(
            |(group, was_met_on, outcome, met_on)| Command::NoteAdviceCorrected { group, was_met_on, outcome, met_on }
        ),
        2 => (version(), day())
            .prop_map(|(version, requested_on)| Command::NoteDecisionReviewRequested { version, requested_on }),
        2 => (version(), any::<bool>(), day()).prop_map(|(version, upheld, reviewed_on)| {
            let outcome = if upheld { ReviewOutcome::Upheld } else { ReviewOutcome::SetAside };
            Command::NoteDecisionReviewed { version, outcome, reviewed_on }
        }),
        6 => (version(), any::<bool>(), day()).prop_map(|(version, with_conditions, decided_on)| {
            Command::NoteApproved { version, title: "T".to_owned(), with_conditions, decided_on }
        }),
        3 => (version(), select(RefusalReason::ALL), day())
            .prop_map(|(version, reason, decided_on)| Command::NoteRefused { version, reason, decided_on }),
    ]
    .boxed()
}

fn told_by_others() -> BoxedStrategy<Command> {
    let stages = vec![
        AgreementStage::Draft,
        AgreementStage::IssuedForSignature,
        AgreementStage::Signed,
        AgreementStage::Active,
        AgreementStage::Active,
        AgreementStage::Active,
        AgreementStage::Void,
        AgreementStage::Superseded,
    ];
    let term = Term { start: date(2025, 1, 1), end: date(2028, 12, 31) };
    prop_oneof![
        6 => (issue(), select(stages))
            .prop_map(move |(version, stage)| Command::NoteAgreement { version, stage, term: Some(term) }),
        1 => (issue(), any::<bool>())
            .prop_map(|(version, suspended)| Command::NoteSuspension { version, suspended }),
        1 => Just(Command::Lapse),
    ]
    .boxed()
}

/// Anyone at all, or whoever fits what is asked or told.
fn facts(
    actor: impl Strategy<Value = Actor> + 'static,
    memberships: impl Strategy<Value = Vec<Membership>> + 'static,
) -> BoxedStrategy<Facts> {
    // Silence is long: the draft was saved lately in most cases.
    let saved_on = prop_oneof![3 => Just(Some(date(2027, 11, 20))), 1 => option::of(day())];
    (actor, time(), memberships, crate::histories::memberships(), saved_on)
        .prop_map(|(actor, now, memberships, theirs, draft_saved_on)| Facts {
            now,
            technical_now: now,
            actor,
            memberships,
            people: BTreeMap::from(["ada", "ben", "cy"].map(|name| (person(name), theirs.clone()))),
            rules: Context::default(),
            papers: Papers::Nothing,
            administered: false,
            draft_saved_on,
        })
        .boxed()
}

fn its_people() -> BoxedStrategy<Facts> {
    let held = Membership {
        organisation: northmere(),
        roles: vec![MembershipRole::Lead],
        from: date(2025, 1, 1),
        until: None,
    };
    facts(people().prop_map(|id| Actor { id, ..signed_in("ada", &[]) }), Just(vec![held]))
}

fn officers() -> BoxedStrategy<Facts> {
    facts(Just(signed_in("olu", &[StaffRole::CaseOfficer])), Just(Vec::new()))
}

#[test]
fn no_history_of_an_application_breaks_it() {
    let anything = prop_oneof![4 => asked_by_people(), 3 => told_by_review(), 1 => told_by_others()];
    let step = prop_oneof![
        2 => (anything, facts(actor(), memberships())),
        3 => (asked_by_people(), its_people()),
        1 => (asked_by_people(), officers()),
        4 => (told_by_review(), facts(Just(system()), Just(Vec::new()))),
        2 => (told_by_others(), facts(Just(system()), Just(Vec::new()))),
    ];
    let reached = holds(step, decide, evolve, State::name);
    let all = [
        "ABSENT",
        "AGD_ADVICE",
        "APPROVED",
        "ASSURANCE",
        "CLARIFICATION",
        "DECISION",
        "DRAFT",
        "IN_REVIEW",
        "LAPSED",
        "PAG_ADVICE",
        "PRECEDENT_ROUTE",
        "PRELIM_ASSESSMENT",
        "REDIRECTED",
        "REFUSED",
        "RETURNED_INCOMPLETE",
        "SUBMITTED",
        "WITHDRAWN",
    ];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}

//! An application from its proposal to what others tell of it, and the changes to its agreement.

mod advice;
mod agreement;
mod beginning;
mod change;
mod clarification;
mod copying;
mod decision;
mod decision_review;
mod early_view;
mod hand_over;
mod invitation;
mod lapse;
mod papers;
mod people;
mod permitted;
mod preliminary;
mod review;
mod states;
mod writing;

use dars_intake_domain::{
    Membership,
    application::{
        AgreementStage, Command, EarlyAdvice, Event, Facts, Judged, Judgements, PreliminaryNotes, State, Term,
        ViewGiven, decide, event, evolve,
    },
    organisation::Contact,
};
use dars_messages::{
    facts::{
        intake::ChangeKind,
        review::{CaseStage, ReturnReason, ReviewOutcome},
    },
    requests::intake::Preliminary,
};
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, MembershipRole, Nic, Ready, RefusalKind, Sealed, StaffRole,
    calendar::days_after,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason, Signpost},
    content::{Condition, Owing, SectionName},
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};

use uuid::Uuid;

use crate::people::{content, membership, nic, northmere, now, person, signed_in, system};

pub use states::*;

pub const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
pub const SECOND: DocumentVersion = DocumentVersion { major: 0, minor: 2 };
pub const NOT_FOUND: (RefusalKind, &str) = (RefusalKind::NotFound, "application-unknown");
pub const DRAFTER: (RefusalKind, &str) = (RefusalKind::Forbidden, "lead-or-collaborator-needed");

pub fn by(actor: Actor, memberships: Vec<Membership>) -> Facts {
    Facts { memberships, ..Facts::by(actor, now(), now()) }
}

pub fn told() -> Facts {
    by(system(), Vec::new())
}

/// Ada, who leads it.
pub fn lead() -> Facts {
    by(signed_in("ada", &[]), vec![membership(MembershipRole::Lead)])
}

/// Olu, a case officer of no organisation.
pub fn officer() -> Facts {
    by(signed_in("olu", &[StaffRole::CaseOfficer]), Vec::new())
}

/// Sid of the advisory groups' secretariat, of no organisation.
pub fn secretary() -> Facts {
    by(signed_in("sid", &[StaffRole::Secretariat]), Vec::new())
}

/// The same, so many days later.
pub fn later(facts: Facts, days: i64) -> Facts {
    Facts { now: facts.now + SignedDuration::from_hours(24 * days), ..facts }
}

pub fn open_with(preliminary: Preliminary) -> Command {
    Command::Open {
        nic: nic(),
        organisation: northmere(),
        lead: person("ada"),
        enquiry: None,
        accepted: (preliminary == Preliminary::Accepted).then(both_hold),
        readiness: None,
    }
}

/// Feasible, and the right service.
pub fn both_hold() -> Judgements {
    let holds = || Some(Judged { holds: true, why: None });
    Judgements { feasible: holds(), right_service: holds() }
}

pub fn accept() -> Command {
    Command::Accept(both_hold())
}

pub fn open() -> Command {
    open_with(Preliminary::Accepted)
}

pub fn redirect() -> Command {
    Command::Redirect { to: vec![Signpost::Sde], reason: "The environment has it.".to_owned() }
}

/// Feasible and the right service, and the advisory group's early view wanted.
pub fn note() -> Command {
    let judged = |why: &str| Some(Judged { holds: true, why: Some(Sealed::Open(why.to_owned())) });
    Command::NotePreliminary(Box::new(PreliminaryNotes {
        feasible: judged("The years are held."),
        right_service: judged("It needs records."),
        early_advice: vec![EarlyAdvice {
            group: AdvisoryGroup::Agd,
            why: Sealed::Open("Genes, and parents who mourn.".to_owned()),
        }],
        funding: Some(Ready::Yes),
        budget_seen: Some(false),
        outline: None,
    }))
}

/// What the group thinks so far.
pub fn early_view() -> Command {
    Command::RecordEarlyView(ViewGiven {
        group: AdvisoryGroup::Agd,
        given_on: date(2026, 11, 19),
        advisers: [person("may")].into(),
        text: "Have parents who lost a child on the panel.".to_owned(),
    })
}

pub fn hand_over(lead: &str) -> Command {
    Command::HandOver { lead: person(lead), reason: "Ada has left.".to_owned() }
}

pub const INVITATION: Uuid = Uuid::from_u128(7);

/// What a token comes to.
pub fn hash(token: &str) -> String {
    token.repeat(64).chars().take(64).collect()
}

pub fn invite_as(invitation: u128, email: &str, token: &str) -> Command {
    Command::Invite {
        invitation: Uuid::from_u128(invitation),
        contact: Contact { name: "Gus Marsh".to_owned(), email: email.to_owned() },
        token_sha256: hash(token),
    }
}

pub fn invite() -> Command {
    invite_as(7, "gus@wychmoor.example", "a")
}

pub fn accept_invitation() -> Command {
    Command::AcceptInvitation { token_sha256: hash("a") }
}

pub fn revoke() -> Command {
    Command::RevokeInvitation { invitation: INVITATION }
}

pub fn earlier() -> Nic {
    "DARS-NIC-900102-M2R8D".parse().unwrap()
}

pub fn open_copy() -> Command {
    Command::OpenCopy { nic: nic(), organisation: northmere(), lead: person("ada"), of: earlier() }
}

pub fn submit_with(content: ApplicationContent) -> Command {
    Command::Submit { content: Box::new(content), sha256: "0f".repeat(32) }
}

pub fn submit() -> Command {
    submit_with(content())
}

pub fn answer(clarification: u32) -> Command {
    Command::Answer { clarification, text: "Ten years, since strokes are rare.".to_owned() }
}

pub fn withdraw() -> Command {
    Command::Withdraw { reason: Some("The funding fell through.".to_owned()) }
}

pub fn open_change() -> Command {
    Command::OpenChange { kind: ChangeKind::Amendment }
}

pub fn moved(stage: CaseStage) -> Command {
    Command::NoteCaseMoved { stage }
}

pub fn returned(version: DocumentVersion) -> Command {
    Command::NoteReturned { version, sections: vec![SectionName::Purpose] }
}

pub fn reasons(version: DocumentVersion) -> Command {
    let reason = ReturnReason { section: SectionName::Purpose, text: "Say which years.".to_owned() };
    Command::NoteReturnReasons { version, reasons: vec![reason] }
}

pub fn wording(clarification: u32, round: u32) -> Command {
    Command::NoteClarificationText { clarification, round, text: "Why ten years?".to_owned() }
}

pub fn raised(clarification: u32, round: u32) -> Command {
    Command::NoteClarification {
        clarification,
        round,
        section: SectionName::DataSets,
        standard: Some("3".to_owned()),
        severity: ClarificationSeverity::Blocking,
        due: date(2026, 12, 18),
        lapses_on: days_after(date(2026, 11, 20), 90),
    }
}

/// A question for which the case does not wait.
pub fn raised_beside(clarification: u32) -> Command {
    let Command::NoteClarification { round, section, standard, due, lapses_on, .. } = raised(clarification, 1) else {
        unreachable!()
    };
    let severity = ClarificationSeverity::Advisory;
    Command::NoteClarification { clarification, round, section, standard, severity, due, lapses_on }
}

pub fn resolved(clarification: u32) -> Command {
    Command::NoteResolved { clarification }
}

pub fn approved(version: DocumentVersion) -> Command {
    let title = "Stroke outcomes".to_owned();
    Command::NoteApproved { version, title, with_conditions: false, decided_on: date(2026, 12, 1) }
}

pub fn refused(version: DocumentVersion) -> Command {
    Command::NoteRefused { version, reason: RefusalReason::SolelyCommercial, decided_on: date(2026, 12, 1) }
}

/// It was asked that the decision be looked at again.
pub fn asks_again(version: DocumentVersion, requested_on: Date) -> Command {
    Command::NoteDecisionReviewRequested { version, requested_on }
}

/// It was.
pub fn looked_at(version: DocumentVersion, outcome: ReviewOutcome, reviewed_on: Date) -> Command {
    Command::NoteDecisionReviewed { version, outcome, reviewed_on }
}

/// What a group came to on a day is put right.
pub fn put_right(was_met_on: Date) -> Command {
    let (group, outcome) = (AdvisoryGroup::Pag, AdviceOutcome::NotSupportive);
    Command::NoteAdviceCorrected { group, was_met_on, outcome, met_on: was_met_on }
}

/// The words of an approval with a condition of the applicant's.
pub fn said(version: DocumentVersion, reasons: &str) -> Command {
    let due = Some(date(2027, 3, 1));
    let condition = Condition { number: 1, text: "Finish the plan.".to_owned(), due, owing: Owing::Applicant };
    Command::NoteDecisionReasons { version, reasons: Some(reasons.to_owned()), conditions: vec![condition] }
}

pub fn meets(meets_on: Date) -> Command {
    Command::NoteAdviceScheduled { group: AdvisoryGroup::Pag, meets_on }
}

pub fn advises(met_on: Date) -> Command {
    Command::NoteAdvice { group: AdvisoryGroup::Pag, outcome: AdviceOutcome::Supportive, met_on }
}

pub fn agreement(stage: AgreementStage) -> Command {
    agreement_version(DocumentVersion::FIRST_ISSUE, stage)
}

/// In force, where it is, from the day before the tests' day for a year.
pub fn agreement_version(version: DocumentVersion, stage: AgreementStage) -> Command {
    let term = Term { start: date(2026, 11, 19), end: date(2027, 11, 18) };
    Command::NoteAgreement { version, stage, term: Some(term) }
}

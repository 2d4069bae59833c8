use dars_intake_domain::{
    Membership,
    application::{Command, Event, Facts, State, decide, evolve},
};
use dars_messages::requests::intake::Preliminary;
use dars_tables::Table;
use dars_vocabulary::{Actor, DocumentVersion, MembershipRole, StaffRole};
use jiff::{Timestamp, civil::date};

use super::outcome;
use crate::{
    application::{
        FIRST, SECOND, accept, accept_invitation, advises, after, agreement, agreement_version, answer, approved,
        asked, asks_again, changing, draft, early_view, every_state, hand_over, in_force, invite, inviting, later,
        looked_at, meets, moved, note, noted_no, open_change, open_copy, open_with, preliminary, put_right, raised,
        reasons, redirect, refused, resolved, returned, revoke, said, submit, told, withdraw, wording,
    },
    people::{machine, membership, nic, northmere, now, person, signed_in, system, wychmoor},
};
use dars_intake_domain::application::AgreementStage;
use dars_messages::facts::review::{CaseStage, ReviewOutcome};

/// Every command, and each of its variants that comes to something else.
pub fn commands() -> Vec<(&'static str, Command)> {
    let people = |lead: Option<&str>| Command::SetPeople {
        lead: lead.map(person),
        collaborators: vec![person("ben"), person("cy")],
    };
    let suspension = |suspended| Command::NoteSuspension { version: DocumentVersion::FIRST_ISSUE, suspended };
    vec![
        ("Open (assessment accepted)", open_with(Preliminary::Accepted)),
        ("Open (assessment left open)", open_with(Preliminary::Open)),
        ("Accept", accept()),
        ("Redirect", redirect()),
        ("OpenCopy", open_copy()),
        ("NotePreliminary", note()),
        ("RecordEarlyView", early_view()),
        ("HandOver", hand_over("cy")),
        ("Invite", invite()),
        ("RevokeInvitation", revoke()),
        ("AcceptInvitation", accept_invitation()),
        ("SetPeople", people(None)),
        ("SetPeople (another lead)", people(Some("cy"))),
        ("Submit", submit()),
        ("Answer", answer(1)),
        ("Withdraw", withdraw()),
        ("OpenChange", open_change()),
        ("Lapse", Command::Lapse),
        ("NoteCaseOpened", Command::NoteCaseOpened { version: FIRST }),
        ("NoteCaseMoved (IN_REVIEW)", moved(CaseStage::InReview)),
        ("NoteCaseMoved (CLARIFICATION)", moved(CaseStage::Clarification)),
        ("NoteCaseMoved (ASSURANCE)", moved(CaseStage::Assurance)),
        ("NoteCaseMoved (PRECEDENT_ROUTE)", moved(CaseStage::PrecedentRoute)),
        ("NoteCaseMoved (PAG_ADVICE)", moved(CaseStage::PagAdvice)),
        ("NoteCaseMoved (AGD_ADVICE)", moved(CaseStage::AgdAdvice)),
        ("NoteCaseMoved (DECISION)", moved(CaseStage::Decision)),
        ("NoteDeferred", Command::NoteDeferred { version: FIRST }),
        ("NoteReturned", returned(FIRST)),
        ("NoteReturnReasons", reasons(FIRST)),
        ("NoteClarificationText", wording(2, 1)),
        ("NoteClarification", raised(2, 1)),
        ("NoteResolved", resolved(1)),
        ("NoteAdviceScheduled", meets(date(2026, 12, 3))),
        ("NoteAdvice", advises(date(2026, 12, 3))),
        ("NoteAdviceCorrected", put_right(date(2026, 12, 3))),
        ("NoteDecisionReviewRequested (v0.1)", asks_again(FIRST, date(2026, 12, 9))),
        ("NoteDecisionReviewRequested (v0.2)", asks_again(SECOND, date(2026, 12, 9))),
        ("NoteDecisionReviewed (v0.2)", looked_at(SECOND, ReviewOutcome::SetAside, date(2026, 12, 11))),
        ("NoteDecisionReasons (v0.1)", said(FIRST, "The harm is small.")),
        ("NoteDecisionReasons (v0.2)", said(SECOND, "The harm is small.")),
        ("NoteApproved (v0.1)", approved(FIRST)),
        ("NoteApproved (v0.2)", approved(SECOND)),
        ("NoteRefused (v0.1)", refused(FIRST)),
        ("NoteRefused (v0.2)", refused(SECOND)),
        ("NoteAgreement (PART_SIGNED)", agreement(AgreementStage::PartSigned)),
        ("NoteAgreement (TERMINATED)", agreement(AgreementStage::Terminated)),
        ("NoteSuspension (suspended)", suspension(true)),
        ("NoteSuspension (given back)", suspension(false)),
    ]
}

fn of_northmere(role: MembershipRole) -> Vec<Membership> {
    vec![Membership { until: None, ..membership(role) }]
}

/// Everyone who may ask: Ada leads it, Ben works on it.
pub fn everyone() -> Vec<(&'static str, Actor, Vec<Membership>)> {
    use MembershipRole::{Administrator, Collaborator, IgLead, Lead, Signatory};
    let staff = |role| signed_in("olu", &[role]);
    let elsewhere = vec![Membership { organisation: wychmoor(), ..membership(Lead) }];
    let ended = vec![Membership { until: Some(date(2026, 11, 19)), ..membership(Lead) }];
    let every = [StaffRole::TriageOfficer, StaffRole::CaseOfficer];
    vec![
        ("the public", Actor::public(), Vec::new()),
        ("a machine", machine("client", &every), Vec::new()),
        ("its lead's machine", machine("ada", &[]), of_northmere(Lead)),
        ("the system", system(), Vec::new()),
        ("a stranger", signed_in("eve", &[]), Vec::new()),
        ("a lead of another organisation", signed_in("wen", &[]), elsewhere),
        ("its lead", signed_in("ada", &[]), of_northmere(Lead)),
        ("its lead whose membership ended", signed_in("ada", &[]), ended),
        ("its lead as signatory alone", signed_in("ada", &[]), of_northmere(Signatory)),
        ("its collaborator", signed_in("ben", &[]), of_northmere(Collaborator)),
        ("another lead of its organisation", signed_in("cy", &[]), of_northmere(Lead)),
        ("another collaborator of its organisation", signed_in("dot", &[]), of_northmere(Collaborator)),
        ("its organisation's IG lead", signed_in("ida", &[]), of_northmere(IgLead)),
        ("its organisation's administrator", signed_in("dee", &[]), of_northmere(Administrator)),
        ("its organisation's signatory", signed_in("sam", &[]), of_northmere(Signatory)),
        ("a triage officer", staff(StaffRole::TriageOfficer), Vec::new()),
        ("a case officer", staff(StaffRole::CaseOfficer), Vec::new()),
        ("a case officer of its organisation", staff(StaffRole::CaseOfficer), of_northmere(Signatory)),
        ("its lead who is a case officer", signed_in("ada", &[StaffRole::CaseOfficer]), of_northmere(Lead)),
        ("an approver", staff(StaffRole::Approver), Vec::new()),
        ("the secretariat", staff(StaffRole::Secretariat), Vec::new()),
        ("an operator", staff(StaffRole::Operator), Vec::new()),
    ]
}

/// What facts and dates tell is refused to all alike: these stand for everyone.
const AMONG_THE_REFUSED: &[&str] = &[
    "the public",
    "a machine",
    "the system",
    "a stranger",
    "its lead",
    "its collaborator",
    "a case officer",
    "an approver",
    "an operator",
];

/// Each state as Ada and Ben share it, and when it is asked; some more than once, where that makes a difference.
pub fn states() -> Vec<(String, State, Timestamp)> {
    let each = every_state().into_iter().map(|state| (state.name().to_owned(), state, now()));
    let late = later(told(), 100).now;
    let more = [
        ("DRAFT (too long)", draft(), late),
        ("PRELIM_ASSESSMENT (noted no)", noted_no(), now()),
        ("PRELIM_ASSESSMENT (early view wanted)", after(preliminary(), &[note()]), now()),
        ("DRAFT (with an invitation)", inviting(), now()),
        ("DRAFT (with an invitation, too long ago)", inviting(), later(told(), 15).now),
        ("CLARIFICATION (too long)", asked(), late),
        ("CLARIFICATION (answered)", after(asked(), &[answer(1)]), now()),
        ("APPROVED (in force)", in_force(), now()),
        ("DRAFT (of a change)", changing(), now()),
        ("DRAFT (of a change, too long)", changing(), late),
        ("SUBMITTED (a change)", after(changing(), &[submit()]), now()),
        ("APPROVED (a change refused)", after(changing(), &[submit(), refused(SECOND)]), now()),
        (
            "APPROVED (a refused change looked at again)",
            after(changing(), &[submit(), refused(SECOND), asks_again(SECOND, date(2026, 12, 9))]),
            now(),
        ),
        (
            "APPROVED (next version under way)",
            after(in_force(), &[agreement_version(DocumentVersion { major: 1, minor: 1 }, AgreementStage::Draft)]),
            now(),
        ),
    ];
    each.chain(more.map(|(name, state, at)| (name.to_owned(), state, at)))
        .map(|(name, state, at)| (name, with_ben(state), at))
        .collect()
}

fn with_ben(state: State) -> State {
    let (lead, collaborators) = (person("ada"), vec![person("ben")]);
    let set = Event::PeopleSet { nic: nic(), organisation: northmere(), lead, collaborators };
    evolve(state.clone(), &set).unwrap_or(state)
}

#[test]
fn the_table_of_application_is_as_committed() {
    let people: std::collections::BTreeMap<_, _> = everyone()
        .into_iter()
        .filter(|(who, ..)| ["its lead", "its collaborator", "another lead of its organisation"].contains(who))
        .map(|(_, actor, memberships)| (actor.id, memberships))
        .collect();
    let mut table = Table::of("application");
    for (command_name, command) in commands() {
        let told_by_system =
            command == Command::Lapse || (command_name.starts_with("Note") && command_name != "NotePreliminary");
        for (state_name, state, at) in states() {
            for (who, actor, memberships) in everyone() {
                if told_by_system && !AMONG_THE_REFUSED.contains(&who) {
                    continue;
                }
                let facts = Facts { memberships, people: people.clone(), ..Facts::by(actor, at, at) };
                let decided = decide(&state, command.clone(), &facts);
                let cell = outcome(&state, decided, evolve, Event::name, State::name);
                table.cell(&state_name, command_name, who, cell);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/application.md");
}

//! The whole table of the case: every state, every command, whoever asks.

use dars_messages::requests::review::{Specialism, StandardOutcome};
use dars_review_domain::case::{Command, Event, Facts, State, decide, evolve};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{
    Actor, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, CommercialUse},
};
use jiff::SignedDuration;

use crate::work_people::{
    ask, ask_again, ask_review, assess, bea, checked, complete, correct_advice, correct_answer, correct_standard,
    hand_over, incomplete, lea, note, partly_assessed, reply, review_asked, set_aside, sue, uphold, was_set_aside,
    was_upheld, withdraw_check, withdraw_question, withdraw_return,
};
use crate::{
    changes::{quick_check, simple},
    people::{
        FIRST, SECOND, accept, advised, advised_by, after, all_answered, ann, answer, answered, approve,
        approve_because, approve_with_conditions, asked, assign, before, before_approver, before_approver_with,
        content, defer, gp_in_assurance, in_assurance, intake, lapsed, machine, mia, no_advice, northmere, now, olu,
        open, opened, outcome, pat, raise, raise_beside, ready, refuse, refuse_against_advice, reject, schedule,
        scheduled, send_back, sent_back, sid, signed_in, taken, to, withdrawn,
    },
    precedents::{
        approved, kim, offering, on_precedent_route, precedent_holds, rests_on_precedent, routine, to_precedent,
    },
};

const AGD: AdvisoryGroup = AdvisoryGroup::Agd;
const PAG: AdvisoryGroup = AdvisoryGroup::Pag;

pub fn states() -> Vec<(&'static str, State)> {
    let supportive = AdviceOutcome::Supportive;
    let against = AdviceOutcome::NotSupportive;
    let v17 = Sealed::Open(content(&[CommercialUse::Targeting], true));
    vec![
        ("ABSENT", State::Absent),
        ("IN_REVIEW, nobody's", opened()),
        ("IN_REVIEW", taken()),
        ("IN_REVIEW, submitted again", after(sent_back(), &[(open(SECOND), intake())])),
        ("RETURNED_INCOMPLETE", sent_back()),
        ("CLARIFICATION, asked in review", asked()),
        ("CLARIFICATION, all answered", all_answered()),
        ("CLARIFICATION, all but 1 settled", after(all_answered(), &[(accept(2), olu())])),
        ("CLARIFICATION, PAG's stage, meeting listed", after(scheduled(PAG), &[(raise(), olu())])),
        ("CLARIFICATION, deferred", after(before_approver(), &[(defer(), ann())])),
        ("ASSURANCE", in_assurance()),
        (
            "ASSURANCE, advisory 1 answered",
            after(in_assurance(), &[(raise_beside(), olu()), (answered(1, 1), intake())]),
        ),
        ("ASSURANCE, GP data", gp_in_assurance()),
        ("ASSURANCE, fits the precedent", routine()),
        ("PRECEDENT_ROUTE", on_precedent_route()),
        ("PAG_ADVICE, no meeting", before(PAG)),
        ("PAG_ADVICE, meeting listed", scheduled(PAG)),
        ("PAG_ADVICE, put off", advised_by(PAG, AdviceOutcome::Deferred)),
        ("PAG_ADVICE, advised", advised_by(PAG, supportive)),
        ("AGD_ADVICE, no meeting", before(AGD)),
        ("AGD_ADVICE, meeting listed", scheduled(AGD)),
        ("AGD_ADVICE, advised", advised_by(AGD, supportive)),
        ("AGD_ADVICE, GP data, PAG not asked", after(gp_in_assurance(), &[(to(AGD), olu())])),
        ("DECISION", before_approver()),
        ("DECISION, rests on a precedent", rests_on_precedent()),
        ("DECISION, advised", after(advised_by(PAG, supportive), &[(advised(), olu())])),
        ("DECISION, advised against", after(advised_by(AGD, against), &[(advised(), olu())])),
        ("DECISION, V17", before_approver_with(v17)),
        ("DECISION, redacted", before_approver_with(Sealed::Redacted("00".to_owned()))),
        ("APPROVED", after(before_approver(), &[(approve(), ann())])),
        ("APPROVED_WITH_CONDITIONS", after(before_approver(), &[(approve_with_conditions(), ann())])),
        ("REFUSED", after(before_approver(), &[(refuse(), ann())])),
        ("WITHDRAWN", after(taken(), &[(withdrawn(), intake())])),
        ("LAPSED", after(asked(), &[(lapsed(), intake())])),
        ("IN_REVIEW, found incomplete", after(taken(), &[(incomplete(), olu())])),
        ("ASSURANCE, security asked", checked(in_assurance())),
        ("ASSURANCE, security answered", after(checked(in_assurance()), &[(reply(1), sue())])),
        (
            "ASSURANCE, 1 and 2 settled",
            after(all_answered(), &[(accept(1), olu()), (accept(2), olu()), (ready(), olu())]),
        ),
        ("ASSURANCE, 2a not met, 3 met", partly_assessed(in_assurance())),
        ("DECISION, advisory 1 open", after(in_assurance(), &[(raise_beside(), olu()), (no_advice(), olu())])),
        ("DECISION, 2a not met", after(partly_assessed(in_assurance()), &[(no_advice(), olu())])),
        ("IN_REVIEW, a simple amendment", simple()),
        ("REFUSED, review asked for", review_asked()),
        ("REFUSED, upheld", was_upheld()),
        ("DECISION, set aside", was_set_aside()),
    ]
}

/// Commands by name; what it does to whom depends on who asks where one takes a case.
pub fn commands(who: &Actor) -> Vec<(&'static str, Command)> {
    let supportive = AdviceOutcome::Supportive;
    vec![
        ("Open, the first version", open(FIRST)),
        ("Open, a third version", open(dars_vocabulary::DocumentVersion { major: 0, minor: 3 })),
        ("Assign, to oneself", assign(who)),
        ("Assign, to Pat", assign(&pat())),
        ("Return", send_back()),
        ("Raise", raise()),
        ("Raise, advisory", raise_beside()),
        ("Resolve 1, accept", accept(1)),
        ("Resolve 1, reject", reject(1)),
        ("Resolve 2, accept", accept(2)),
        ("HearAnswer 1", answer(1, 1)),
        ("HearAnswered 1", answered(1, 1)),
        ("HearWithdrawn", withdrawn()),
        ("HearLapsed", lapsed()),
        ("Assess, ready", ready()),
        ("Assess, quick check", quick_check()),
        ("Assess, no advice needed", no_advice()),
        ("Assess, to the precedent", to_precedent()),
        ("Assess, the precedent holds", precedent_holds()),
        ("Assess, to PAG", to(PAG)),
        ("Assess, to AGD", to(AGD)),
        ("Assess, advised", advised()),
        ("Advise, schedule PAG", schedule(PAG)),
        ("Advise, schedule AGD", schedule(AGD)),
        ("Advise, PAG's outcome", outcome(PAG, supportive)),
        ("Advise, AGD's outcome", outcome(AGD, supportive)),
        ("Decide, approve", approve()),
        ("Decide, approve with reasons", approve_because("The harm is small.")),
        ("Decide, approve with conditions", approve_with_conditions()),
        ("Decide, defer", defer()),
        ("Decide, refuse", refuse()),
        ("Decide, refuse against advice", refuse_against_advice("The advice did not look at it.")),
        ("HandOver, to Pat", hand_over(&pat())),
        ("CheckCompleteness, complete", complete()),
        ("CheckCompleteness, incomplete", incomplete()),
        ("AssessStandard, 2a met", assess("2a", StandardOutcome::Met)),
        ("AssessStandard, 3 met", assess("3", StandardOutcome::Met)),
        ("RequestCheck, of security", ask(Specialism::Security)),
        ("RequestCheck, of finance", ask(Specialism::Finance)),
        ("AnswerCheck 1", reply(1)),
        ("AddNote", note()),
        ("RequestReview", ask_review()),
        ("ReviewDecision, uphold", uphold()),
        ("ReviewDecision, set aside", set_aside()),
        ("Correct, 2a met", correct_standard("2a", StandardOutcome::Met)),
        ("Correct, advice 1", correct_advice(1, supportive)),
        ("Correct, clarification 1 withdrawn", withdraw_question(1)),
        ("Correct, clarification 2 withdrawn", withdraw_question(2)),
        ("Correct, check 1 withdrawn", withdraw_check(1)),
        ("Correct, check 1 answered otherwise", correct_answer(1)),
        ("Correct, clarification 1 asked again", ask_again(1)),
        ("Correct, return withdrawn", withdraw_return()),
    ]
}

/// Who asks; after a plus what else they are: the officer of this very case, a member of the applicant organisation …
pub fn askers() -> Vec<(&'static str, Facts)> {
    let everything = [StaffRole::CaseOfficer, StaffRole::TeamManager, StaffRole::Secretariat, StaffRole::Approver];
    let approver_too = |name: &str| signed_in(name, &[StaffRole::Approver]);
    let stale = Actor { signed_in_at: Some(now() - SignedDuration::from_mins(6)), ..ann() };
    let people = [
        ("public", Actor::public()),
        ("machine", machine(signed_in("robot", &everything))),
        ("system", intake()),
        ("stranger", signed_in("stranger", &[])),
        ("operator", signed_in("opal", &[StaffRole::Operator])),
        ("expert", signed_in("eve", &[StaffRole::Expert])),
        ("officer", olu()),
        ("other officer", pat()),
        ("manager", mia()),
        ("secretariat", sid()),
        ("approver", ann()),
        ("approver+officer", approver_too("olu")),
        ("approver+adviser", approver_too("ivy")),
        ("approver+recorder", approver_too("sid")),
        ("approver+stale", stale),
        ("approver+maker of the precedent", kim()),
        ("another approver", bea()),
        ("security", sue()),
    ];
    let mut askers: Vec<(&'static str, Facts)> =
        people.into_iter().map(|(who, actor)| (who, offering(&approved(), actor))).collect();
    for (who, actor) in [
        ("member", signed_in("sam", &[])),
        ("officer+member", olu()),
        ("secretariat+member", sid()),
        ("approver+member", ann()),
    ] {
        askers.push((who, Facts { organisations: vec![northmere()], ..offering(&approved(), actor) }));
    }
    askers.push(("cover", Facts { covers: vec![olu().id], ..offering(&approved(), pat()) }));
    askers.push(("lead", lea()));
    askers.push((
        "lead elsewhere",
        Facts { leads: vec!["RX1".parse().unwrap()], ..offering(&approved(), signed_in("eli", &[])) },
    ));
    askers
}

#[test]
fn the_table_of_the_case_is_as_committed() {
    let mut table = Table::of("case");
    for (who, facts) in askers() {
        for (what, command) in commands(&facts.actor) {
            for (stage, state) in states() {
                table.cell(stage, what, who, outcome_of(&state, command.clone(), &facts));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/case.md");
}

fn outcome_of(state: &State, command: Command, facts: &Facts) -> Outcome {
    match decide(state, command, facts) {
        Err(refusal) => Outcome::Refused(crate::people::code_of(&refusal)),
        Ok(events) if events.is_empty() => Outcome::Nothing,
        Ok(events) => {
            let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
            Outcome::Done { events: events.iter().map(Event::name).collect(), into: into.name().to_owned() }
        }
    }
}

//! The must-not list of domain.md §3 for the work on a case, beside moving it: one test per line, written from that list.

use dars_messages::requests::review::{Specialism, StandardOutcome};
use dars_review_domain::case::{Command, Facts, State, decide};
use dars_vocabulary::{
    Actor, ActorKind, RefusalKind, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
};

use crate::{
    people::{
        advised, advised_by, after, ann, approve, assign, by, defer, every_state, in_assurance, machine, mia, no,
        no_advice, northmere, olu, opened, pat, ready, refuse, sid, signed_in, taken,
    },
    work_people::{
        ask, ask_review, assess, bea, checked, complete, correct_advice, covering, each, hand_over, lea, refused,
        reply, review_asked, set_aside, sue, then, uphold, was_set_aside,
    },
};

const FORBIDDEN: RefusalKind = RefusalKind::Forbidden;

/// `name` may decide nothing about this case, nor look at its decision again.
fn never_decides(state: &State, name: &str, code: &'static str) {
    let who = || signed_in(name, &[StaffRole::Approver]);
    for word in [approve(), defer(), refuse()] {
        assert_eq!(no(decide(state, word, &by(who()))), (FORBIDDEN, code), "{name}");
    }
    let refused = after(state.clone(), &[(refuse(), ann())]);
    let asked = then(refused, &[(ask_review(), lea())]);
    for word in [uphold(), set_aside()] {
        assert_eq!(no(decide(&asked, word, &by(who()))), (FORBIDDEN, code), "{name}");
    }
}

#[test]
fn approve_a_version_one_was_case_officer_of_before_it_was_handed_over() {
    let handed_over = after(taken(), &[(hand_over(&pat()), mia()), (ready(), pat()), (no_advice(), pat())]);
    never_decides(&handed_over, "olu", "approver-was-case-officer");
    never_decides(&handed_over, "pat", "approver-was-case-officer");
}

#[test]
fn approve_a_version_one_covered() {
    // One step alone, while its officer was away.
    let covered = then(taken(), &[(complete(), covering())]);
    let state = after(covered, &[(ready(), olu()), (no_advice(), olu())]);
    never_decides(&state, "pat", "approver-was-case-officer");
}

#[test]
fn approve_a_version_one_assessed_a_standard_of() {
    let assessed = after(taken(), &[(assess("2a", StandardOutcome::Met), sue()), (ready(), olu())]);
    never_decides(&after(assessed, &[(no_advice(), olu())]), "sue", "approver-was-case-officer");
}

#[test]
fn approve_a_version_one_checked_as_a_specialist() {
    let answered = after(checked(in_assurance()), &[(reply(1), sue()), (no_advice(), olu())]);
    never_decides(&answered, "sue", "approver-was-adviser");
}

#[test]
fn approve_a_version_one_advised_on_even_where_that_was_recorded_in_error() {
    let said = advised_by(AdvisoryGroup::Agd, AdviceOutcome::Supportive);
    let put_right = after(said, &[(correct_advice(1, AdviceOutcome::NotSupportive), sid()), (advised(), olu())]);
    for name in ["ivy", "jo", "sid"] {
        never_decides(&put_right, name, "approver-was-adviser");
    }
}

#[test]
fn look_at_ones_own_decision_again() {
    for word in [uphold(), set_aside()] {
        assert_eq!(no(decide(&review_asked(), word.clone(), &by(ann()))), (FORBIDDEN, "approver-decided"));
        assert!(decide(&review_asked(), word, &by(bea())).is_ok());
    }
    // Nor decide again what was set aside, now or after it was refused once more.
    for word in [approve(), defer(), refuse()] {
        assert_eq!(no(decide(&was_set_aside(), word.clone(), &by(ann()))), (FORBIDDEN, "approver-decided"));
        assert!(decide(&was_set_aside(), word, &by(bea())).is_ok());
    }
    let once_more = then(after(was_set_aside(), &[(refuse(), bea())]), &[(ask_review(), lea())]);
    for actor in [ann(), bea()] {
        assert_eq!(no(decide(&once_more, uphold(), &by(actor))), (FORBIDDEN, "approver-decided"));
    }
}

#[test]
fn answer_as_a_specialist_what_one_asked_as_an_officer() {
    let both = signed_in("olu", &[StaffRole::CaseOfficer, StaffRole::SecurityReviewer]);
    assert_eq!(no(decide(&checked(taken()), reply(1), &by(both))), (FORBIDDEN, "own-check"));
}

#[test]
fn work_on_ones_own_organisations_request() {
    for (state, command, facts) in each() {
        assert!(decide(&state, command.clone(), &facts).is_ok_and(|events| !events.is_empty()), "{command:?}");
        let member = Facts { organisations: vec![northmere()], ..facts };
        // Who hands over to someone else does not work on it.
        if matches!(command, Command::HandOver { .. }) {
            let to_themself = hand_over(&mia());
            assert_eq!(no(decide(&state, to_themself, &member)), (FORBIDDEN, "own-organisation"));
        } else {
            assert_eq!(no(decide(&state, command.clone(), &member)), (FORBIDDEN, "own-organisation"), "{command:?}");
        }
    }
}

#[test]
fn act_after_ones_role_ended() {
    for (state, command, facts) in each() {
        let name = |roles: &[StaffRole]| Actor { roles: roles.to_vec(), ..facts.actor.clone() };
        let nobody = Facts { actor: name(&[]), ..facts.clone() };
        assert_eq!(no(decide(&state, command.clone(), &nobody)), (RefusalKind::NotFound, "case-unknown"));
        let elsewhere = Facts { actor: name(&[StaffRole::Expert]), ..facts.clone() };
        assert_eq!(no(decide(&state, command.clone(), &elsewhere)), (FORBIDDEN, "role-needed"), "{command:?}");
    }
    // A lead whose membership ended, or who is something else there now.
    let was_lead = Facts { leads: Vec::new(), ..lea() };
    assert_eq!(no(decide(&refused(), ask_review(), &was_lead)), (RefusalKind::NotFound, "case-unknown"));
    // Who covered, once the officer is back.
    let back = by(pat());
    assert_eq!(no(decide(&taken(), complete(), &back)), (FORBIDDEN, "not-the-case-officer"));
}

#[test]
fn see_another_organisations_case() {
    let elsewhere = Facts { leads: vec!["RX1".parse().unwrap()], ..by(signed_in("eli", &[])) };
    assert_eq!(no(decide(&refused(), ask_review(), &elsewhere)), (RefusalKind::NotFound, "case-unknown"));
    assert_eq!(no(decide(&State::Absent, ask_review(), &lea())), (RefusalKind::NotFound, "case-unknown"));
}

#[test]
fn do_any_of_these_with_a_machines_token() {
    let mut commands: Vec<Command> = each().into_iter().map(|(_, command, _)| command).collect();
    commands.push(ask_review());
    commands.push(ask(Specialism::Finance));
    let everything = [StaffRole::CaseOfficer, StaffRole::TeamManager, StaffRole::Approver, StaffRole::SecurityReviewer];
    for state in every_state() {
        for command in &commands {
            let robot = machine(signed_in("olu", &everything));
            for kind in [ActorKind::Machine, ActorKind::System] {
                let actor = Actor { kind, ..robot.clone() };
                let facts = Facts { leads: vec![northmere()], ..by(actor) };
                assert_eq!(no(decide(&state, command.clone(), &facts)), (FORBIDDEN, "person-needed"), "{command:?}");
            }
            assert_eq!(no(decide(&state, command.clone(), &by(Actor::public()))).0, RefusalKind::SignInNeeded);
        }
    }
}

#[test]
fn hand_over_what_one_does_not_manage() {
    for actor in [olu(), pat(), ann(), sid(), sue()] {
        assert_eq!(no(decide(&taken(), hand_over(&pat()), &by(actor))), (FORBIDDEN, "role-needed"));
    }
    assert_eq!(no(decide(&opened(), hand_over(&pat()), &by(mia()))).1, "case-not-assigned");
    assert!(decide(&opened(), assign(&pat()), &by(mia())).is_ok());
}

//! The must-not list of domain.md §3, as far as it concerns a case: one test per line, written from that list.

use dars_review_domain::case::{Command, Facts, State, decide};
use dars_vocabulary::{
    Actor, RefusalKind, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
};

use crate::people::{
    SECOND, accept, advised, advised_by, after, all_answered, ann, approve, approve_with_conditions, assign, before,
    before_approver, by, defer, every_state, intake, machine, mia, no, no_advice, northmere, olu, open, opened,
    outcome, pat, raise, ready, refuse, reject, schedule, scheduled, send_back, sid, signed_in, taken, to,
};

const FORBIDDEN: RefusalKind = RefusalKind::Forbidden;

/// The same person with the claims of an approver as well.
fn also_approver(name: &str) -> Actor {
    signed_in(name, &[StaffRole::CaseOfficer, StaffRole::Secretariat, StaffRole::Approver])
}

fn words() -> [Command; 4] {
    [approve(), approve_with_conditions(), defer(), refuse()]
}

/// `name` may decide nothing, now and in the version after this one, whoever has the case then.
fn never_decides(state: &State, name: &str, code: &'static str) {
    let later = [(open(SECOND), intake()), (assign(&pat()), mia()), (ready(), pat()), (no_advice(), pat())];
    for state in [state.clone(), after(state.clone(), &later)] {
        for word in words() {
            assert_eq!(no(decide(&state, word.clone(), &by(also_approver(name)))), (FORBIDDEN, code), "{name}");
        }
    }
}

#[test]
fn approve_a_version_one_was_case_officer_of_ever() {
    never_decides(&before_approver(), "olu", "approver-was-case-officer");
    // Held for a moment, handed over, and neither assessed nor asked anything.
    let held = after(opened(), &[(assign(&olu()), olu()), (assign(&pat()), mia())]);
    let decided_by_others = after(held, &[(ready(), pat()), (no_advice(), pat())]);
    never_decides(&decided_by_others, "olu", "approver-was-case-officer");
    // Officer of a version that was sent back.
    let again = after(taken(), &[(send_back(), olu()), (open(SECOND), intake()), (assign(&pat()), mia())]);
    let state = after(again, &[(ready(), pat()), (no_advice(), pat())]);
    for word in words() {
        let refused = no(decide(&state, word, &by(also_approver("olu"))));
        assert_eq!(refused, (FORBIDDEN, "approver-was-case-officer"));
    }
}

#[test]
fn approve_a_version_one_was_assessor_of_ever() {
    let assessed = after(before(AdvisoryGroup::Pag), &[(assign(&pat()), mia())]);
    let advised = after(
        assessed,
        &[
            (schedule(AdvisoryGroup::Pag), sid()),
            (outcome(AdvisoryGroup::Pag, AdviceOutcome::Supportive), sid()),
            (advised(), pat()),
        ],
    );
    assert!(advised.case().unwrap().assessors.contains(&olu().id));
    never_decides(&advised, "olu", "approver-was-case-officer");
    never_decides(&advised, "pat", "approver-was-case-officer");
}

#[test]
fn approve_a_version_one_was_adviser_of_ever() {
    for group in [AdvisoryGroup::Pag, AdvisoryGroup::Agd] {
        let state = after(advised_by(group, AdviceOutcome::Supportive), &[(advised(), olu())]);
        never_decides(&state, "ivy", "approver-was-adviser");
        // Who wrote the advice down neither.
        never_decides(&state, "sid", "approver-was-adviser");
        assert!(decide(&state, approve(), &by(ann())).is_ok());
    }
    // Not even where the group only put its advice off.
    let put_off = advised_by(AdvisoryGroup::Pag, AdviceOutcome::Deferred);
    let steps = [
        (schedule(AdvisoryGroup::Pag), sid()),
        (outcome(AdvisoryGroup::Pag, AdviceOutcome::Supportive), sid()),
        (advised(), olu()),
    ];
    never_decides(&after(put_off, &steps), "ivy", "approver-was-adviser");
}

#[test]
fn review_ones_own_organisations_request() {
    let member = |actor: Actor| Facts { organisations: vec![northmere()], ..by(actor) };
    let pag = AdvisoryGroup::Pag;
    for (state, command, actor) in [
        (opened(), assign(&olu()), olu()),
        (opened(), assign(&mia()), mia()),
        (taken(), ready(), olu()),
        (taken(), send_back(), olu()),
        (taken(), raise(), olu()),
        (all_answered(), accept(1), olu()),
        (all_answered(), reject(1), olu()),
        (crate::people::in_assurance(), to(pag), olu()),
        (before(pag), schedule(pag), sid()),
        (scheduled(pag), outcome(pag, AdviceOutcome::Supportive), sid()),
        (before_approver(), approve(), ann()),
        (before_approver(), approve_with_conditions(), ann()),
        (before_approver(), defer(), ann()),
        (before_approver(), refuse(), ann()),
    ] {
        assert!(decide(&state, command.clone(), &by(actor.clone())).is_ok(), "{command:?}");
        assert_eq!(no(decide(&state, command, &member(actor))), (FORBIDDEN, "own-organisation"));
    }
}

#[test]
fn act_after_ones_role_ended() {
    // The claims of today's sign-in count, not those of the day on which one took the case.
    let pag = AdvisoryGroup::Pag;
    for (state, command, name) in [
        (taken(), ready(), "olu"),
        (taken(), raise(), "olu"),
        (taken(), send_back(), "olu"),
        (all_answered(), accept(1), "olu"),
        (before(pag), schedule(pag), "sid"),
        (before_approver(), approve(), "ann"),
    ] {
        let nobody = signed_in(name, &[]);
        assert_eq!(no(decide(&state, command.clone(), &by(nobody))), (RefusalKind::NotFound, "case-unknown"));
        let elsewhere = signed_in(name, &[StaffRole::Expert]);
        assert_eq!(no(decide(&state, command, &by(elsewhere))), (FORBIDDEN, "role-needed"));
    }
}

#[test]
fn do_any_of_these_with_a_machines_token() {
    let pag = AdvisoryGroup::Pag;
    let commands = [
        assign(&olu()),
        ready(),
        no_advice(),
        to(pag),
        advised(),
        send_back(),
        raise(),
        accept(1),
        reject(1),
        schedule(pag),
        outcome(pag, AdviceOutcome::Supportive),
        approve(),
        approve_with_conditions(),
        defer(),
        refuse(),
    ];
    for state in every_state() {
        for command in &commands {
            for who in [machine(also_approver("kim")), machine(mia()), intake()] {
                assert_eq!(no(decide(&state, command.clone(), &by(who))), (FORBIDDEN, "person-needed"));
            }
        }
    }
}

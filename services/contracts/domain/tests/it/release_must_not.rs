//! The must-not list of domain.md §3, as far as it concerns releases: written from that list.

use dars_contracts_domain::release::{Command, Refusal, State, decide};
use dars_vocabulary::{Actor, ActorKind, RefusalKind, Refuse};

use super::{releases::*, world::actor};

#[test]
fn nobody_checks_a_release_they_produced() {
    for state in [planned(), held_unchecked()] {
        let refusal = decide(&state, Command::Check, &facts(maker(), open_gate())).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("checks-own-release", RefusalKind::Forbidden));
    }
}

#[test]
fn nobody_lets_a_release_out_that_only_they_have_seen() {
    let held = then(&planned(), Command::Make, maker(), open_gate());
    assert_eq!(held.name(), "HELD");
}

#[test]
fn nobody_does_any_of_it_with_a_machines_token() {
    for kind in [ActorKind::Machine, ActorKind::System] {
        let machine = |person: Actor| facts(Actor { kind, ..person }, open_gate());
        for (state, command, who) in [
            (State::Absent, plan(), maker()),
            (planned(), Command::Check, checker()),
            (checked(), Command::Make, maker()),
            (released(), Command::Acknowledge, actor("lead", &[])),
        ] {
            let refusal = decide(&state, command, &machine(who)).unwrap_err();
            assert_eq!((refusal.code(), refusal.kind()), ("person-needed", RefusalKind::Forbidden));
        }
    }
}

#[test]
fn nobody_acts_after_their_role_ended() {
    let former = facts(actor("former-lead", &[]), open_gate());
    assert_eq!(decide(&released(), Command::Acknowledge, &former), Err(Refusal::NotFound));
}

#[test]
fn a_stranger_does_not_learn_that_a_release_or_its_agreement_exists() {
    let stranger = || facts(actor("stranger", &[]), open_gate());
    for command in [Command::Check, Command::Make, Command::Acknowledge] {
        assert_eq!(decide(&released(), command.clone(), &stranger()), Err(Refusal::NotFound));
        assert_eq!(decide(&State::Absent, command, &stranger()), Err(Refusal::NotFound));
    }
    assert_eq!(decide(&State::Absent, plan(), &stranger()), Err(Refusal::AgreementNotFound));
}

//! The must-not list of domain.md §3, as far as it concerns framework contracts and service agreements: written from
//! that list.

use dars_contracts_domain::{framework_contract as fc, service_agreement as sa};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, ActorKind, RefusalKind, Refuse, StaffRole};
use jiff::civil::date;

use super::{
    papers::*,
    world::{BODY, actor},
};

#[test]
fn nobody_signs_a_framework_contract_for_both_sides() {
    let facts = framework_facts(everywhere(), TODAY);
    for (first, second) in [(Side::Organisation, Side::Body), (Side::Body, Side::Organisation)] {
        let part = after(&issued(FROM, TO), sign(first), everywhere(), TODAY);
        let refusal = fc::decide(&part, sign(second), &facts).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("signs-for-both-sides", RefusalKind::Forbidden));
    }
}

#[test]
fn nobody_signs_a_service_agreement_for_both_sides() {
    let facts = service_facts(everywhere(), TODAY);
    for (first, second) in [(Side::Organisation, Side::Body), (Side::Body, Side::Organisation)] {
        let part = then(&service_ordered(), sign_service(first), everywhere(), TODAY);
        let refusal = sa::decide(&part, sign_service(second), &facts).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("signs-for-both-sides", RefusalKind::Forbidden));
    }
}

#[test]
fn nobody_signs_by_membership_by_role_or_by_another_persons_authority() {
    let by_membership = framework_facts(actor("lead", &[]), TODAY);
    assert_eq!(
        fc::decide(&issued(FROM, TO), sign(Side::Organisation), &by_membership),
        Err(fc::Refusal::AuthorityNotConfirmed)
    );
    let by_role = framework_facts(actor("new", &[StaffRole::BodySignatory]), TODAY);
    assert_eq!(fc::decide(&issued(FROM, TO), sign(Side::Body), &by_role), Err(fc::Refusal::AuthorityNotConfirmed));
    let mut borrowed = framework_facts(actor("lead", &[]), TODAY);
    borrowed.authorities = framework_facts(signatory(), TODAY).authorities;
    assert_eq!(
        fc::decide(&issued(FROM, TO), sign(Side::Organisation), &borrowed),
        Err(fc::Refusal::AuthorityNotConfirmed)
    );
    let mut without_role = service_facts(actor("approver", &[StaffRole::Approver]), TODAY);
    without_role.authorities = vec![mandate("approver", BODY, &[], None)];
    assert_eq!(
        sa::decide(&service_ordered(), sign_service(Side::Body), &without_role),
        Err(sa::Refusal::BodySignatoryNeeded)
    );
}

#[test]
fn nobody_sees_another_organisations_contracts_and_services() {
    let stranger = actor("stranger", &[]);
    let refusal = fc::decide(&issued(FROM, TO), terminate(), &framework_facts(stranger.clone(), TODAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("framework-contract-not-found", RefusalKind::NotFound));
    let refusal = sa::decide(&service_quoted(), sa::Command::Order, &service_facts(stranger, TODAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("service-agreement-not-found", RefusalKind::NotFound));
}

#[test]
fn nobody_acts_after_their_role_ended() {
    let former = || actor("former-lead", &[]);
    let asks = |day| fc::decide(&fc::State::Absent, ask(), &framework_facts(former(), day));
    let last_day = TODAY.yesterday().unwrap();
    assert!(asks(last_day).is_ok());
    assert_eq!(asks(TODAY), Err(fc::Refusal::NotAMember));
    let orders = |day| sa::decide(&service_quoted(), sa::Command::Order, &service_facts(former(), day));
    assert!(orders(last_day).is_ok());
    assert_eq!(orders(TODAY), Err(sa::Refusal::NotFound));
    let mut ended = framework_facts(signatory(), TODAY);
    ended.memberships.clone_from(&framework_facts(actor("lead", &[]), TODAY).memberships);
    ended.memberships[0].person = ended.actor.id;
    ended.authorities[0].until = Some(last_day);
    assert_eq!(
        fc::decide(&issued(FROM, TO), sign(Side::Organisation), &ended),
        Err(fc::Refusal::AuthorityNotConfirmed)
    );
    let mut early = framework_facts(signatory(), date(2025, 12, 31));
    early.memberships.clear();
    assert_eq!(fc::decide(&issued(FROM, TO), sign(Side::Organisation), &early), Err(fc::Refusal::NotFound));
}

#[test]
fn nothing_a_person_does_is_done_with_a_machines_token() {
    let machine = Actor { kind: ActorKind::Machine, ..everywhere() };
    for command in [ask(), draft(FROM, TO), issue(&drafted(FROM, TO)), sign(Side::Body), terminate()] {
        let refusal = fc::decide(&drafted(FROM, TO), command, &framework_facts(machine.clone(), TODAY)).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("person-needed", RefusalKind::Forbidden));
    }
    for command in [
        quote(),
        sa::Command::Order,
        sign_service(Side::Body),
        sa::Command::Provision,
        sa::Command::Activate,
        users(&["analyst"]),
    ] {
        let refusal = sa::decide(&service_quoted(), command, &service_facts(machine.clone(), TODAY)).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("person-needed", RefusalKind::Forbidden));
    }
}

#[test]
fn people_do_not_give_the_systems_commands() {
    for command in [fc::Command::Record(terms()), fc::Command::Succeed(None), fc::Command::DatesPassed] {
        let refusal = fc::decide(&issued(FROM, TO), command, &framework_facts(officer(), TODAY));
        assert_eq!(refusal, Err(fc::Refusal::SystemOnly));
    }
    let refusal = sa::decide(&service_active(), sa::Command::DatesPassed, &service_facts(officer(), TODAY));
    assert_eq!(refusal, Err(sa::Refusal::SystemOnly));
}

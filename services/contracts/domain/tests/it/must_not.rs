//! The must-not list of domain.md §3, as far as it concerns agreements: written from that list.

use dars_contracts_domain::agreement::{Refusal, decide};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, ActorKind, RefusalKind, Refuse, StaffRole};
use jiff::civil::date;

use super::world::*;

#[test]
fn nobody_signs_for_both_sides() {
    let everywhere = facts(actor("everywhere", &[StaffRole::BodySignatory]), ISSUE_DAY);
    let by_applicant = after(&issued(), applicant_signs(), &everywhere);
    assert_eq!(decide(&by_applicant, body_signs(), &everywhere), Err(Refusal::SignsForBothSides));
    let by_body = after(&issued(), body_signs(), &everywhere);
    let refusal = decide(&by_body, applicant_signs(), &everywhere).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("signs-for-both-sides", RefusalKind::Forbidden));
}

#[test]
fn nobody_signs_for_two_parties_of_one_side() {
    let everywhere = facts(actor("everywhere", &[]), ISSUE_DAY);
    let part = after(&issued_with(&[PARTNER]), applicant_signs(), &everywhere);
    let second = decide(&part, sign(Side::Organisation, PARTNER), &everywhere);
    assert_eq!(second, Err(Refusal::SignsForTwoParties));
}

#[test]
fn nobody_signs_for_the_body_what_they_approved() {
    let approver = facts(actor("approver", &[StaffRole::Approver, StaffRole::BodySignatory]), ISSUE_DAY);
    let refusal = decide(&issued(), body_signs(), &approver).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("signs-what-they-approved", RefusalKind::Forbidden));
}

#[test]
fn nobody_signs_for_the_body_while_the_approver_is_unknown() {
    let mut facts = body_signatory(ISSUE_DAY);
    facts.approved_by = None;
    assert_eq!(decide(&issued(), body_signs(), &facts), Err(Refusal::ApproverNotKnown));
}

#[test]
fn nobody_signs_for_the_body_without_the_role_and_the_authority() {
    let only_authority = facts(actor("body-signatory", &[]), ISSUE_DAY);
    assert_eq!(decide(&issued(), body_signs(), &only_authority), Err(Refusal::BodySignatoryNeeded));
    let only_role = facts(actor("newcomer", &[StaffRole::BodySignatory]), ISSUE_DAY);
    assert_eq!(decide(&issued(), body_signs(), &only_role), Err(Refusal::AuthorityNotConfirmed));
}

#[test]
fn nobody_signs_for_an_organisation_by_membership_or_by_another_persons_authority() {
    let lead = facts(actor("lead", &[]), ISSUE_DAY);
    assert_eq!(decide(&issued(), applicant_signs(), &lead), Err(Refusal::AuthorityNotConfirmed));
    let mut borrowed = facts(actor("lead", &[]), ISSUE_DAY);
    borrowed.authorities = vec![mandate("applicant-signatory", APPLICANT)];
    assert_eq!(decide(&issued(), applicant_signs(), &borrowed), Err(Refusal::AuthorityNotConfirmed));
}

#[test]
fn nobody_acts_before_their_authority_begins_or_after_it_ended() {
    for (from, until, may) in [
        (ISSUE_DAY, Some(ISSUE_DAY), true),
        (date(2026, 2, 11), None, false),
        (date(2026, 1, 1), Some(date(2026, 2, 9)), false),
    ] {
        let mut facts = applicant_signatory(ISSUE_DAY);
        facts.memberships = vec![mandate("applicant-signatory", APPLICANT)];
        facts.authorities[0].from = from;
        facts.authorities[0].until = until;
        let result = decide(&issued(), applicant_signs(), &facts);
        assert_eq!(result.is_ok(), may, "{from} to {until:?}");
        assert!(may || result == Err(Refusal::AuthorityNotConfirmed));
    }
}

#[test]
fn no_machine_signs_or_issues() {
    for kind in [ActorKind::Machine, ActorKind::System] {
        let mut machine = body_signatory(ISSUE_DAY);
        machine.actor.kind = kind;
        let refusal = decide(&issued(), body_signs(), &machine).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("person-needed", RefusalKind::Forbidden));
    }
    let mut nobody = body_signatory(ISSUE_DAY);
    nobody.actor = Actor::public();
    assert_eq!(decide(&issued(), body_signs(), &nobody), Err(Refusal::SignInNeeded));
}

#[test]
fn a_stranger_does_not_learn_that_the_agreement_exists() {
    let stranger = facts(actor("stranger", &[]), ISSUE_DAY);
    let refusal = decide(&issued(), applicant_signs(), &stranger).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("agreement-not-found", RefusalKind::NotFound));
}

#[test]
fn people_do_not_give_the_systems_commands() {
    use dars_contracts_domain::agreement::Command;
    for command in [Command::Draft(draft(&[APPLICANT])), Command::DatesPassed] {
        assert_eq!(decide(&issued(), command, &officer(ISSUE_DAY)), Err(Refusal::SystemOnly));
    }
}

#[test]
fn nobody_reinstates_alone_what_they_suspended() {
    let lead = incident_lead(START);
    let suspended = after(&active(), suspend(), &lead);
    let proposed = after(&suspended, reinstate(), &lead);
    let refusal = decide(&proposed, reinstate(), &lead).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("second-person-needed", RefusalKind::Forbidden));
    assert_eq!(after(&proposed, reinstate(), &officer(START)).name(), "ACTIVE");
}

#[test]
fn nobody_accepts_their_own_organisations_certificate_or_evidence() {
    let own = |day| facts(actor("officer-of-applicant", &[StaffRole::CaseOfficer]), day);
    let day = date(2027, 3, 10);
    let submitted = after(&expired(), declare(1, &[APPLICANT], day, Some(day)), &by("lead", day));
    for command in [accept(1), query(1)] {
        let refusal = decide(&submitted, command, &own(day)).unwrap_err();
        assert_eq!((refusal.code(), refusal.kind()), ("own-organisation", RefusalKind::Forbidden));
    }
    assert_eq!(decide(&active(), meet(1), &own(START)), Err(Refusal::OwnOrganisation));
}

#[test]
fn nobody_judges_a_certificate_that_they_declared() {
    let day = date(2027, 3, 10);
    let mut both = facts(actor("lead", &[StaffRole::CaseOfficer]), day);
    let submitted = after(&expired(), declare(1, &[APPLICANT, HOST], day, Some(day)), &both);
    both.memberships.clear();
    assert_eq!(decide(&submitted, accept(1), &both), Err(Refusal::OwnOrganisation));
}

#[test]
fn no_machine_does_what_people_do_in_an_agreements_life() {
    for kind in [ActorKind::Machine, ActorKind::System] {
        for command in [suspend(), reinstate(), terminate(), meet(1), accept(1), query(1)] {
            let mut machine = officer(START);
            machine.actor.kind = kind;
            assert_eq!(decide(&active(), command, &machine), Err(Refusal::PersonNeeded));
        }
    }
}

#[test]
fn nobody_certifies_after_their_membership_ended() {
    let day = date(2027, 3, 10);
    let mut former = by("lead", day);
    former.memberships[0].until = Some(END);
    let declared = decide(&expired(), declare(1, &[APPLICANT], day, None), &former);
    assert_eq!(declared, Err(Refusal::NotFound));
}

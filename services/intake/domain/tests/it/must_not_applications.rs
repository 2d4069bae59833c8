//! The lines of the must-not list (domain.md §3) that concern applications, one test each, written from that list.

use dars_intake_domain::{
    Membership,
    application::{Command, State, decide, may_save, may_see},
};
use dars_messages::requests::intake::Preliminary;
use dars_vocabulary::{MembershipRole, RefusalKind, StaffRole};
use jiff::civil::date;

use crate::{
    application::{
        NOT_FOUND, accept, accept_invitation, answer, asked, by, draft, every_state, hand_over, in_force, invite,
        inviting, note, open_change, open_copy, open_with, preliminary, redirect, revoke, submit, withdraw,
    },
    people::{machine, membership, no, now, person, signed_in, system, wychmoor},
};

/// All that people ask of an application that is there.
fn asked_by_people() -> Vec<Command> {
    vec![
        accept(),
        redirect(),
        Command::SetPeople { lead: None, collaborators: vec![person("ben")] },
        submit(),
        answer(1),
        withdraw(),
        open_change(),
        note(),
        hand_over("cy"),
        invite(),
        revoke(),
    ]
}

#[test]
fn nobody_sees_another_organisations_drafts() {
    let elsewhere = || Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    for facts in [by(signed_in("wen", &[]), vec![elsewhere()]), by(signed_in("eve", &[]), Vec::new())] {
        for state in every_state() {
            assert!(may_see(&state, &facts).is_err() && may_save(&state, &facts).is_err());
            for command in asked_by_people() {
                assert_eq!(no(decide(&state, command, &facts)), NOT_FOUND, "{}", state.name());
            }
        }
    }
}

#[test]
fn nobody_acts_after_their_role_ended() {
    let ended = || vec![Membership { until: Some(date(2026, 11, 19)), ..membership(MembershipRole::Lead) }];
    let not_yet = || vec![Membership { from: date(2026, 11, 21), ..membership(MembershipRole::Lead) }];
    for memberships in [ended(), not_yet()] {
        for state in every_state() {
            let facts = by(signed_in("ada", &[]), memberships.clone());
            assert!(may_see(&state, &facts).is_err());
            for command in asked_by_people() {
                assert_eq!(no(decide(&state, command, &facts)), NOT_FOUND, "{}", state.name());
            }
        }
    }
}

#[test]
fn nobody_judges_what_their_own_organisation_asks_for() {
    let refused = (RefusalKind::Forbidden, "own-organisation");
    for role in [MembershipRole::Lead, MembershipRole::Signatory, MembershipRole::IgLead] {
        let facts = by(signed_in("olu", &[StaffRole::CaseOfficer]), vec![membership(role)]);
        for command in [accept(), redirect(), note(), hand_over("cy")] {
            assert_eq!(no(decide(&preliminary(), command, &facts)), refused);
        }
        let accepted = decide(&State::Absent, open_with(Preliminary::Accepted), &facts);
        assert_eq!(no(accepted), refused);
        // Proposing it leaves the judgement to somebody else.
        assert!(decide(&State::Absent, open_with(Preliminary::Open), &facts).is_ok());
    }
}

#[test]
fn nobody_does_any_of_this_with_a_machines_token() {
    let roles = [StaffRole::CaseOfficer, StaffRole::TriageOfficer];
    let needed = (RefusalKind::Forbidden, "person-needed");
    let facts = || by(machine("ada", &roles), vec![membership(MembershipRole::Lead)]);
    for state in [preliminary(), draft(), asked(), in_force()] {
        assert!(may_see(&state, &by(machine("ada", &roles), vec![membership(MembershipRole::Lead)])).is_err());
        for command in asked_by_people() {
            assert_eq!(no(decide(&state, command, &facts())), needed);
        }
    }
    assert_eq!(no(decide(&State::Absent, open_with(Preliminary::Open), &facts())), needed);
}

/// An invitation opens one application: whoever accepts learns of no other, and is no more than a collaborator.
#[test]
fn an_invitation_enlarges_nobodys_view_of_the_organisation() {
    use dars_intake_domain::organisation;
    let gus = || signed_in("gus", &[]);
    let accepted = decide(&inviting(), accept_invitation(), &by(gus(), Vec::new())).unwrap();
    assert_eq!(accepted.len(), 1);
    let registered = organisation::Event::OrganisationRegistered {
        organisation: crate::people::northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: dars_vocabulary::code::OrganisationType::Academic,
    };
    let known = organisation::evolve(organisation::State::Absent, &registered).unwrap();
    let contact = organisation::Contact { name: "Gus".to_owned(), email: "gus@wychmoor.example".to_owned() };
    let facts = |actor| organisation::Facts { now: now(), technical_now: now(), actor };
    let admit = || organisation::Command::Admit { person: person("gus"), contact: contact.clone() };
    // Nobody admits anyone by asking for it, themselves neither.
    assert_eq!(no(organisation::decide(&known, admit(), &facts(gus()))), (RefusalKind::Forbidden, "system-only"));
    let admitted = organisation::decide(&known, admit(), &facts(system())).unwrap();
    let [organisation::Event::MembershipGranted { roles, .. }] = &admitted[..] else { panic!("{admitted:?}") };
    assert_eq!(roles[..], [MembershipRole::Collaborator]);
    let collaborator = by(gus(), vec![membership(MembershipRole::Collaborator)]);
    for state in every_state() {
        assert!(may_see(&state, &collaborator).is_err(), "{}", state.name());
        for command in asked_by_people() {
            assert_eq!(no(decide(&state, command, &collaborator)), NOT_FOUND, "{}", state.name());
        }
    }
    assert_eq!(
        no(decide(&State::Absent, open_copy(), &collaborator)),
        (RefusalKind::Forbidden, "organisation-lead-needed")
    );
}

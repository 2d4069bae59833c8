//! Invitations to work on an application: used once, for a while, by whoever has the token.

use dars_vocabulary::Refuse as _;

use super::*;
use crate::people::{machine, no};

const UNKNOWN: (RefusalKind, &str) = (RefusalKind::NotFound, "invitation-unknown");

/// Gus, who is no member of anything.
fn gus() -> Facts {
    by(signed_in("gus", &[]), Vec::new())
}

#[test]
fn whoever_has_the_token_joins_once_and_may_write_as_a_member() {
    let events = decide(&inviting(), accept_invitation(), &gus()).unwrap();
    let [Event::InvitationAccepted(event::InvitationAccepted { accepted_by, collaborators, .. })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((*accepted_by, &collaborators[..]), (person("gus"), &[person("gus")][..]));
    let state = folded(inviting(), &events);
    assert_eq!(no(decide(&state, accept_invitation(), &gus())), UNKNOWN);
    let other = by(signed_in("eve", &[]), Vec::new());
    assert_eq!(no(decide(&state, accept_invitation(), &other)), UNKNOWN);
    // Access follows from the membership that comes with it.
    assert_eq!(no(decide(&state, submit(), &gus())), NOT_FOUND);
    let member = by(signed_in("gus", &[]), vec![membership(MembershipRole::Collaborator)]);
    assert!(decide(&state, submit(), &member).is_ok());
}

#[test]
fn a_wrong_expired_used_and_revoked_token_and_one_of_what_is_over_are_all_answered_the_same() {
    let wrong = Command::AcceptInvitation { token_sha256: hash("b") };
    let used = after_accepted();
    let revoked = after(inviting(), &[revoke()]);
    let over = after(inviting(), &[withdraw()]);
    let last = later(gus(), 14);
    assert!(decide(&inviting(), accept_invitation(), &last).is_ok());
    let cases = [
        (inviting(), wrong, gus()),
        (inviting(), accept_invitation(), later(gus(), 15)),
        (used, accept_invitation(), gus()),
        (revoked, accept_invitation(), gus()),
        (over, accept_invitation(), gus()),
        (State::Absent, accept_invitation(), gus()),
    ];
    let details: std::collections::BTreeSet<String> = cases
        .into_iter()
        .map(|(state, command, facts)| {
            let refusal = decide(&state, command, &facts).unwrap_err();
            assert_eq!((refusal.kind(), refusal.code()), UNKNOWN);
            refusal.detail()
        })
        .collect();
    assert_eq!(details.len(), 1);
}

#[test]
fn whoever_is_named_already_is_not_named_twice() {
    for (state, facts, names) in
        [(inviting(), lead(), vec![]), (after(after_accepted(), &[invite()]), gus(), vec![person("gus")])]
    {
        let events = decide(&state, accept_invitation(), &facts).unwrap();
        let [Event::InvitationAccepted(event::InvitationAccepted { collaborators, .. })] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!(*collaborators, names);
    }
}

fn after_accepted() -> State {
    folded(inviting(), &decide(&inviting(), accept_invitation(), &gus()).unwrap())
}

#[test]
fn only_a_signed_in_person_accepts_and_only_the_lead_invites() {
    let token = accept_invitation;
    assert_eq!(no(decide(&inviting(), token(), &by(Actor::public(), vec![]))).1, "sign-in-needed");
    assert_eq!(no(decide(&inviting(), token(), &by(machine("gus", &[]), vec![]))).1, "person-needed");
    let ben = by(signed_in("ben", &[]), vec![membership(MembershipRole::Lead)]);
    for command in [invite(), revoke()] {
        assert_eq!(no(decide(&inviting(), command.clone(), &ben)), (RefusalKind::Forbidden, "lead-needed"));
        assert_eq!(no(decide(&inviting(), command.clone(), &gus())), NOT_FOUND);
        assert_eq!(no(decide(&inviting(), command, &officer())), (RefusalKind::Forbidden, "lead-needed"));
    }
}

#[test]
fn whoever_is_invited_again_has_the_newest_token_alone() {
    let again = decide(&inviting(), invite_as(8, "GUS@wychmoor.example", "b"), &lead()).unwrap();
    let names: Vec<_> = again.iter().map(Event::name).collect();
    assert_eq!(names, ["invitation_revoked", "collaborator_invited"]);
    let state = folded(inviting(), &again);
    assert_eq!(no(decide(&state, accept_invitation(), &gus())), UNKNOWN);
    assert!(decide(&state, Command::AcceptInvitation { token_sha256: hash("b") }, &gus()).is_ok());
}

#[test]
fn no_more_than_ten_are_open_or_sent_on_one_day() {
    let name = |number: u128| format!("guest{number}@wychmoor.example");
    let many = |state, numbers: std::ops::Range<u128>, facts: &Facts| {
        numbers.fold(state, |state, number| {
            let events = decide(&state, invite_as(number, &name(number), &format!("{number}")), facts).unwrap();
            folded(state, &events)
        })
    };
    let full = many(draft(), 0..10, &lead());
    let too_many = (RefusalKind::WrongState, "invitations-too-many");
    assert_eq!(no(decide(&full, invite(), &lead())), too_many);
    // Those taken back count for the day on which they were sent.
    let one_less = folded(
        full.clone(),
        &decide(&full, Command::RevokeInvitation { invitation: Uuid::from_u128(3) }, &lead()).unwrap(),
    );
    assert_eq!(no(decide(&one_less, invite(), &lead())), too_many);
    let tomorrow = later(lead(), 1);
    assert_eq!(no(decide(&full, invite(), &tomorrow)), too_many);
    assert!(decide(&one_less, invite(), &tomorrow).is_ok());
    // Those that are over by their date no longer count.
    assert!(decide(&full, invite(), &later(lead(), 15)).is_ok());
}

#[test]
fn an_invitation_is_dropped_the_day_after_its_last_whatever_became_of_the_application() {
    let withdrawn = after(inviting(), &[withdraw()]);
    for state in [inviting(), withdrawn] {
        let due = dars_intake_domain::application::next_due(&state, Some(date(2026, 11, 20)));
        assert_eq!(due, Some(date(2026, 12, 5)));
        assert_eq!(decide(&state, Command::Lapse, &later(told(), 14)), Ok(Vec::new()));
        let events = decide(&state, Command::Lapse, &later(told(), 15)).unwrap();
        assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["invitation_expired"]);
        assert_eq!(decide(&folded(state, &events), Command::Lapse, &later(told(), 15)), Ok(Vec::new()));
    }
    // The clock jumped: both are true, and told once.
    let events = decide(&inviting(), Command::Lapse, &later(told(), 400)).unwrap();
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["application_lapsed", "invitation_expired"]);
}

#[test]
fn a_name_and_an_address_that_no_mail_can_carry_are_refused() {
    let contact = Contact { name: "A\nB".to_owned(), email: "nobody".to_owned() };
    let command = Command::Invite { invitation: INVITATION, contact, token_sha256: hash("a") };
    let errors: Vec<_> = decide(&draft(), command, &lead()).unwrap_err().errors();
    let seen: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
    assert_eq!(seen, [("/name", "control-character"), ("/email", "not-an-email")]);
}

#[test]
fn a_member_who_only_collaborates_knows_of_no_application_but_those_they_are_named_on() {
    use dars_intake_domain::application::may_see;
    let gus_as = |roles: &[MembershipRole]| {
        let held = Membership { roles: roles.to_vec(), ..membership(MembershipRole::Collaborator) };
        by(signed_in("gus", &[]), vec![held])
    };
    let collaborator = gus_as(&[MembershipRole::Collaborator]);
    assert!(may_see(&after_accepted(), &collaborator).is_ok());
    assert!(may_see(&draft(), &collaborator).is_err());
    assert!(may_see(&draft(), &gus_as(&[MembershipRole::Collaborator, MembershipRole::IgLead])).is_ok());
}

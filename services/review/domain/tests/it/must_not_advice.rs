//! The must-not list of domain.md §3, as far as it concerns precedents and meetings: one test per line, written from
//! that list.

use dars_review_domain::{case, meeting, precedent};
use dars_vocabulary::{Actor, RefusalKind, StaffRole};

use crate::{
    meetings::{
        self, considered, declare, drafted, her, members, note, publish, put_off, scheduled_with, set_agenda, write,
    },
    people::{ann, approve, assign, by, intake, machine, mia, no, northmere, olu, pat, sid, signed_in},
    precedents::{
        self, approved, end, kim, offering, on_precedent_route, propose, proposed, replace, replacing,
        rests_on_precedent, routine, to_precedent, use_it,
    },
};

const FORBIDDEN: RefusalKind = RefusalKind::Forbidden;

fn also(name: &str, roles: &[StaffRole]) -> Actor {
    signed_in(name, roles)
}

#[test]
fn make_a_precedent_and_use_it() {
    let precedent = approved();
    // Una proposed it, Kim approved it: neither takes it for a case of theirs.
    for name in ["una", "kim"] {
        let maker = also(name, &[StaffRole::CaseOfficer, StaffRole::Approver]);
        let theirs = crate::people::after(routine(), &[(assign(&maker), mia())]);
        let facts = offering(&precedent, maker.clone());
        assert_eq!(no(case::decide(&theirs, to_precedent(), &facts)), (FORBIDDEN, "precedent-maker"));
        // Nor does the precedent take it from them.
        let asked = precedents::facts(maker.clone());
        assert_eq!(no(precedent::decide(&precedent, use_it(), &asked)), (FORBIDDEN, "precedent-maker"));
        // Nor are they given a case that rests on it, nor decide upon one.
        for state in [on_precedent_route(), rests_on_precedent()] {
            let given = case::decide(&state, assign(&maker), &offering(&precedent, mia()));
            assert_eq!(no(given), (FORBIDDEN, "precedent-maker"));
        }
        assert_eq!(no(case::decide(&rests_on_precedent(), approve(), &facts)), (FORBIDDEN, "precedent-maker"));
    }
    // Who made a version since is kept out as well; who made none is not.
    let mia_too = also("mia", &[StaffRole::Approver]);
    let since = offering(&replacing(), mia_too);
    assert_eq!(no(case::decide(&rests_on_precedent(), approve(), &since)), (FORBIDDEN, "precedent-maker"));
    assert!(case::decide(&rests_on_precedent(), approve(), &offering(&precedent, ann())).is_ok());
    // What is remembered in the case is enough.
    assert_eq!(no(case::decide(&rests_on_precedent(), approve(), &by(kim()))), (FORBIDDEN, "precedent-maker"));
}

#[test]
fn approve_a_precedent_one_proposed() {
    for (state, name) in [(proposed(), "una"), (replacing(), "mia")] {
        let both = also(name, &[StaffRole::CaseOfficer, StaffRole::TeamManager, StaffRole::Approver]);
        let approve = precedent::decide(&state, precedent::Command::Approve, &precedents::facts(both));
        assert_eq!(no(approve), (FORBIDDEN, "approver-proposed-precedent"));
        assert!(precedent::decide(&state, precedent::Command::Approve, &precedents::facts(ann())).is_ok());
    }
}

#[test]
fn open_advisory_papers_before_declaring_an_interest_or_none() {
    let opens = |state: &meeting::State, actor: Actor| {
        meeting::may_open_papers(state, &crate::people::nic(), &meetings::facts(actor))
            .map(|_| Vec::<meeting::Event>::new())
    };
    let fresh = scheduled_with(&["ivy", "ian"]);
    assert_eq!(no(opens(&fresh, her("ivy"))), (FORBIDDEN, "interest-not-declared"));
    let declared = meetings::then(fresh, &[(declare(false), her("ivy")), (declare(true), her("ian"))]);
    assert!(opens(&declared, her("ivy")).is_ok());
    assert_eq!(no(opens(&declared, her("ian"))), (FORBIDDEN, "interest-declared"));
    // One's own declaration opens, nobody else's; and only at that meeting.
    let joined = meetings::then(declared.clone(), &[(members(&["ivy", "ian", "una"]), sid())]);
    assert_eq!(no(opens(&joined, her("una"))), (FORBIDDEN, "interest-not-declared"));
    // One that comes to mind later closes them again, for good.
    let later = meetings::then(declared, &[(declare(true), her("ivy"))]);
    assert_eq!(no(opens(&later, her("ivy"))), (FORBIDDEN, "interest-declared"));
    let taken_back = meeting::decide(&later, declare(false), &meetings::facts(her("ivy")));
    assert_eq!(no(taken_back), (FORBIDDEN, "interest-declared"));
    // Nor does the case itself open to an adviser.
    assert!(case::may_see(&routine(), &her("ivy")).is_err());
}

#[test]
fn open_a_case_elsewhere_before_declaring_at_its_meeting() {
    use case::Interest::{Declared, NotDeclared, Nothing};
    let says = |interest| case::may_open(interest).map(|()| Vec::<case::Event>::new());
    assert_eq!(no(says(NotDeclared)), (FORBIDDEN, "interest-not-declared"));
    assert_eq!(no(says(Declared)), (FORBIDDEN, "interest-declared"));
    assert!(says(Nothing).is_ok());
    // Nor by doing something to it, whatever else one is and wherever it stands.
    let everyone = [olu(), pat(), mia(), sid(), ann()];
    let may = |actor: &Actor, interest| {
        let facts = case::Facts { interest, ..by(actor.clone()) };
        crate::people::every_state().iter().flat_map(|state| case::permitted(state, &facts)).count()
    };
    for actor in &everyone {
        assert_eq!((may(actor, NotDeclared), may(actor, Declared)), (0, 0), "{actor:?}");
        assert!(may(actor, Nothing) > 0, "{actor:?}");
    }
}

#[test]
fn advise_where_one_declared_an_interest() {
    let state =
        meetings::then(scheduled_with(&["ivy", "ian"]), &[(declare(false), her("ivy")), (declare(true), her("ian"))]);
    let says = |advisers: &[&str]| meeting::decide(&state, note(advisers), &meetings::facts(sid()));
    assert!(says(&["ivy"]).is_ok());
    assert_eq!(no(says(&["ivy", "ian"])), (RefusalKind::Unacceptable, "adviser-interested"));
    assert_eq!(no(says(&["una"])), (RefusalKind::Unacceptable, "adviser-not-declared"));
}

#[test]
fn review_ones_own_organisations_request() {
    let member = |actor: Actor| meeting::Facts { organisations: vec![northmere()], ..meetings::facts(actor) };
    let fresh = scheduled_with(&["ivy"]);
    assert_eq!(no(meeting::decide(&fresh, declare(false), &member(her("ivy")))), (FORBIDDEN, "own-organisation"));
    assert!(meeting::decide(&fresh, declare(true), &member(her("ivy"))).is_ok());
    // Joined since: the papers close.
    let declared = meetings::then(fresh, &[(declare(false), her("ivy"))]);
    let opens = meeting::may_open_papers(&declared, &crate::people::nic(), &member(her("ivy")));
    assert_eq!(no(opens.map(|_| Vec::<meeting::Event>::new())), (FORBIDDEN, "own-organisation"));
}

#[test]
fn publish_minutes_one_wrote() {
    let refused = meeting::decide(&drafted(), publish(), &meetings::facts(sid()));
    assert_eq!(no(refused), (FORBIDDEN, "publisher-wrote-minutes"));
    for other in [signed_in("sol", &[StaffRole::Secretariat]), her("ivy")] {
        assert!(meeting::decide(&drafted(), publish(), &meetings::facts(other)).is_ok());
    }
}

#[test]
fn act_after_ones_role_ended() {
    // The claims of today's sign-in count.
    for (state, command, name) in [(proposed(), precedent::Command::Approve, "ann"), (approved(), end(), "mia")] {
        let nobody = precedents::facts(signed_in(name, &[]));
        let refused = no(precedent::decide(&state, command.clone(), &nobody));
        assert_eq!(refused, (RefusalKind::NotFound, "precedent-unknown"));
        let elsewhere = precedents::facts(signed_in(name, &[StaffRole::Expert]));
        assert_eq!(no(precedent::decide(&state, command, &elsewhere)), (FORBIDDEN, "role-needed"));
    }
    for (state, command, name) in [
        (scheduled_with(&["ivy"]), declare(false), "ivy"),
        (considered(), write(), "sid"),
        (drafted(), publish(), "ivy"),
    ] {
        let nobody = meetings::facts(signed_in(name, &[]));
        assert_eq!(no(meeting::decide(&state, command, &nobody)), (RefusalKind::NotFound, "meeting-unknown"));
    }
}

#[test]
fn do_any_of_these_with_a_machines_token() {
    let everything = [
        StaffRole::CaseOfficer,
        StaffRole::TeamManager,
        StaffRole::Secretariat,
        StaffRole::Approver,
        StaffRole::Adviser,
    ];
    for who in [machine(signed_in("ivy", &everything)), intake()] {
        for state in [precedent::State::Absent, proposed(), approved(), precedents::ended()] {
            for command in [propose(), replace(), precedent::Command::Approve, end(), use_it()] {
                let refused = no(precedent::decide(&state, command, &precedents::facts(who.clone())));
                assert_eq!(refused, (FORBIDDEN, "person-needed"));
            }
        }
        for state in [scheduled_with(&["ivy"]), considered(), drafted()] {
            for command in [
                meetings::list(),
                note(&["ivy"]),
                members(&["ivy"]),
                set_agenda(),
                declare(false),
                put_off(),
                write(),
                publish(),
            ] {
                let refused = no(meeting::decide(&state, command, &meetings::facts(who.clone())));
                assert_eq!(refused, (FORBIDDEN, "person-needed"));
            }
        }
        let facts = offering(&approved(), who.clone());
        assert_eq!(no(case::decide(&routine(), to_precedent(), &facts)), (FORBIDDEN, "person-needed"));
    }
}

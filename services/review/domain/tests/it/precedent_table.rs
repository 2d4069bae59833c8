//! The whole table of the precedent: every state, every command, whoever asks; and that what is `permitted` is what
//! `decide` accepts.

use dars_review_domain::precedent::{Command, Event, Facts, Standing, State, decide, evolve, permitted};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, Refuse, StaffRole};
use jiff::SignedDuration;

use crate::{
    people::{ann, intake, machine, mia, now, olu, sid, signed_in, today},
    precedents::{
        approved, end, ended, expired, facts, kim, lasting, on, propose, proposed, replace, replacing, una, use_it,
    },
};

fn states() -> Vec<(&'static str, State)> {
    vec![
        ("ABSENT", State::Absent),
        ("PROPOSED", proposed()),
        ("APPROVED", approved()),
        ("APPROVED, next version proposed", replacing()),
        ("EXPIRED", expired()),
        ("ENDED", ended()),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    vec![
        ("Propose", propose()),
        ("Replace", replace()),
        ("Approve", Command::Approve),
        ("End", end()),
        ("Use, for a case", use_it()),
    ]
}

fn askers() -> Vec<(&'static str, Facts)> {
    let stale = Actor { signed_in_at: Some(now() - SignedDuration::from_mins(6)), ..ann() };
    let everything = [StaffRole::CaseOfficer, StaffRole::TeamManager, StaffRole::Approver];
    let people = [
        ("public", Actor::public()),
        ("machine", machine(signed_in("robot", &everything))),
        ("system", intake()),
        ("stranger", signed_in("stranger", &[])),
        ("operator", signed_in("opal", &[StaffRole::Operator])),
        ("adviser", signed_in("ivy", &[StaffRole::Adviser])),
        ("secretariat", sid()),
        ("officer", olu()),
        ("officer who proposed", una()),
        ("manager who proposed next", mia()),
        ("approver", ann()),
        ("approver who approved", kim()),
        ("approver+proposed", signed_in("una", &[StaffRole::Approver])),
        ("approver+proposed next", signed_in("mia", &[StaffRole::Approver])),
        ("approver+stale", stale),
    ];
    people.into_iter().map(|(who, actor)| (who, facts(actor))).collect()
}

#[test]
fn the_table_of_the_precedent_is_as_committed() {
    let mut table = Table::of("precedent");
    for (who, facts) in askers() {
        for (what, command) in commands() {
            for (stage, state) in states() {
                table.cell(stage, what, who, outcome_of(&state, command.clone(), &facts));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/precedent.md");
}

fn outcome_of(state: &State, command: Command, facts: &Facts) -> Outcome {
    match decide(state, command, facts) {
        Err(refusal) => Outcome::Refused(crate::people::code_of(&refusal)),
        Ok(events) if events.is_empty() => Outcome::Nothing,
        Ok(events) => {
            let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
            let into = into.standing(today()).map_or("ABSENT", Standing::code).to_owned();
            Outcome::Done { events: events.iter().map(Event::name).collect(), into }
        }
    }
}

#[test]
fn what_is_permitted_is_what_is_accepted() {
    for (stage, state) in states() {
        for (who, facts) in askers() {
            let listed = permitted(&state, &facts.actor);
            for (name, command) in
                [("approve-precedent", Command::Approve), ("replace-precedent", replace()), ("end-precedent", end())]
            {
                let accepted = match decide(&state, command, &facts) {
                    Ok(_) => true,
                    // Signing in again, and a day that passed meanwhile, are no matter of role, state or four eyes.
                    Err(refusal) => matches!(refusal.code(), "sign-in-too-old" | "precedent-expired"),
                };
                assert_eq!(listed.contains(&name), accepted, "{name} in {stage} by {who}");
            }
        }
    }
}

#[test]
fn where_a_version_stands_is_computed_from_its_dates() {
    let state = approved();
    for (day, standing, in_force) in [
        ("2026-11-19", Standing::Approved, None),
        ("2026-11-20", Standing::Approved, Some(1)),
        ("2027-11-19", Standing::Approved, Some(1)),
        ("2027-11-20", Standing::Expired, None),
    ] {
        let day = day.parse().unwrap();
        assert_eq!(state.standing(day), Some(standing), "{day}");
        assert_eq!(state.in_force(day).map(|approved| approved.proposal.version), in_force, "{day}");
    }
    assert_eq!(ended().in_force(today()), None);
    assert_eq!(proposed().in_force(today()), None);
    assert_eq!(replacing().in_force(today()).unwrap().proposal.version, 1);
}

#[test]
fn a_next_version_takes_its_place_on_its_first_day() {
    let next = Command::Replace { terms: Box::new(lasting("2027-01-01", "2028-12-31")) };
    let state = crate::precedents::then(approved(), &[(next, mia()), (Command::Approve, ann())]);
    let versions = &state.precedent().unwrap().versions;
    for (day, first, second, in_force) in [
        ("2026-12-31", Standing::Approved, Standing::Approved, 1),
        ("2027-01-01", Standing::Replaced, Standing::Approved, 2),
        ("2028-12-31", Standing::Replaced, Standing::Approved, 2),
        ("2029-01-01", Standing::Replaced, Standing::Expired, 0),
    ] {
        let day = day.parse().unwrap();
        assert_eq!(state.standing_of(&versions[0], day), first, "{day}");
        assert_eq!(state.standing_of(&versions[1], day), second, "{day}");
        assert_eq!(state.in_force(day).map_or(0, |approved| approved.proposal.version), in_force, "{day}");
    }
}

#[test]
fn what_expired_is_renewed_by_a_next_version() {
    let renewed = crate::precedents::then(expired(), &[(replace(), una()), (Command::Approve, ann())]);
    assert_eq!(renewed.in_force(today()).unwrap().proposal.version, 2);
    // Nobody approves what is over.
    let late = on("2027-11-20".parse().unwrap(), kim());
    assert_eq!(decide(&proposed(), Command::Approve, &late).unwrap_err().code(), "precedent-expired");
}

//! The whole table of the meeting: every state, every command, whoever asks; and that what is `permitted` is what
//! `decide` accepts.

use dars_review_domain::meeting::{Command, Event, Facts, State, decide, evolve, permitted};
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, StaffRole, code::AdviceOutcome};

use crate::{
    meetings::{
        considered, correct, correcting, declare, drafted, facts, her, list, members, note, other, publish, published,
        put_off, scheduled, scheduled_with, set_agenda, then, write, writing,
    },
    people::{ann, intake, machine, northmere, olu, sid, signed_in},
};

fn states() -> Vec<(&'static str, State)> {
    vec![
        ("ABSENT", State::Absent),
        ("SCHEDULED, no members", scheduled()),
        ("SCHEDULED", scheduled_with(&["ivy", "ian"])),
        ("SCHEDULED, the case taken off", then(scheduled_with(&["ivy", "ian"]), &[(take_off(), sid())])),
        ("SCHEDULED, an interest declared", then(scheduled_with(&["ivy", "ian"]), &[(declare(true), her("ian"))])),
        ("CONSIDERED", considered()),
        ("CONSIDERED, a case waits", then(considered(), &[(crate::meetings::listing(other()), sid())])),
        ("CONSIDERED, the case waits once more", then(considered(), &[(list(), sid())])),
        ("PUT_OFF", then(scheduled(), &[(put_off(), sid())])),
        ("MINUTES_DRAFT", drafted()),
        ("MINUTES_PUBLISHED", published()),
        ("MINUTES_DRAFT, a correction", correcting()),
    ]
}

fn commands() -> Vec<(&'static str, Command)> {
    vec![
        ("List", list()),
        ("TakeOff", take_off()),
        ("NoteOutcome, by Ivy", note(&["ivy"])),
        ("NoteOutcome, by Ian", note(&["ian"])),
        ("CorrectOutcome, to unsupportive by Ivy", correct(Some(AdviceOutcome::NotSupportive), &["ivy"])),
        ("CorrectOutcome, to unsupportive by Ian", correct(Some(AdviceOutcome::NotSupportive), &["ian"])),
        ("CorrectOutcome, said at another meeting", correct(None, &[])),
        ("SetMembers", members(&["ivy", "una"])),
        ("SetAgenda", set_agenda()),
        ("Declare none", declare(false)),
        ("Declare an interest", declare(true)),
        ("PutOff", put_off()),
        ("WriteMinutes", write()),
        ("WriteMinutes, with a reason", writing("The group was not sure.", Some("The wrong case."))),
        ("PublishMinutes", publish()),
    ]
}

fn take_off() -> Command {
    Command::TakeOff { nic: crate::people::nic() }
}

fn askers() -> Vec<(&'static str, Facts)> {
    let everything = [StaffRole::Secretariat, StaffRole::Adviser];
    let sol = signed_in("sol", &[StaffRole::Secretariat]);
    let people = [
        ("public", Actor::public()),
        ("machine", machine(signed_in("ivy", &everything))),
        ("system", intake()),
        ("stranger", signed_in("stranger", &[])),
        ("operator", signed_in("opal", &[StaffRole::Operator])),
        ("officer", olu()),
        ("approver", ann()),
        ("secretariat", sid()),
        ("other secretariat", sol.clone()),
        ("chair", her("ivy")),
        ("member", her("ian")),
        ("adviser elsewhere", her("eli")),
        ("chair without the role", signed_in("ivy", &[StaffRole::Expert])),
    ];
    let mut askers: Vec<_> = people.into_iter().map(|(who, actor)| (who, facts(actor))).collect();
    askers.push(("secretariat+applicant", Facts { organisations: vec![northmere()], ..facts(sol.clone()) }));
    askers.push(("chair+applicant", Facts { organisations: vec![northmere()], ..facts(her("ivy")) }));
    askers
}

#[test]
fn the_table_of_the_meeting_is_as_committed() {
    let mut table = Table::of("meeting");
    for (who, facts) in askers() {
        for (what, command) in commands() {
            for (stage, state) in states() {
                table.cell(stage, what, who, outcome_of(&state, command.clone(), &facts));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/meeting.md");
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

#[test]
fn what_is_permitted_is_what_is_accepted() {
    for (stage, state) in states() {
        for (who, facts) in askers() {
            let listed = permitted(&state, &facts);
            // One good command of each is enough, whichever it is.
            for (name, commands) in [
                ("set-meeting-members", vec![members(&["ivy", "una"])]),
                ("set-agenda", vec![agenda_of(&state)]),
                ("declare-interest", declarations(&state)),
                ("put-off-meeting", vec![put_off()]),
                ("write-minutes", vec![write(), writing("The group was not sure.", Some("The wrong case."))]),
                ("publish-minutes", vec![publish()]),
            ] {
                let accepted = commands.into_iter().any(|command| decide(&state, command, &facts).is_ok());
                assert_eq!(listed.contains(&name), accepted, "{name} in {stage} by {who}");
            }
        }
    }
}

fn agenda_of(state: &State) -> Command {
    use dars_review_domain::meeting::PlannedItem;
    let items = state.meeting().map(|meeting| meeting.items.clone()).unwrap_or_default();
    Command::SetAgenda { items: items.into_iter().map(|item| PlannedItem { nic: item.nic, papers: vec![] }).collect() }
}

fn declarations(state: &State) -> Vec<Command> {
    let items = state.meeting().map(|meeting| meeting.items.clone()).unwrap_or_default();
    let nics = items.into_iter().map(|item| item.nic).chain([crate::people::nic()]);
    nics.flat_map(|nic| [false, true].map(|interest| Command::Declare { nic: nic.clone(), interest, what: None }))
        .collect()
}

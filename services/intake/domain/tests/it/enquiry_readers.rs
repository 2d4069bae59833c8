//! Who reads an enquiry, and what its enquirer says to be an incident.

use dars_intake_domain::enquiry::{
    Command, Enquirer, Event, Facts, More, Reach, State, decide, evolve, may_see, noted, outward_team,
};
use dars_vocabulary::{
    Refuse as _, StaffRole,
    code::{Channel, EnquiryTopic, Team},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

use crate::people::*;

fn raised(text: &str, data_incident: Option<bool>) -> State {
    let raise = Command::Raise {
        enquiry: "ENQ-2026-000412".parse().unwrap(),
        channel: Channel::Web,
        topic: EnquiryTopic::DataSet,
        enquirer: Enquirer { name: "Ada".to_owned(), email: "ada@quill.example".to_owned(), organisation: None },
        purpose: text.to_owned(),
        more: Box::new(More { data_incident, ..More::default() }),
    };
    after(State::Absent, raise, "ada", &[])
}

fn after(state: State, command: Command, who: &str, roles: &[StaffRole]) -> State {
    let facts = Facts::by(signed_in(who, roles), now(), now());
    decide(&state, command, &facts).unwrap().iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn routed(team: Team) -> State {
    let route = Command::Route { team, reason: Some("They know.".to_owned()) };
    after(raised("Which years are there?", None), route, "sid", &[StaffRole::TriageOfficer])
}

fn reads(state: &State, role: StaffRole) -> bool {
    may_see(state, &signed_in("olu", &[role]), None).is_ok()
}

#[test]
fn an_expert_reads_what_their_team_has_and_nothing_else() {
    for team in Team::ALL.iter().copied().filter(|team| !matches!(team, Team::Incident | Team::CaseOfficers)) {
        let state = routed(team);
        for role in StaffRole::EXPERTS {
            assert_eq!(reads(&state, role), role == StaffRole::answers_for(team), "{team:?}, {role:?}");
        }
        let answered = Command::Answer { text: "All of them.".to_owned() };
        let over = after(state, answered, "olu", &[StaffRole::answers_for(team)]);
        assert!(reads(&over, StaffRole::answers_for(team)), "{team:?}");
    }
    for role in StaffRole::EXPERTS {
        assert!(!reads(&raised("Which years are there?", None), role));
    }
}

#[test]
fn a_list_reaches_as_far_as_the_widest_role_that_reads() {
    let reach = |roles: &[StaffRole]| Reach::of(&signed_in("olu", roles));
    let (expert, officer) = (StaffRole::ExpertAgreements, StaffRole::CaseOfficer);
    let theirs = Reach { teams: Some(vec![Team::Agreements]), incidents: false };
    assert_eq!(reach(&[expert]), theirs);
    // Neither of these reads an enquiry by itself.
    assert_eq!(reach(&[expert, StaffRole::Adviser, StaffRole::Operator]), theirs);
    assert_eq!(reach(&[expert, officer]), Reach { teams: None, incidents: false });
    for role in [StaffRole::IncidentLead, StaffRole::TriageOfficer] {
        assert_eq!(reach(&[role]), Reach { teams: None, incidents: true });
    }
}

/// By when it is answered, and by which instant it is looked at.
fn due(state: &State) -> (Date, Option<Timestamp>) {
    let asked = state.asked().unwrap();
    (asked.answer_due, asked.answer_by)
}

#[test]
fn an_incident_is_due_within_the_hour_whoever_saw_that_it_is_one() {
    let (triage, hour) = ([StaffRole::TriageOfficer], now() + SignedDuration::from_hours(1));
    let to = |team: Team| Command::Route { team, reason: Some("They know.".to_owned()) };
    let at_once = raised("We lost a laptop with patient records.", None);
    let by_hand = after(routed(Team::Agreements), to(Team::Incident), "sid", &triage);
    for state in [at_once, by_hand] {
        assert_eq!(due(&state), (date(2026, 11, 20), Some(hour)));
        // It is none after all: it has the days of any other from then on.
        let reason = "It tells of another's loss.".to_owned();
        let back = after(state, Command::GiveBack { reason }, "ina", &[StaffRole::IncidentLead]);
        assert_eq!(due(&after(back, to(Team::Agreements), "sid", &triage)), (date(2026, 12, 4), None));
    }
}

#[test]
fn an_incident_is_with_its_lead_while_a_question_to_its_enquirer_stands() {
    let ask = Command::Ask { text: "Which laptop?".to_owned() };
    let asked = after(routed(Team::Agreements), ask, "olu", &[StaffRole::ExpertAgreements]);
    let route = Command::Route { team: Team::Incident, reason: Some("A breach.".to_owned()) };
    let state = after(asked, route, "sid", &[StaffRole::TriageOfficer]);
    assert_eq!((state.name(), state.team()), ("WITH_EXPERT", Some(Team::Incident)));
    // No silence closes it, and what its enquirer says is heard.
    let later = now() + SignedDuration::from_hours(40 * 24);
    let passed = decide(&state, Command::DatesPassed, &Facts::by(system(), later, later)).unwrap();
    assert!(matches!(passed[..], [Event::EnquiryOverdue { .. }]), "{passed:?}");
    let said = Command::AddMessage { text: "The blue one.".to_owned() };
    let heard = after(state, said, "ada", &[]);
    assert_eq!((heard.name(), heard.asked().unwrap().messages), ("WITH_EXPERT", 2));
}

#[test]
fn an_expert_answers_nothing_that_was_never_routed_to_them() {
    let facts = Facts::by(signed_in("olu", &[StaffRole::ExpertDigitrials]), now(), now());
    for state in [raised("Which years are there?", None), routed(Team::DataApplications)] {
        let refusal = decide(&state, Command::Answer { text: "All.".to_owned() }, &facts).unwrap_err();
        assert_eq!(refusal.code(), "enquiry-unknown");
    }
}

#[test]
fn an_expert_answers_whoever_was_merged_into_what_their_team_has() {
    let merge = Command::Merge { into: "ENQ-2026-000413".parse().unwrap() };
    let new = raised("Which years are there?", None);
    let triage = Facts {
        other: dars_intake_domain::enquiry::Other::Open,
        ..Facts::by(signed_in("sid", &[StaffRole::TriageOfficer]), now(), now())
    };
    let merged = decide(&new, merge, &triage).unwrap().iter().fold(new, |state, event| evolve(state, event).unwrap());
    let expert = signed_in("olu", &[StaffRole::ExpertDigitrials]);
    assert!(may_see(&merged, &expert, Some(Team::DigiTrials)).is_ok());
    assert!(may_see(&merged, &expert, Some(Team::Agreements)).is_err());
    let officer = signed_in("cas", &[StaffRole::CaseOfficer]);
    assert!(may_see(&merged, &officer, Some(Team::Incident)).is_err());
}

#[test]
fn an_incident_is_read_by_the_incident_lead_and_triage_officers_alone_also_when_it_is_over() {
    let incident = raised("Which years are there?", Some(true));
    assert_eq!(incident.team(), Some(Team::Incident));
    let answer = Command::Answer { text: "Thank you.".to_owned() };
    let over = after(incident.clone(), answer, "ina", &[StaffRole::IncidentLead]);
    for state in [&incident, &over] {
        for role in [StaffRole::IncidentLead, StaffRole::TriageOfficer] {
            assert!(reads(state, role), "{role:?}");
        }
        for role in StaffRole::EXPERTS.into_iter().chain([
            StaffRole::CaseOfficer,
            StaffRole::TeamManager,
            StaffRole::Approver,
            StaffRole::Finance,
        ]) {
            assert!(!reads(state, role), "{role:?}");
        }
    }
    assert!(may_see(&incident, &signed_in("ada", &[]), None).is_ok());
    assert_eq!(noted(&incident), None, "nothing is quoted");
}

#[test]
fn a_yes_reaches_the_incident_lead_whatever_the_words_say() {
    for text in ["Which years are there?", "Nothing was lost.", "How many waited, by month?"] {
        assert_eq!(raised(text, Some(true)).team(), Some(Team::Incident), "{text}");
        assert_eq!(outward_team(&raised(text, Some(true))), Team::Incident);
        assert_eq!(raised(text, Some(false)), {
            let unsaid = raised(text, None);
            let mut asked = unsaid.asked().unwrap().clone();
            asked.details.data_incident = Some(false);
            State::New { asked }
        });
    }
}

#[test]
fn a_no_keeps_no_breach_from_the_incident_lead() {
    assert_eq!(raised("We lost a USB stick with patient data on it.", Some(false)).team(), Some(Team::Incident));
    let suspected = raised("A folder was found that belongs to another hospital.", Some(false));
    assert!(suspected.asked().unwrap().suspicion.is_some());
}

#[test]
fn numbers_that_were_taken_out_of_a_mail_are_counted_for_its_enquirer() {
    let state = raised("Which years are there?", None);
    let mail = Command::AddMail { text: "About [number removed].".to_owned(), numbers_removed: 2 };
    let facts = Facts::by(signed_in("ada", &[]), now(), now());
    let events = decide(&state, mail, &facts).unwrap();
    assert!(matches!(events[0], Event::EnquiryMessageAdded { numbers_removed: 2, by_officer: false, .. }));
    let state = events.iter().fold(state, |state, event| evolve(state, event).unwrap());
    assert_eq!(state.asked().unwrap().numbers_removed, 2);
}

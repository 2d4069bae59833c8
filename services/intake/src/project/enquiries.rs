//! Enquiries into the work list, the timeline, the due dates and what waits for whom.

use dars_bus::{Aggregate as _, Meta, StoreError};
use dars_intake_domain::{
    enquiry::{Asked, Event, State},
    rules::routing::Suggestion,
};
use dars_messages::requests::intake::Occasion;
use dars_vocabulary::{Nic, PersonId, Sector, StaffRole, calendar::days_after, code::Team, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::{
    handle::{Enquiry, by_link},
    store::{
        self,
        enquiries::Routed,
        tasks::{Audience, NewTask},
    },
};

/// Keeps them in step. A message changes none of them.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    let moved: Vec<&Event> =
        events.iter().filter(|event| !matches!(event, Event::EnquiryMessageAdded { .. })).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let Some(asked) = state.asked() else { return Ok(()) };
    let row = store::enquiries::Listed {
        reference: reference.to_owned(),
        state: state.name().to_owned(),
        team: state.team().map(|team| team.code().to_owned()),
        owner: asked.owner.map(|owner| owner.0),
        topic: asked.topic.code().to_owned(),
        answer_due: asked.answer_due,
        suggested: asked.suggestion.as_ref().map(|suggestion| suggestion.route.code().to_owned()),
    };
    store::enquiries::keep(tx, &row, &routed(state, asked, events), meta.now).await?;
    let over = !matches!(
        state,
        State::New { .. } | State::Triaged { .. } | State::WithExpert { .. } | State::AwaitingEnquirer { .. }
    );
    store::performance::keep(tx, reference, state.name(), over, london_date(meta.now)).await?;
    store::due::keep(tx, Enquiry::KIND, reference, state.next_due()).await?;
    let waiting: Vec<NewTask> = waiting(state).into_iter().chain(look(asked)).collect();
    store::tasks::replace(tx, Enquiry::KIND, reference, &waiting).await?;
    for event in moved {
        store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
        if ends_with_a_word(event) {
            // Who is not signed in answers by the secret link.
            let enquirer = asked.raised_by.unwrap_or_else(|| by_link(reference).id);
            let today = london_date(meta.now);
            let occasion = Occasion::EnquiryEnded;
            let sector = match asked.raised_by {
                Some(person) => speaks_for(tx, person, today).await?,
                None => Sector::Public,
            };
            store::feedback::ask(tx, enquirer, reference, occasion, sector, today).await?;
        }
    }
    Ok(())
}

/// The group of the organisations to which someone belongs; the public's where that is none, or several.
async fn speaks_for(tx: &mut PgConnection, person: PersonId, today: Date) -> Result<Sector, StoreError> {
    let memberships = store::memberships::of(tx, person).await?;
    let held = memberships.into_iter().filter(|held| held.stands_on(today)).map(|held| held.organisation);
    let types = store::organisations::types(tx, &held.collect::<Vec<_>>()).await?;
    let mut sectors: Vec<Sector> = types.values().map(|kind| kind.sector()).collect();
    sectors.sort_unstable();
    sectors.dedup();
    Ok(match sectors.as_slice() {
        [sector] => *sector,
        [] | [_, _, ..] => Sector::Public,
    })
}

/// Whether the enquirer may be asked how they found it: it ended, and not as the same as another.
fn ends_with_a_word(event: &Event) -> bool {
    matches!(
        event,
        Event::EnquiryAnswered { .. }
            | Event::EnquirySignposted { .. }
            | Event::EnquiryClosed { .. }
            | Event::EnquiryClosedNoReply { .. }
    )
}

/// Where it went now, and whether its words had suggested that.
fn routed(state: &State, asked: &Asked, events: &[Event]) -> Routed {
    let suggested = asked.suggestion.as_ref();
    let mut routed = Routed {
        line: suggested.map(|suggested| i16::from(suggested.line)),
        to: None,
        overruled: false,
        last_team: state.last_team().map(|team| team.code().to_owned()),
        same_as: state.same_as().map(ToString::to_string),
    };
    for event in events {
        let (to, as_suggested) = match event {
            Event::EnquiryRouted { team, .. } => {
                (team.code(), suggested.map(|suggested| suggested.route.team() == Some(*team)))
            }
            Event::EnquirySignposted { to, .. } => {
                let same = |suggested: &Suggestion| suggested.route.signpost().is_some_and(|place| to.contains(&place));
                (to.first().map_or("", |place| place.code()), suggested.map(same))
            }
            _ => continue,
        };
        routed.to = Some(to.to_owned());
        routed.overruled = as_suggested == Some(false);
    }
    routed
}

/// What waits for whom.
fn waiting(state: &State) -> Vec<NewTask> {
    match state {
        State::New { asked } => for_staff(asked, "triage-enquiry", "Triage the enquiry", &[StaffRole::TriageOfficer]),
        State::Triaged { asked } => {
            for_staff(asked, "route-enquiry", "Route the enquiry to a team", &[StaffRole::TriageOfficer])
        }
        State::WithExpert { asked, team } => {
            let mut tasks = for_staff(asked, "answer-enquiry", "Answer the enquiry", &who(*team));
            // One that quotes a case waits for its officer alone, and for triage officers as ever.
            if let (Team::CaseOfficers, None, Some(nic)) = (team, asked.owner, quoted(asked)) {
                for task in &mut tasks {
                    if task.audience == Audience::Role(StaffRole::CaseOfficer) {
                        task.audience = Audience::Case(nic.clone());
                    }
                }
            }
            if *team == Team::Incident {
                tasks.extend(incident_about(asked));
            }
            tasks
        }
        // It is worked on in another one; its enquirer waits for an answer all the same.
        State::Merged { asked, team, .. } => {
            let who = team.map_or_else(|| vec![StaffRole::TriageOfficer], who);
            for_staff(asked, "answer-merged-enquiry", "Answer the enquirer of a merged enquiry", &who)
        }
        State::AwaitingEnquirer { asked, team, close_on, .. } => {
            let enquirer = asked.raised_by.map(|enquirer| for_enquirer(asked, enquirer, *close_on));
            let mut tasks: Vec<NewTask> = enquirer.into_iter().collect();
            // Silence ends no incident unseen.
            if *team == Team::Incident {
                let title = "See to the incident, whether or not its enquirer answers";
                tasks.extend(for_staff(asked, "answer-enquiry", title, &[StaffRole::IncidentLead]));
            }
            tasks
        }
        State::Absent
        | State::Signposted { .. }
        | State::Answered { .. }
        | State::Duplicate { .. }
        | State::ClosedNoReply { .. }
        | State::Closed { .. }
        | State::Converted { .. } => Vec::new(),
    }
}

/// What may be an incident waits for the incident lead, whatever becomes of it meanwhile.
fn look(asked: &Asked) -> Option<NewTask> {
    asked.suspicion.as_ref().map(|suspicion| NewTask {
        what: "look-at-incident",
        title: "It may be an incident: look within the hour".to_owned(),
        due_on: Some(london_date(suspicion.look_by)),
        path: format!("/enquiries/{}", asked.enquiry),
        audience: Audience::Role(StaffRole::IncidentLead),
    })
}

/// The first known request that it quotes.
fn quoted(asked: &Asked) -> Option<&Nic> {
    asked.suggestion.as_ref()?.quotes().next()
}

/// Those who work on a quoted request hear that something was reported, and never what: the task leads to the request.
fn incident_about(asked: &Asked) -> Option<NewTask> {
    let nic = quoted(asked)?;
    Some(NewTask {
        what: "know-of-incident",
        title: "Something was reported that concerns this request; the incident lead has it".to_owned(),
        due_on: Some(asked.answer_due),
        path: format!("/applications/{nic}"),
        audience: Audience::Case(nic.clone()),
    })
}

/// Who works on what a team has.
fn who(team: Team) -> Vec<StaffRole> {
    vec![StaffRole::answers_for(team), StaffRole::TriageOfficer]
}

/// For the officer who has it; while nobody has, for all who may take it.
fn for_staff(asked: &Asked, what: &'static str, title: &str, roles: &[StaffRole]) -> Vec<NewTask> {
    let task = |audience: Audience| NewTask {
        what,
        title: title.to_owned(),
        due_on: Some(asked.answer_due),
        path: format!("/enquiries/{}", asked.enquiry),
        audience,
    };
    match asked.owner {
        Some(owner) => vec![task(Audience::Person(owner))],
        None => roles.iter().map(|role| task(Audience::Role(*role))).collect(),
    }
}

fn for_enquirer(asked: &Asked, enquirer: PersonId, close_on: Date) -> NewTask {
    NewTask {
        what: "answer-question",
        title: "Answer the question about your enquiry".to_owned(),
        // It is closed when that day begins.
        due_on: Some(days_after(close_on, -1)),
        path: format!("/enquiries/{}", asked.enquiry),
        audience: Audience::Person(enquirer),
    }
}

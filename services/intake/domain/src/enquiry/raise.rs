//! How an enquiry begins: what is taken, what is masked, and where it is sent at once.

use dars_rules::policy;
use dars_vocabulary::{
    ActorKind, EnquiryRef, FieldError, Sealed,
    calendar::{days_after, london_date, working_days_after},
    code::{Channel, EnquiryTopic, Team},
};
use jiff::Timestamp;

use super::{
    Enquirer, Event, Facts, More, Refusal, State, ask::WRITERS, decide::acceptable, details::Mask, incident,
    state::Stage,
};
use crate::{
    NotAPerson,
    rules::{
        routing::{Asking, suggest},
        staff, text,
    },
};

/// What is raised.
pub(super) struct Raised {
    pub enquiry: EnquiryRef,
    pub channel: Channel,
    pub topic: EnquiryTopic,
    pub enquirer: Enquirer,
    pub purpose: String,
    pub more: More,
}

pub(super) fn raise(state: &State, facts: &Facts, raised: Raised) -> Result<Vec<Event>, Refusal> {
    let by_staff = staff::holds_any(&facts.actor, WRITERS);
    let raised_by = match facts.actor.kind {
        ActorKind::System => return Err(NotAPerson::PersonNeeded.into()),
        ActorKind::Public | ActorKind::Machine => None,
        // What staff log, they log for someone else.
        ActorKind::Person => facts.actor.roles.is_empty().then_some(facts.actor.id),
    };
    match state.stage() {
        Stage::Absent => {}
        Stage::Open(..) | Stage::Merged(..) | Stage::Over(_) | Stage::Converted(_) => return Err(Refusal::Exists),
    }
    let Raised { enquiry, channel, topic, enquirer, purpose, more } = raised;
    if channel != Channel::Web && !by_staff {
        return Err(Refusal::ChannelForOfficers);
    }
    let own = [
        text::line("/name", &enquirer.name),
        text::email("/email", &enquirer.email),
        enquirer.organisation.as_deref().and_then(|organisation| text::line("/organisation", organisation)),
        text::free_text("/purpose_text", &purpose, text::FREE_TEXT),
        received(channel, more.received_at, facts.now),
    ];
    acceptable(own.into_iter().chain(more.errors()))?;
    let received_at = more.received_at;
    let mut mask = Mask { removed: more.numbers_removed };
    let enquirer = Enquirer {
        name: mask.text(&enquirer.name),
        organisation: mask.option(enquirer.organisation.as_deref()),
        email: enquirer.email,
    };
    let purpose = mask.text(&purpose);
    let details = more.details(&purpose, &mut mask);
    let suggestion = suggest(&Asking {
        text: &purpose,
        topic,
        quoted: &details.quoted,
        known: &facts.quoted,
        despite: details.despite,
    });
    // A yes is meant, whatever the words say; a no is no reason to pass over words.
    let suggestion = if details.data_incident == Some(true) { suggestion.said_to_be_an_incident() } else { suggestion };
    let incident = suggestion.route.team() == Some(Team::Incident);
    let answer_due = if incident {
        london_date(incident::within_the_hour(facts.now))
    } else {
        working_days_after(london_date(received_at.unwrap_or(facts.now)), policy::ENQUIRY_ANSWER.value)
    };
    // Whatever else is said, a breach does not wait for anyone to read it; and what may be one is looked at.
    let told = format!("{purpose}\n\n{}", details.told());
    let at_once = if incident {
        Some(incident::to_the_lead(enquiry.clone(), facts, true))
    } else {
        incident::suspected(&enquiry, facts, &told, topic)
    };
    let raised = Event::EnquiryRaised {
        enquiry,
        channel,
        topic,
        answer_due,
        enquirer: Sealed::Open(enquirer),
        purpose: Sealed::Open(purpose),
        raised_by,
        details: Box::new(details),
        suggestion: Some(suggestion),
        nics: facts.quoted.iter().map(|known| known.nic.clone()).collect(),
        numbers_removed: mask.removed,
        received_at,
        logged_by: facts.actor.is_any_staff().then_some(facts.actor.id),
    };
    Ok([raised].into_iter().chain(at_once).collect())
}

/// When it came is said by whoever logs it later, and lies behind us.
fn received(channel: Channel, at: Option<Timestamp>, now: Timestamp) -> Option<FieldError> {
    let wrong = |code: &str, detail: &str| {
        Some(FieldError { pointer: "/received_at".to_owned(), code: code.to_owned(), detail: detail.to_owned() })
    };
    match at {
        Some(_) if channel == Channel::Web => {
            wrong("for-logged-enquiries", "Leave it out: what comes by the web comes when it is sent.")
        }
        Some(at) if at > now => wrong("in-the-future", "Say when it came, not when it will."),
        Some(at) if days_after(london_date(at), 366) < london_date(now) => {
            wrong("too-long-ago", "That is more than a year ago: leave it out, and say so in the text.")
        }
        Some(_) | None => None,
    }
}

//! Where to go, from a few answers: the order of domain.md §15, the first line that fits. A signpost never locks a door:
//! each says how to go on anyway.

mod order;
mod owners;
mod words;

use dars_messages::requests::intake::AskSignpost;
use dars_rules::policy;
use dars_vocabulary::{
    DataSetEntry, FieldError,
    calendar::working_days_after,
    catalogue::Alternative,
    code::{EnquiryTopic, OtherData, Signpost},
};
use jiff::civil::Date;
use serde::Serialize;

pub use order::{Line, ORDER};
pub use owners::{OWNERS, Owner};
pub use words::{Destination, Words, words};

/// Most data sets that one may ask about at once.
const MOST_DATA_SETS: usize = 50;
const MOST_USERS: u32 = 10_000;
const MOST_MONTHS: u32 = 240;

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Which line of the order fits.
    pub line: u8,
    /// Where to go, as a code.
    pub to: Destination,
    /// Where to go.
    pub name: &'static str,
    /// Why there.
    pub why: &'static str,
    /// What to have at hand.
    pub prepare: &'static [&'static str],
    /// Who has it then.
    pub who_has_it: &'static str,
    /// By when there is an answer, if it is ours to give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// How to come back.
    pub come_back: &'static str,
    /// Where to read on.
    pub links: Vec<Link>,
    /// What is published about the data that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Published>,
    /// Who holds the data that somebody else holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<&'static Owner>,
    /// What to send to `POST /enquiries`, beside one's name, address and words.
    pub enquire: Enquire,
    /// What fits as well, further down the order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Also>,
}

/// By when there is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct By {
    /// In words.
    pub text: String,
    /// The day, if the enquiry comes today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

/// Where to read on: within this API, or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it leads to.
    pub title: String,
    /// Its address, or a path below this API's own.
    pub href: String,
}

/// What is published about a data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The data set.
    pub data_set: String,
    /// Where the same is published.
    pub alternatives: Vec<Alternative>,
}

/// How to raise an enquiry there, or to go on anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Enquire {
    /// In words.
    pub text: &'static str,
    /// Where to send it.
    pub path: &'static str,
    /// Its topic.
    pub topic: EnquiryTopic,
    /// What says that one goes on despite the signpost; the reason is one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub despite: Option<Despite>,
}

/// Going on despite a signpost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Despite {
    /// Which signpost.
    pub to: Signpost,
    /// What to write here.
    pub reason: &'static str,
}

/// What fits as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// Where to go, as a code.
    pub to: Destination,
    /// Where to go.
    pub name: &'static str,
    /// Why there.
    pub why: &'static str,
}

/// What cannot be answered as it is asked.
pub fn unacceptable(asked: &AskSignpost) -> Vec<FieldError> {
    let out_of_range = |pointer: &str, detail: String| FieldError {
        pointer: pointer.to_owned(),
        code: "out-of-range".to_owned(),
        detail,
    };
    let within = |pointer: &str, value: Option<u32>, most: u32| {
        let outside = value.is_some_and(|value| !(1..=most).contains(&value));
        outside.then(|| out_of_range(pointer, format!("A number from 1 to {most}.")))
    };
    let too_many = asked.data_sets.len() > MOST_DATA_SETS;
    [
        too_many.then(|| out_of_range("/data_sets", format!("At most {MOST_DATA_SETS} data sets."))),
        within("/users", asked.users, MOST_USERS),
        within("/months", asked.months, MOST_MONTHS),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where to go; `known` are the entries of the data sets that are asked about, `today` is the day of the question.
pub fn signpost(asked: &AskSignpost, known: &[(String, DataSetEntry)], today: Date) -> Answer {
    let mut fitting = ORDER.iter().filter(|line| (line.fits)(asked));
    let line = fitting.next().unwrap_or(&order::LAST);
    let also = fitting.filter(|other| other.number != line.number && other.number != order::LAST.number);
    let said = words(line.to);
    let published = if asked_for_counts(asked) { published(known) } else { Vec::new() };
    Answer {
        line: line.number,
        to: line.to,
        name: said.name,
        why: said.why,
        prepare: said.prepare,
        who_has_it: said.who_has_it,
        by: by(line.to, today),
        come_back: said.come_back,
        links: links(line.to, &published),
        published,
        owner: (line.to == Destination::OtherBody).then(|| asked.other_data.and_then(owner)).flatten(),
        enquire: enquire(line.to, said),
        also: also
            .map(|line| {
                let said = words(line.to);
                Also { to: line.to, name: said.name, why: said.why }
            })
            .collect(),
    }
}

fn asked_for_counts(asked: &AskSignpost) -> bool {
    use dars_vocabulary::code::Level;
    matches!(asked.level, Some(Level::Aggregate | Level::AggregateUnsuppressed))
}

fn published(known: &[(String, DataSetEntry)]) -> Vec<Published> {
    let with_some = known.iter().filter(|(_, entry)| !entry.published_alternatives.is_empty());
    with_some
        .map(|(id, entry)| Published { data_set: id.clone(), alternatives: entry.published_alternatives.clone() })
        .collect()
}

fn owner(data: OtherData) -> Option<&'static Owner> {
    OWNERS.iter().find(|owner| owner.data == data)
}

/// An enquiry is answered in so many working days; an incident within the hour; for others we promise nothing.
fn by(to: Destination, today: Date) -> Option<By> {
    match to {
        Destination::IncidentLead => {
            Some(By { text: "The incident lead looks at it within the hour.".to_owned(), day: Some(today) })
        }
        Destination::CareProvider | Destination::OtherBody | Destination::PublishedStatistics => None,
        Destination::CaseOfficer
        | Destination::PublicHelp
        | Destination::Commissioners
        | Destination::DigiTrials
        | Destination::SdeSupport
        | Destination::DataApplications => {
            let days = policy::ENQUIRY_ANSWER;
            let text = format!("An enquiry is answered within {} {}.", days.value, days.unit);
            Some(By { text, day: Some(working_days_after(today, days.value)) })
        }
    }
}

fn links(to: Destination, published: &[Published]) -> Vec<Link> {
    let own = words(to).links.iter().map(|(title, path)| Link { title: (*title).to_owned(), href: (*path).to_owned() });
    let elsewhere = published.iter().flat_map(|published| &published.alternatives);
    let mut links: Vec<Link> = Vec::new();
    if to == Destination::PublishedStatistics {
        for Alternative { title, url } in elsewhere {
            let Some(href) = url.clone() else { continue };
            if links.iter().all(|link| link.href != href) {
                links.push(Link { title: title.clone(), href });
            }
        }
    }
    links.extend(own);
    links
}

fn enquire(to: Destination, said: &Words) -> Enquire {
    let despite =
        to.signpost().map(|to| Despite { to, reason: "Say why you go on anyway; it is kept with your words." });
    Enquire { text: said.enquire, path: "/enquiries", topic: said.topic, despite }
}

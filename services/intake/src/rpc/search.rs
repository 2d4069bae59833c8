//! `search`: enquiries and applications by reference, organisations by code and any name, people by name for staff who
//! read content. Applicants find their own organisations' applications, by title too, and organisations.

use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::rules::staff;
use dars_messages::requests::search::{Hit, Hits, Kind, MOST, Search, like, searchable};
use dars_vocabulary::{EnquiryRef, loose::loose_nic};

use super::{Reading, application::list::sight, enquiry::list::may_know};
use crate::store::{
    self,
    search::{Found, Person},
};

/// Looks for what intake owns; what was typed is never logged.
pub async fn search(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let actor = &request.actor;
    if !actor.is_person() {
        return Err(match actor.kind {
            dars_vocabulary::ActorKind::Public => Problem::new(401, "sign-in-needed", "Sign in first."),
            _ => Problem::new(403, "person-needed", "Only a person may do this: sign in as one."),
        });
    }
    let Search { text } = request.body()?;
    let Some(text) = searchable(&text) else {
        let detail = "From 2 to 200 characters are searched for.";
        return Err(Problem::new(422, "values-unacceptable", detail).at("/text", "value-not-acceptable", detail));
    };
    let mut hits = Hits::default();
    let reads_content = staff::reads_content(actor);
    // Who only collaborates knows of those applications alone that they are named on.
    let sight = sight(connection, request).await?;
    if reads_content
        && let Some(reference) = loose_enquiry(text)
        && may_know(connection, request, reference.as_str()).await?
    {
        let found = store::search::enquiry(connection, reference.as_str()).await?;
        add(&mut hits, Kind::Enquiry, found.into_iter().collect());
    }
    let one_more = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let of = if reads_content { None } else { Some(&sight) };
    if let Some(nic) = loose_nic(text) {
        let (number, check) = (format!("{:06}", nic.number), nic.check);
        let found =
            store::search::applications_by_reference(connection, &number, check.as_deref(), of, one_more).await?;
        add(&mut hits, Kind::Application, found);
    } else {
        let like = like(text);
        if !sight.whole.is_empty() || !sight.named.is_empty() {
            let found = store::search::applications_by_title(connection, &like, &sight, one_more).await?;
            add(&mut hits, Kind::Application, found);
        }
        let found = store::search::organisations(connection, &like, &text.to_uppercase(), one_more).await?;
        add(&mut hits, Kind::Organisation, found);
        if reads_content {
            let people = store::search::people(connection, &like, one_more).await?;
            hits.more |= people.len() > MOST;
            hits.items.extend(people.into_iter().take(MOST).map(person));
        }
    }
    Reply::ok(&hits)
}

/// `ENQ-2026-000412`, in small letters, with spaces, or without the zeros.
fn loose_enquiry(text: &str) -> Option<EnquiryRef> {
    let upper = text.to_ascii_uppercase();
    let mut parts = upper.split(['-', ' ', '_', '/']).filter(|part| !part.is_empty());
    let (Some("ENQ"), Some(year), Some(number), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year) || number.len() > 9 || !digits(number) {
        return None;
    }
    format!("ENQ-{year}-{number:0>6}").parse().ok()
}

fn add(hits: &mut Hits, what: Kind, found: Vec<Found>) {
    let place = match what {
        Kind::Enquiry => "enquiries",
        Kind::Organisation => "organisations",
        Kind::Application | Kind::Case | Kind::Person | Kind::FrameworkContract | Kind::Precedent | Kind::Meeting => {
            "applications"
        }
    };
    hits.more |= found.len() > MOST;
    hits.items.extend(found.into_iter().take(MOST).map(|found| Hit {
        what,
        path: format!("/{place}/{}", found.reference),
        reference: found.reference,
        title: found.title,
    }));
}

/// Where they belong is where one looks further.
fn person(found: Person) -> Hit {
    let path = format!("/organisations/{}", found.organisation);
    Hit { what: Kind::Person, reference: found.id.to_string(), title: found.name, path }
}

//! `POST /signpost`: where to go, from a few answers; nothing of them is kept.

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::signposting;
use dars_messages::requests::intake::AskSignpost;
use dars_rules::matching::{Wanted, Wish, is_commissioner, matching};
use dars_vocabulary::{DataSetTraits, code::Asker, london_date};
use serde_json::json;

use super::super::Reading;
use crate::store;

/// Where to go; for whoever asks for data sets, by which access services, too.
pub async fn signpost(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let asked: AskSignpost = request.body()?;
    let wrong = signposting::unacceptable(&asked);
    if !wrong.is_empty() {
        let problem = Problem::new(422, "values-unacceptable", "Some values cannot be accepted: see each field.");
        let each = |problem: Problem, error: dars_vocabulary::FieldError| {
            problem.at(&error.pointer, &error.code, error.detail)
        };
        return Err(wrong.into_iter().fold(problem, each));
    }
    let today = london_date(request.now);
    let known = store::datasets::some(connection, &asked.data_sets).await?;
    let traits: BTreeMap<String, DataSetTraits> =
        known.iter().map(|one| (one.id.clone(), one.entry.traits())).collect();
    let known: Vec<_> = known.into_iter().map(|one| (one.id, one.entry)).collect();
    let answer = signposting::signpost(&asked, &known, today);
    // Services are for organisations; without data sets there is nothing to match.
    let services = (asked.who == Asker::Organisation && !asked.data_sets.is_empty())
        .then(|| matching(&wish(&asked), &traits, today));
    let mut shown = json!(answer);
    if let (Some(members), Some(services)) = (shown.as_object_mut(), services) {
        members.insert("services".to_owned(), json!(services));
    }
    Reply::ok(&shown)
}

fn wish(asked: &AskSignpost) -> Wish {
    let wanted = |dataset: &String| Wanted { dataset: dataset.clone(), level: asked.level, frequency: asked.frequency };
    Wish {
        data: asked.data_sets.iter().map(wanted).collect(),
        cohort: asked.cohort,
        linkage: asked.linkage,
        purposes: asked.purposes.clone(),
        organisation: asked.organisation_type,
        trial: Some(asked.trial.is_some()),
        commissioner: asked.organisation_type.is_some_and(is_commissioner),
        territory: asked.territory,
        extract_reason: asked.extract_needed,
        users: asked.users,
        months: asked.months,
    }
}

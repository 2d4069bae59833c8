//! How an entry is shown: codes with the register's labels, organisations and data sets with their names.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_register_domain::entry::{PublicDataSet, PublicEntry};
use dars_vocabulary::OrganisationId;
use serde_json::{Value, json};

use super::Reading;
use crate::store;

type Names = BTreeMap<String, String>;

/// A code and its label; `null` is "not recorded".
macro_rules! coded {
    ($code:expr) => {
        $code.map(|code| json!({"code": code.code(), "label": code.label()}))
    };
}

/// One row of the public list.
pub fn row(entry: &PublicEntry, names: &Names) -> Value {
    json!({
        "reference": entry.reference,
        "nic": entry.nic,
        "version": entry.version,
        "status": entry.status,
        "title": entry.title,
        "applicant": organisation(&entry.applicant, names),
        "start": entry.start,
        "end": entry.end,
        "published_on": entry.published_on,
    })
}

/// A whole entry.
pub async fn whole(connection: &mut Reading, entry: &PublicEntry) -> Result<Value, StoreError> {
    let organisations = entry.controllers.iter().chain([&entry.applicant]);
    let names = store::organisations::names(connection, organisations).await?;
    let ids: Vec<String> = entry.data_sets.iter().map(|data_set| data_set.dataset.clone()).collect();
    let data_sets = store::datasets::names(connection, &ids).await?;
    let controllers: Vec<Value> = entry.controllers.iter().map(|id| organisation(id, &names)).collect();
    let data_sets: Vec<Value> = entry.data_sets.iter().map(|shown| data_set(shown, &data_sets)).collect();
    Ok(json!({
        "reference": entry.reference,
        "nic": entry.nic,
        "version": entry.version,
        "status": entry.status,
        "title": entry.title,
        "applicant": organisation(&entry.applicant, &names),
        "controllers": controllers,
        "controller_basis": entry.controller_basis,
        "start": entry.start,
        "end": entry.end,
        "territory": coded!(Some(entry.territory)),
        "commercial": entry.commercial,
        "lay_summary": entry.lay_summary,
        "objective": entry.objective,
        "processing_activities": entry.processing_activities,
        "expected_output": entry.expected_output,
        "expected_benefits": entry.expected_benefits,
        "yielded_benefits": entry.yielded_benefits,
        "data_sets": data_sets,
        "published_on": entry.published_on,
    }))
}

fn organisation(id: &OrganisationId, names: &Names) -> Value {
    json!({"id": id, "name": names.get(id.as_str())})
}

fn data_set(shown: &PublicDataSet, names: &Names) -> Value {
    let cldc: Vec<Value> = shown.cldc.iter().filter_map(|basis| coded!(Some(basis))).collect();
    json!({
        "dataset": shown.dataset,
        "name": names.get(&shown.dataset),
        "level": coded!(shown.level),
        "sensitivity": coded!(shown.sensitivity),
        "frequency": coded!(shown.frequency),
        "legal_power": coded!(shown.legal_power),
        "cldc": cldc,
        "access_service": coded!(shown.access_service),
    })
}

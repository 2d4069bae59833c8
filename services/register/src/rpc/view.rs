//! How a version is shown: codes with the register's labels, organisations and data sets with their names.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_register_domain::entry::{PublicDataSet, PublicRelease, PublicVersion};
use dars_vocabulary::{
    OrganisationId,
    code::{Article6, Article9, cldc_label},
};
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
pub fn row(entry: &PublicVersion, names: &Names) -> Value {
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

/// One line of an entry's versions.
pub fn line(entry: &PublicVersion) -> Value {
    json!({
        "version": entry.version,
        "reference": entry.reference,
        "status": entry.status,
        "start": entry.start,
        "end": entry.end,
        "ended_on": entry.ended_on,
        "published_on": entry.published_on,
        "path": format!("/register/agreements/{}/versions/{}", entry.nic, entry.version),
    })
}

/// A whole version.
pub async fn whole(connection: &mut Reading, entry: &PublicVersion) -> Result<Value, StoreError> {
    let organisations = entry.controllers.iter().chain(&entry.processors).chain([&entry.applicant]);
    let names = store::organisations::names(connection, organisations).await?;
    let held = entry.data_sets.iter().map(|data_set| &data_set.dataset);
    let out = entry.releases.iter().map(|release| &release.dataset);
    let ids: Vec<String> = held.chain(out).cloned().collect();
    let data_sets = store::datasets::names(connection, &ids).await?;
    let all = |ids: &[OrganisationId]| -> Vec<Value> { ids.iter().map(|id| organisation(id, &names)).collect() };
    let releases: Vec<Value> = entry.releases.iter().map(|shown| release(shown, &data_sets)).collect();
    let data_sets: Vec<Value> = entry.data_sets.iter().map(|shown| data_set(shown, &data_sets)).collect();
    let article = |code: &str, cited: String| json!({"code": code, "label": cited});
    let article_6: Vec<Value> = entry.article_6.iter().map(|one: &Article6| article(one.code(), one.cited())).collect();
    let article_9: Vec<Value> = entry.article_9.iter().map(|one: &Article9| article(one.code(), one.cited())).collect();
    Ok(json!({
        "reference": entry.reference,
        "nic": entry.nic,
        "version": entry.version,
        "status": entry.status,
        "title": entry.title,
        "applicant": organisation(&entry.applicant, &names),
        "controllers": all(&entry.controllers),
        "controller_basis": entry.controller_basis,
        "processors": all(&entry.processors),
        "start": entry.start,
        "end": entry.end,
        "ended_on": entry.ended_on,
        "territory": coded!(Some(entry.territory)),
        "countries": entry.countries,
        "article_6": article_6,
        "article_9": article_9,
        "commercial": entry.commercial,
        "sub_licensing": entry.sub_licensing,
        "lay_summary": entry.lay_summary,
        "objective": entry.objective,
        "processing_activities": entry.processing_activities,
        "expected_output": entry.expected_output,
        "expected_benefits": entry.expected_benefits,
        "yielded_benefits": entry.yielded_benefits,
        "data_sets": data_sets,
        "releases": releases,
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
        "cldc_label": cldc_label(&shown.cldc),
        "access_service": coded!(shown.access_service),
        "opt_outs_applied": shown.opt_outs_applied,
    })
}

fn release(shown: &PublicRelease, names: &Names) -> Value {
    json!({
        "dataset": shown.dataset,
        "name": names.get(&shown.dataset),
        "kind": coded!(Some(shown.kind)),
        "month": shown.month,
        "opt_outs_applied": shown.opt_outs_applied,
        "files": shown.files,
    })
}

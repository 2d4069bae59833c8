//! `GET /applications/{nic}/services`: through which services it can have what it asks for, as far as it is said.

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_rules::matching::{Wish, matching};
use dars_vocabulary::{DataSetTraits, Nic, OrganisationId, london_date};
use serde_json::json;

use super::super::{Reading, application::list::content};
use crate::{
    handle::{Application, application_facts},
    store,
};

/// Those that fit and those that do not, by what is written, and for what is not, by what was noted before.
pub async fn services(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let state = application::as_of(&loaded.state, &facts).into_owned();
    let Some(about) = state.application() else { return Err(Problem::not_found("application")) };
    let (written, revision) = content(connection, &nic, &state).await?;
    let content = about.known_content(written.unwrap_or_default());
    let applicant: &OrganisationId = &about.organisation;
    let types = store::organisations::types(connection, std::slice::from_ref(applicant)).await?;
    let wish = Wish::of(&content, types.get(applicant).copied());
    let wanted: Vec<String> = wish.data.iter().map(|wanted| wanted.dataset.clone()).collect();
    let known = store::datasets::some(connection, &wanted).await?;
    let catalogue: BTreeMap<String, DataSetTraits> =
        known.into_iter().map(|one| (one.id, one.entry.traits())).collect();
    // Before data is named there is nothing to match.
    let services = (!wish.data.is_empty()).then(|| matching(&wish, &catalogue, london_date(request.now)));
    Reply::versioned(loaded.version + revision, &json!({"nic": nic, "state": state.name(), "services": services}))
}

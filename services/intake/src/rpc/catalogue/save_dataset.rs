//! `PUT /catalogue/datasets/{id}`: an entry in its place. `If-Match: "0"` puts the first one.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::dataset::Command;
use dars_vocabulary::DataSetEntry;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Dataset;

/// Puts an entry of the catalogue in its place.
#[derive(Debug)]
pub struct SaveDataset;

#[async_trait]
impl Work for SaveDataset {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let dataset: String = request.param("id")?;
        let entry: Box<DataSetEntry> = request.body()?;
        let if_match = request.must_match()?;
        let command = Command::Save { dataset: dataset.clone(), entry };
        let done = execute::<Dataset>(tx, &request.meta(), &dataset, if_match, command).await?;
        Reply::versioned(done.saved.version, &json!({"id": dataset, "revised": !done.events.is_empty()}))
    }
}

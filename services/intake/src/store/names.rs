//! Every name that organisations have or had, found by the first words of what a text says (V28).

use std::collections::BTreeSet;

use dars_bus::StoreError;
use dars_rules::names::{Names, key_of, keys_in};
use dars_vocabulary::{ApplicationContent, OrganisationId, reference::NotAReference};
use sqlx::PgConnection;

/// Keeps a name; former ones stay.
pub async fn keep(tx: &mut PgConnection, organisation: &str, name: &str) -> Result<(), StoreError> {
    // A name without any letter is in no text.
    let Some(key) = key_of(name) else { return Ok(()) };
    sqlx::query!(
        r#"
        insert into name_keys (organisation, name, key) values ($1, $2, $3)
        on conflict (organisation, name) do update set key = excluded.key
        "#,
        organisation,
        name,
        key,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The names that the purpose may mention: a read by index for each pair of its words, however many names there are.
pub async fn in_purpose(tx: &mut PgConnection, content: &ApplicationContent) -> Result<Names, StoreError> {
    let purpose = content.purpose.as_ref();
    let texts = purpose.into_iter().flat_map(|said| {
        let more = [said.public_interest.as_deref(), said.data_subjects.as_deref()];
        [said.objective.as_str(), &said.processing_activities, &said.lay_summary]
            .into_iter()
            .chain(more.into_iter().flatten())
    });
    let keys: BTreeSet<String> = texts.flat_map(keys_in).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let rows =
        sqlx::query!("select organisation, name from name_keys where key = any($1)", &keys).fetch_all(tx).await?;
    let names: Result<Vec<(OrganisationId, String)>, StoreError> = rows
        .into_iter()
        .map(|row| {
            let id = row.organisation.parse().map_err(|error: NotAReference| {
                StoreError::corrupt("name_keys", "organisation", &row.organisation, error.to_string())
            })?;
            Ok((id, row.name))
        })
        .collect();
    Ok(Names::of(names?))
}

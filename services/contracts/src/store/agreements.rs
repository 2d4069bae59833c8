//! Agreements, for lists.

use dars_bus::StoreError;
use dars_contracts_domain::agreement::State;
use sqlx::PgConnection;

/// One agreement of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The agreement.
    pub nic: String,
    /// The applicant organisation.
    pub organisation: String,
    /// Where it stands: its status is computed from it, for the day on which it is asked.
    pub state: State,
}

/// A page in order of NIC number behind `after`; those that concern these organisations, or all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select a.nic, a.organisation, g.state
        from agreements a join aggregates g on g.aggregate = 'agreement' and g.reference = a.nic
        where a.nic > $1 and ($2::text[] is null or a.organisations && $2)
        order by a.nic limit $3
        "#,
        after,
        organisations as _,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.nic, error))?;
            Ok(Listed { nic: row.nic, organisation: row.organisation, state })
        })
        .collect()
}

/// Keeps one. The version it was drafted from and the applicant never change.
pub async fn keep(tx: &mut PgConnection, nic: &str, state: &State) -> Result<(), StoreError> {
    let organisations: Vec<String> = state.organisations().iter().map(ToString::to_string).collect();
    if let State::Draft(draft) = state {
        sqlx::query!(
            r#"
            insert into agreements (nic, organisation, organisations, application_version) values ($1, $2, $3, $4)
            on conflict (nic) do update set organisations = excluded.organisations
            "#,
            nic,
            draft.organisation.as_str(),
            &organisations,
            draft.application_version.to_string(),
        )
        .execute(tx)
        .await?;
    } else {
        sqlx::query!("update agreements set organisations = $2 where nic = $1", nic, &organisations)
            .execute(tx)
            .await?;
    }
    Ok(())
}

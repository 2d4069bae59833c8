//! Who belongs where, and who may sign for whom, as intake told it.

use dars_bus::StoreError;
use dars_contracts_domain::mandate::Mandate;
use dars_vocabulary::{OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// A row as it is stored.
struct Row {
    organisation: String,
    from_day: jiff_sqlx::Date,
    until_day: Option<jiff_sqlx::Date>,
}

impl Row {
    fn read(self, table: &'static str, person: PersonId) -> Result<Mandate, StoreError> {
        Ok(Mandate {
            organisation: self
                .organisation
                .parse()
                .map_err(|error| StoreError::corrupt(table, "organisation", person, error))?,
            person,
            from: self.from_day.to_jiff(),
            until: self.until_day.map(jiff_sqlx::Date::to_jiff),
        })
    }
}

/// The memberships of a person.
pub async fn memberships(tx: &mut PgConnection, person: PersonId) -> Result<Vec<Mandate>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "select organisation, from_day, until_day from memberships where person = $1 order by organisation",
        person.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.read("memberships", person)).collect()
}

/// The confirmed authorities of a person to sign.
pub async fn authorities(tx: &mut PgConnection, person: PersonId) -> Result<Vec<Mandate>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "select organisation, from_day, until_day from signing_authorities where person = $1 order by organisation",
        person.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.read("signing_authorities", person)).collect()
}

/// The organisations that a person belongs to, or may sign for, on `day`.
pub async fn organisations(
    tx: &mut PgConnection,
    person: PersonId,
    day: Date,
) -> Result<Vec<OrganisationId>, StoreError> {
    let mut held = memberships(tx, person).await?;
    held.extend(authorities(tx, person).await?);
    held.retain(|mandate| mandate.holds(person, &mandate.organisation, day));
    Ok(held.into_iter().map(|mandate| mandate.organisation).collect())
}

/// Keeps a membership; what was said of this person and organisation before is replaced.
pub async fn keep_membership(tx: &mut PgConnection, mandate: &Mandate) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into memberships (person, organisation, from_day, until_day) values ($1, $2, $3, $4)
        on conflict (person, organisation) do update
            set from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        mandate.person.0,
        mandate.organisation.as_str(),
        mandate.from.to_sqlx() as _,
        mandate.until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps an authority to sign; what was said of this person and organisation before is replaced.
pub async fn keep_authority(tx: &mut PgConnection, mandate: &Mandate) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into signing_authorities (person, organisation, from_day, until_day) values ($1, $2, $3, $4)
        on conflict (person, organisation) do update
            set from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        mandate.person.0,
        mandate.organisation.as_str(),
        mandate.from.to_sqlx() as _,
        mandate.until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

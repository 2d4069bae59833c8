//! Who belongs where, and who may sign for whom, as intake told it.

use dars_bus::StoreError;
use dars_contracts_domain::mandate::Mandate;
use dars_vocabulary::{MembershipRole, OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// A row as it is stored.
struct Row {
    organisation: String,
    from_day: jiff_sqlx::Date,
    until_day: Option<jiff_sqlx::Date>,
    roles: Vec<String>,
}

impl Row {
    fn read(self, table: &'static str, person: PersonId) -> Result<Mandate, StoreError> {
        Ok(Mandate {
            organisation: self
                .organisation
                .parse()
                .map_err(|error| StoreError::corrupt(table, "organisation", person, error))?,
            person,
            roles: self.roles.iter().map(|role| read_role(role, table, person)).collect::<Result<_, _>>()?,
            from: self.from_day.to_jiff(),
            until: self.until_day.map(jiff_sqlx::Date::to_jiff),
        })
    }
}

/// A role as it stands in JSON.
fn read_role(code: &str, table: &'static str, person: PersonId) -> Result<MembershipRole, StoreError> {
    serde_json::from_value(code.into()).map_err(|error| StoreError::corrupt(table, "roles", person, error))
}

/// The memberships of a person.
pub async fn memberships(tx: &mut PgConnection, person: PersonId) -> Result<Vec<Mandate>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "select organisation, from_day, until_day, roles from memberships where person = $1 order by organisation",
        person.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.read("memberships", person)).collect()
}

/// The memberships of several people.
pub async fn memberships_of(tx: &mut PgConnection, people: &[PersonId]) -> Result<Vec<Mandate>, StoreError> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows = sqlx::query!(
        r#"
        select person, organisation, from_day as "from_day: jiff_sqlx::Date",
               until_day as "until_day: jiff_sqlx::Date", roles
        from memberships where person = any($1)
        "#,
        &people
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let held = Row {
                organisation: row.organisation,
                from_day: row.from_day,
                until_day: row.until_day,
                roles: row.roles,
            };
            held.read("memberships", PersonId(row.person))
        })
        .collect()
}

/// The confirmed authorities of a person to sign.
pub async fn authorities(tx: &mut PgConnection, person: PersonId) -> Result<Vec<Mandate>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select organisation, from_day, until_day, '{}'::text[] as "roles!" from signing_authorities
        where person = $1 order by organisation
        "#,
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
    let roles: Vec<String> = mandate
        .roles
        .iter()
        .filter_map(|role| serde_json::to_value(role).ok()?.as_str().map(ToOwned::to_owned))
        .collect();
    sqlx::query!(
        r#"
        insert into memberships (person, organisation, from_day, until_day, roles) values ($1, $2, $3, $4, $5)
        on conflict (person, organisation) do update
            set from_day = excluded.from_day, until_day = excluded.until_day, roles = excluded.roles
        "#,
        mandate.person.0,
        mandate.organisation.as_str(),
        mandate.from.to_sqlx() as _,
        mandate.until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        &roles,
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

//! Who belongs where, and who may sign for whom, as intake told it.

use dars_bus::StoreError;
use dars_contracts_domain::mandate::Mandate;
use dars_vocabulary::{Actor, MembershipRole, Nic, OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// Whose papers a list shows to someone.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// The organisations all of whose papers it shows.
    pub organisations: Vec<String>,
    /// Who is named on applications.
    pub person: PersonId,
    /// The organisations for which they only collaborate: it shows what is in force of those applications.
    pub collaborates: Vec<String>,
    /// The day.
    pub today: Date,
}

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

/// What a person is to the organisations whose papers about one application they ask after: a membership that only
/// collaborates counts where they are named on it, and `about` is `None` where nothing is in force. Whoever is on the
/// staff keeps all of theirs, as they bar them from what is their own organisation's.
pub async fn memberships_about(
    tx: &mut PgConnection,
    actor: &Actor,
    about: Option<&Nic>,
) -> Result<Vec<Mandate>, StoreError> {
    let mut held = memberships(tx, actor.id).await?;
    if actor.is_any_staff() || held.iter().all(Mandate::sees_all) {
        return Ok(held);
    }
    let named = match about {
        Some(nic) => super::application_people::names(tx, nic, actor.id).await?,
        None => false,
    };
    held.retain(|membership| named || membership.sees_all());
    Ok(held)
}

/// The organisations that a person belongs to, or may sign for, on `day`; and those for which they only collaborate.
pub async fn organisations(
    tx: &mut PgConnection,
    person: PersonId,
    day: Date,
) -> Result<(Vec<OrganisationId>, Vec<OrganisationId>), StoreError> {
    let held = memberships(tx, person).await?;
    let (all, parts): (Vec<Mandate>, Vec<Mandate>) = held.into_iter().partition(Mandate::sees_all);
    let all = all.into_iter().chain(authorities(tx, person).await?);
    let standing = |mandate: &Mandate| mandate.holds(person, &mandate.organisation, day);
    let all: Vec<OrganisationId> = all.filter(standing).map(|mandate| mandate.organisation).collect();
    let parts = parts.into_iter().filter(standing).map(|mandate| mandate.organisation);
    let parts = parts.filter(|organisation| !all.contains(organisation)).collect();
    Ok((all, parts))
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

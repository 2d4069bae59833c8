//! Who is what for whom, as `intake` told it.

use dars_bus::StoreError;
use dars_notification_domain::recipients::{Member, Signatory};
use dars_vocabulary::{
    EnquiryRef, MembershipRole, Nic, OrganisationId, PersonId,
    code::{EnquiryTopic, Team},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

/// Lets one transaction at a time change directory, occasions and plans, so that none misses what another has not yet
/// committed. A holder that freezes is cut off after 15 s.
pub async fn lock(tx: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("select set_config('idle_in_transaction_session_timeout', '15s', true)").fetch_one(&mut *tx).await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('notification directory', 0))").fetch_one(tx).await?;
    Ok(())
}

/// Whose an application is, and who works on it.
#[derive(Clone, Debug)]
pub struct Application {
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The lead.
    pub lead: PersonId,
    /// Those who work on it with them.
    pub collaborators: Vec<PersonId>,
}

/// Whose an application is, where it is known.
pub async fn application(tx: &mut PgConnection, nic: &Nic) -> Result<Option<Application>, StoreError> {
    let row = sqlx::query!("select organisation, lead, collaborators from applications where nic = $1", nic.as_str())
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(Application {
            organisation: organisation_id("applications", nic, &row.organisation)?,
            lead: PersonId(row.lead),
            collaborators: row.collaborators.into_iter().map(PersonId).collect(),
        })
    })
    .transpose()
}

/// An organisation's legal name.
pub async fn organisation_name(tx: &mut PgConnection, id: &OrganisationId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisations where id = $1", id.as_str()).fetch_optional(tx).await?)
}

/// Everyone who is something for one of these organisations, past and to come too.
pub async fn members(tx: &mut PgConnection, organisations: &[String]) -> Result<Vec<Member>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select organisation, person, roles, from_day, until_day from members
        where organisation = any($1)
        order by organisation, person
        "#,
        organisations
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Member {
                organisation: organisation_id("members", row.person, &row.organisation)?,
                person: PersonId(row.person),
                roles: roles(row.person, &row.roles)?,
                from: row.from_day.to_jiff(),
                until: row.until_day.map(jiff_sqlx::Date::to_jiff),
            })
        })
        .collect()
}

/// Everything that these people are, for any organisation.
pub async fn memberships(tx: &mut PgConnection, people: &[Uuid]) -> Result<Vec<Member>, StoreError> {
    let rows = sqlx::query!(
        "select organisation, person, roles, from_day, until_day from members where person = any($1)",
        people
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Member {
                organisation: organisation_id("members", row.person, &row.organisation)?,
                person: PersonId(row.person),
                roles: roles(row.person, &row.roles)?,
                from: row.from_day.to_jiff(),
                until: row.until_day.map(jiff_sqlx::Date::to_jiff),
            })
        })
        .collect()
}

/// Everyone who may sign for one of these organisations.
pub async fn signatories(tx: &mut PgConnection, organisations: &[String]) -> Result<Vec<Signatory>, StoreError> {
    let rows = sqlx::query!(
        "select organisation, person, from_day, until_day from signatories where organisation = any($1)",
        organisations
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Signatory {
                organisation: organisation_id("signatories", row.person, &row.organisation)?,
                person: PersonId(row.person),
                from: row.from_day.to_jiff(),
                until: row.until_day.map(jiff_sqlx::Date::to_jiff),
            })
        })
        .collect()
}

/// What an enquiry is about, where it is known.
pub async fn enquiry_topic(tx: &mut PgConnection, enquiry: &EnquiryRef) -> Result<Option<EnquiryTopic>, StoreError> {
    let code = sqlx::query_scalar!("select topic from enquiries where reference = $1", enquiry.as_str())
        .fetch_optional(tx)
        .await?;
    code.map(|code| named("enquiries", "topic", enquiry, &code)).transpose()
}

/// The team that has an enquiry, or had it last.
pub async fn enquiry_team(tx: &mut PgConnection, enquiry: &EnquiryRef) -> Result<Option<Team>, StoreError> {
    let code = sqlx::query_scalar!("select team from enquiries where reference = $1", enquiry.as_str())
        .fetch_optional(tx)
        .await?;
    code.flatten().map(|code| named("enquiries", "team", enquiry, &code)).transpose()
}

/// Keeps the team that has an enquiry.
pub async fn keep_enquiry_team(tx: &mut PgConnection, enquiry: &EnquiryRef, team: Team) -> Result<(), StoreError> {
    sqlx::query!("update enquiries set team = $2 where reference = $1", enquiry.as_str(), team.code())
        .execute(tx)
        .await?;
    Ok(())
}

/// Keeps an organisation's name, unless a newer one is known.
pub async fn keep_organisation(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into organisations (id, name, named_at) values ($1, $2, $3)
         on conflict (id) do update set name = excluded.name, named_at = excluded.named_at
             where organisations.named_at <= excluded.named_at",
        id.as_str(),
        name,
        told_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what one person is for one organisation.
pub async fn keep_member(tx: &mut PgConnection, member: &Member) -> Result<(), StoreError> {
    let roles: Vec<String> = member
        .roles
        .iter()
        .filter_map(|role| serde_json::to_value(role).ok()?.as_str().map(ToOwned::to_owned))
        .collect();
    sqlx::query!(
        r#"
        insert into members (organisation, person, roles, from_day, until_day) values ($1, $2, $3, $4, $5)
        on conflict (organisation, person) do update
            set roles = excluded.roles, from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        member.organisation.as_str(),
        member.person.0,
        &roles,
        member.from.to_sqlx() as _,
        member.until.map(ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps an authority to sign.
pub async fn keep_signatory(tx: &mut PgConnection, signatory: &Signatory) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into signatories (organisation, person, from_day, until_day) values ($1, $2, $3, $4)
        on conflict (organisation, person) do update
            set from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        signatory.organisation.as_str(),
        signatory.person.0,
        signatory.from.to_sqlx() as _,
        signatory.until.map(ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps whose an application is and who works on it.
pub async fn keep_application(
    tx: &mut PgConnection,
    nic: &Nic,
    organisation: &OrganisationId,
    lead: PersonId,
    collaborators: &[PersonId],
) -> Result<(), StoreError> {
    let collaborators: Vec<Uuid> = collaborators.iter().map(|person| person.0).collect();
    sqlx::query!(
        r#"
        insert into applications (nic, organisation, lead, collaborators) values ($1, $2, $3, $4)
        on conflict (nic) do update
            set organisation = excluded.organisation, lead = excluded.lead, collaborators = excluded.collaborators
        "#,
        nic.as_str(),
        organisation.as_str(),
        lead.0,
        &collaborators,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what an enquiry is about.
pub async fn keep_enquiry(tx: &mut PgConnection, enquiry: &EnquiryRef, topic: EnquiryTopic) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into enquiries (reference, topic) values ($1, $2) on conflict (reference) do nothing",
        enquiry.as_str(),
        topic.code(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn organisation_id(table: &'static str, row: impl ToString, id: &str) -> Result<OrganisationId, StoreError> {
    id.parse().map_err(|error| StoreError::corrupt(table, "organisation", row, format!("{error}")))
}

fn roles(person: Uuid, codes: &[String]) -> Result<Vec<MembershipRole>, StoreError> {
    codes.iter().map(|code| named("members", "roles", person, code)).collect()
}

fn named<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    row: impl ToString,
    code: &str,
) -> Result<T, StoreError> {
    serde_json::from_value(code.into()).map_err(|error| StoreError::corrupt(table, column, row, error))
}

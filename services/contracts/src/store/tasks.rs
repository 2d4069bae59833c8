//! What waits for someone. Each aggregate's `project` says anew what waits for whom whenever it changes.

use dars_bus::{Aggregate as _, StoreError};
use dars_messages::requests::tasks::{Place, Task};
use dars_vocabulary::{MembershipRole, OrganisationId, PersonId, StaffRole};
use jiff::civil::{Date, date};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::handle::Release;

/// Stands among an organisation's roles for whoever holds confirmed authority to sign for it.
const AUTHORITY: &str = "authority";
/// Stands there for whoever holds it and signs for the data body.
const BODY_AUTHORITY: &str = "body-authority";

/// For whom something waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// All staff of a role.
    Role(StaffRole),
    /// All of them but one: nobody checks what they produced.
    RoleExcept(StaffRole, PersonId),
    /// The members of an organisation who hold any of these roles.
    Members(OrganisationId, Vec<MembershipRole>),
    /// Whoever holds confirmed authority to sign for an organisation.
    Signers(OrganisationId),
    /// The body's signatories who hold confirmed authority to sign for it.
    BodySigners(OrganisationId),
}

/// One thing that waits. Give one per audience; someone in several sees it once, as long as the words are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// What is to be done, as a stable kebab-case code.
    pub what: &'static str,
    /// In plain words; no names, no free text of anyone.
    pub title: String,
    /// The day by which, if one is set.
    pub due_on: Option<Date>,
    /// Where the thing stands in the API.
    pub path: String,
    /// For whom.
    pub audience: Audience,
}

/// Who asks what waits for them.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The person.
    pub person: PersonId,
    /// The roles they hold on the staff.
    pub roles: Vec<StaffRole>,
    /// What they may be today, for which organisations.
    pub memberships: Vec<(OrganisationId, Vec<MembershipRole>)>,
    /// For which organisations they may sign today.
    pub authorities: Vec<OrganisationId>,
}

/// A code list's value as it stands in JSON.
fn code<T: Serialize>(value: T) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(ToOwned::to_owned)
}

fn codes<T: Serialize + Copy>(values: &[T]) -> Vec<String> {
    values.iter().filter_map(|value| code(*value)).collect()
}

/// Keeps what waits because of one aggregate: `tasks` stand afterwards, and nothing else of it.
pub async fn replace(
    tx: &mut PgConnection,
    aggregate: &str,
    reference: &str,
    tasks: &[NewTask],
) -> Result<(), StoreError> {
    sqlx::query!("delete from tasks where aggregate = $1 and reference = $2", aggregate, reference)
        .execute(&mut *tx)
        .await?;
    if tasks.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for task in tasks {
        let (role, organisation, roles) = match &task.audience {
            Audience::Role(role) | Audience::RoleExcept(role, _) => (code(*role), None, None),
            Audience::Members(organisation, roles) => (None, Some(organisation.as_str()), Some(codes(roles))),
            Audience::Signers(organisation) => (None, Some(organisation.as_str()), Some(vec![AUTHORITY.to_owned()])),
            Audience::BodySigners(organisation) => {
                (None, Some(organisation.as_str()), Some(vec![BODY_AUTHORITY.to_owned()]))
            }
        };
        let not_for = match &task.audience {
            Audience::RoleExcept(_, person) => Some(person.0),
            Audience::Role(_) | Audience::Members(..) | Audience::Signers(_) | Audience::BodySigners(_) => None,
        };
        rows.push(json!({
            "what": task.what,
            "title": task.title,
            "due_on": task.due_on,
            "path": task.path,
            "for_role": role,
            "for_organisation": organisation,
            "membership_roles": roles,
            "not_for_person": not_for,
        }));
    }
    sqlx::query!(
        r#"
        -- As one: Postgres has no arrays of arrays of different lengths.
        insert into tasks (aggregate, reference, what, title, due_on, path,
                           for_role, for_organisation, membership_roles, not_for_person)
        select $1, $2, what, title, due_on, path, for_role, for_organisation, membership_roles, not_for_person
        from jsonb_to_recordset($3) as waits (
            what text, title text, due_on date, path text,
            for_role text, for_organisation text, membership_roles text[], not_for_person uuid)
        "#,
        aggregate,
        reference,
        Value::Array(rows),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What they are to which organisation, a pair for each: Postgres has no arrays of arrays of different lengths.
fn held(asker: &Asker) -> (Vec<String>, Vec<String>) {
    let members = asker
        .memberships
        .iter()
        .flat_map(|(organisation, roles)| codes(roles).into_iter().map(|role| (organisation.to_string(), role)));
    let signers = asker.authorities.iter().map(|organisation| (organisation.to_string(), AUTHORITY.to_owned()));
    let for_body = asker.authorities.iter().filter(|_| asker.roles.contains(&StaffRole::BodySignatory));
    let for_body = for_body.map(|organisation| (organisation.to_string(), BODY_AUTHORITY.to_owned()));
    members.chain(signers).chain(for_body).unzip()
}

/// What waits for `asker`, by due date, those without one last, from the day and reference of `behind` on; at most
/// `limit`.
pub async fn waiting(
    tx: &mut PgConnection,
    asker: &Asker,
    behind: Option<&Place>,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    let roles = codes(&asker.roles);
    let (organisations, held) = held(asker);
    let (due, reference) = behind.map_or((Some(date(1, 1, 1)), ""), |place| (place.due, &place.reference));
    let rows = sqlx::query!(
        r#"
        -- Whatever is among the first of all is among the first of one audience: each is read from its index, and no
        -- further than needed. "union" leaves one of what someone is to do twice over.
        select what as "what!", title as "title!", reference as "reference!", due_on as "due_on?: jiff_sqlx::Date",
               path as "path!"
        from (
            (select mine.* from unnest($1::text[]) as held (role)
             cross join lateral (
                select what, title, reference, due_on, path from tasks
                where for_role = held.role and not_for_person is distinct from $5
                  and case when $8::date is null then due_on is null and reference >= $9
                      else due_on is null or (due_on, reference) >= ($8, $9) end
                order by due_on, reference, what limit $4
             ) as mine)
            union
            (select mine.* from unnest($2::text[], $3::text[]) as held (organisation, role)
             cross join lateral (
                select what, title, reference, due_on, path from tasks
                where for_organisation = held.organisation and held.role = any(membership_roles)
                  -- Whoever only collaborates knows of the releases of what they are named on.
                  and (held.role <> $6 or aggregate <> $7 or exists (
                    select from releases r join application_people p on p.nic = r.nic
                    where r.reference = tasks.reference and p.person = $5))
                  and case when $8::date is null then due_on is null and reference >= $9
                      else due_on is null or (due_on, reference) >= ($8, $9) end
                order by due_on, reference, what limit $4
             ) as mine)
        ) as waiting
        order by due_on, reference, what limit $4
        "#,
        &roles,
        &organisations,
        &held,
        limit,
        asker.person.0,
        code(MembershipRole::Collaborator),
        Release::KIND,
        due.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        reference,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Task {
            what: row.what,
            title: row.title,
            reference: row.reference,
            due: row.due_on.map(jiff_sqlx::Date::to_jiff),
            path: row.path,
        })
        .collect())
}

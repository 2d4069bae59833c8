//! What waits for someone. Each aggregate's `project` says anew what waits for whom whenever it changes.

use dars_bus::{Aggregate as _, StoreError};
use dars_intake_domain::Membership;
use dars_messages::requests::tasks::{Place, Task};
use dars_vocabulary::{MembershipRole, Nic, OrganisationId, PersonId, StaffRole};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::handle::Application;

/// For whom something waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// One person.
    Person(PersonId),
    /// All staff of a role.
    Role(StaffRole),
    /// Whoever has the case: its officer, and all case officers while none is known.
    Case(Nic),
    /// The members of an organisation who hold any of these roles, from a day on.
    Members {
        /// The organisation.
        organisation: OrganisationId,
        /// The roles.
        roles: Vec<MembershipRole>,
        /// The first day on which it waits.
        from: Date,
    },
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
    pub person: Uuid,
    /// The roles they hold on the staff.
    pub roles: Vec<StaffRole>,
    /// The day.
    pub today: Date,
    /// What they may be on that day, for which organisations.
    pub memberships: Vec<(OrganisationId, Vec<MembershipRole>)>,
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
        let (person, role, members, case) = match &task.audience {
            Audience::Person(person) => (Some(person.0), None, None, None),
            Audience::Role(role) => (None, code(*role), None, None),
            Audience::Case(nic) => (None, None, None, Some(nic.as_str())),
            Audience::Members { organisation, roles, from } => {
                (None, None, Some((organisation, codes(roles), *from)), None)
            }
        };
        rows.push(json!({
            "what": task.what,
            "title": task.title,
            "due_on": task.due_on,
            "path": task.path,
            "for_person": person,
            "for_role": role,
            "for_organisation": members.as_ref().map(|(organisation, ..)| organisation),
            "membership_roles": members.as_ref().map(|(_, roles, _)| roles),
            "for_case": case,
            "members_from": members.as_ref().map(|(_, _, from)| from),
        }));
    }
    sqlx::query!(
        r#"
        -- As one: Postgres has no arrays of arrays of different lengths.
        insert into tasks (aggregate, reference, what, title, due_on, path,
                           for_person, for_role, for_case, for_organisation, membership_roles, members_from)
        select $1, $2, what, title, due_on, path, for_person, for_role, for_case, for_organisation, membership_roles,
               members_from
        from jsonb_to_recordset($3) as waits (
            what text, title text, due_on date, path text,
            for_person uuid, for_role text, for_case text, for_organisation text, membership_roles text[], members_from date)
        "#,
        aggregate,
        reference,
        Value::Array(rows),
    )
    .execute(tx)
    .await?;
    Ok(())
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
    // One row per organisation and role, as Postgres has no arrays of arrays of different lengths.
    let (organisations, held): (Vec<String>, Vec<String>) = asker
        .memberships
        .iter()
        .flat_map(|(organisation, roles)| codes(roles).into_iter().map(|role| (organisation.to_string(), role)))
        .unzip();
    let writes_for: Vec<String> = asker
        .memberships
        .iter()
        .filter(|(_, roles)| roles.iter().any(|role| Membership::DRAFTERS.contains(role)))
        .map(|(organisation, _)| organisation.to_string())
        .collect();
    let (due, reference) = behind.map_or((Some(date(1, 1, 1)), ""), |place| (place.due, &place.reference));
    let rows = sqlx::query!(
        r#"
        -- Whatever is among the first of all is among the first of one audience: each is read from its index, and no
        -- further than needed. "union" leaves one of what someone is to do twice over.
        select what as "what!", title as "title!", reference as "reference!", due_on as "due_on?: jiff_sqlx::Date",
               path as "path!"
        from (
            (select what, title, reference, due_on, path from tasks
             -- An application waits for its people as long as they may write for its organisation.
             -- What is to be done with its attachments is done while it is being written.
             where for_person = $1 and (aggregate not in ($7, 'attachments') or exists (
                select from applications where nic = reference and organisation = any($8)
                  and (aggregate = $7 or state in ('DRAFT', 'RETURNED_INCOMPLETE'))))
               and case when $9::date is null then due_on is null and reference >= $10
                   else due_on is null or (due_on, reference) >= ($9, $10) end
             order by due_on, reference, what limit $5)
            union
            (select mine.* from case_officers as had
             cross join lateral (
                select what, title, reference, due_on, path from tasks
                where for_case = had.nic
                  and case when $9::date is null then due_on is null and reference >= $10
                      else due_on is null or (due_on, reference) >= ($9, $10) end
                order by due_on, reference, what limit $5
             ) as mine
             where had.officer = $1 and 'case-officer' = any($2))
            union
            (select what, title, reference, due_on, path from tasks
             where for_case is not null and 'case-officer' = any($2)
               and not exists (select from case_officers where nic = for_case)
               and case when $9::date is null then due_on is null and reference >= $10
                   else due_on is null or (due_on, reference) >= ($9, $10) end
             order by due_on, reference, what limit $5)
            union
            (select mine.* from unnest($2::text[]) as held (role)
             cross join lateral (
                select what, title, reference, due_on, path from tasks
                where for_role = held.role
                  and case when $9::date is null then due_on is null and reference >= $10
                      else due_on is null or (due_on, reference) >= ($9, $10) end
                order by due_on, reference, what limit $5
             ) as mine)
            union
            (select mine.* from unnest($3::text[], $4::text[]) as held (organisation, role)
             cross join lateral (
                select what, title, reference, due_on, path from tasks
                where for_organisation = held.organisation and held.role = any(membership_roles)
                  and members_from <= $6
                  and case when $9::date is null then due_on is null and reference >= $10
                      else due_on is null or (due_on, reference) >= ($9, $10) end
                order by due_on, reference, what limit $5
             ) as mine)
        ) as waiting
        order by due_on, reference, what limit $5
        "#,
        asker.person,
        &roles,
        &organisations,
        &held,
        limit,
        asker.today.to_sqlx() as _,
        Application::KIND,
        &writes_for,
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

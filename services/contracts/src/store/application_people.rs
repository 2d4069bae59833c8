//! Who is named on an application, as intake told it last.

use dars_bus::StoreError;
use dars_vocabulary::{Nic, PersonId};
use sqlx::PgConnection;
use uuid::Uuid;

/// Keeps who is named; what was said of this application before is replaced.
pub async fn keep(tx: &mut PgConnection, nic: &Nic, people: &[PersonId]) -> Result<(), StoreError> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    sqlx::query!("delete from application_people where nic = $1 and person <> all($2)", nic.as_str(), &people)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        r#"
        insert into application_people (nic, person) select $1, person from unnest($2::uuid[]) as person
        on conflict (person, nic) do nothing
        "#,
        nic.as_str(),
        &people,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a person is named on an application.
pub async fn names(tx: &mut PgConnection, nic: &Nic, person: PersonId) -> Result<bool, StoreError> {
    let named = sqlx::query_scalar!(
        r#"select exists (select from application_people where person = $1 and nic = $2) as "named!""#,
        person.0,
        nic.as_str(),
    )
    .fetch_one(tx)
    .await?;
    Ok(named)
}

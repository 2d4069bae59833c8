//! What the members of meetings said of the cases on their lists, as far as it closes a case to them.

use dars_bus::StoreError;
use dars_review_domain::{
    case::Interest,
    meeting::{State, listed, papers},
};
use dars_vocabulary::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

/// Keeps what one meeting closes, in place of what it closed before.
pub async fn replace(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let (mut nics, mut people, mut interests): (Vec<String>, Vec<Uuid>, Vec<bool>) = Default::default();
    for nic in listed(state) {
        let of = papers(state, nic);
        for (who, interest) in [(&of.undeclared, false), (&of.interested, true)] {
            for person in who {
                nics.push(nic.to_string());
                people.push(person.0);
                interests.push(interest);
            }
        }
    }
    sqlx::query!("delete from meeting_interests where reference = $1", reference).execute(&mut *tx).await?;
    sqlx::query!(
        r#"
        insert into meeting_interests (reference, nic, person, interest)
        select $1, nic, person, interest from unnest($2::text[], $3::uuid[], $4::boolean[]) as closed (nic, person, interest)
        "#,
        reference,
        &nics,
        &people,
        &interests,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What closes this case to this person. An interest weighs more than that nothing was said.
pub async fn of(tx: &mut PgConnection, nic: &str, person: PersonId) -> Result<Interest, StoreError> {
    let interest = sqlx::query_scalar!(
        r#"select bool_or(interest) from meeting_interests where nic = $1 and person = $2"#,
        nic,
        person.0,
    )
    .fetch_one(tx)
    .await?;
    Ok(match interest {
        None => Interest::Nothing,
        Some(false) => Interest::NotDeclared,
        Some(true) => Interest::Declared,
    })
}

//! The papers that an organisation's applications name, as they stand there now.

use dars_bus::StoreError;
use dars_vocabulary::{ApplicationContent, OrganisationId, content::EvidenceItem};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One paper, and where it is used.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// Where its owner finds it.
    pub reference: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// What it is.
    pub title: String,
    /// Whether its file is attached to one of them.
    pub attached: bool,
    /// The applications that name it.
    pub used_in: Vec<String>,
}

/// Whose papers are asked for, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// The organisation.
    pub organisation: &'a OrganisationId,
    /// Only papers of applications on which this person is named; `None`: all.
    pub named: Option<Uuid>,
}

/// A page in order of reference, behind the one with this reference and hash.
pub async fn page(
    tx: &mut PgConnection,
    shelf: Shelf<'_>,
    behind: (&str, &str),
    limit: i64,
) -> Result<Vec<Paper>, StoreError> {
    Ok(sqlx::query_as!(
        Paper,
        r#"
        select p.reference, p.sha256, min(p.title) as "title!", bool_or(f.nic is not null) as "attached!",
               array_agg(distinct p.nic order by p.nic) as "used_in!"
        from papers p
        left join attachments f on f.nic = p.nic and f.sha256 = decode(p.sha256, 'hex')
        where p.organisation = $1 and (p.reference, p.sha256) > ($2, $3)
          and ($4::uuid is null or exists (select 1 from applications a where a.nic = p.nic and $4 = any(a.people)))
        group by p.reference, p.sha256
        order by p.reference, p.sha256 limit $5
        "#,
        shelf.organisation.as_str(),
        behind.0,
        behind.1,
        shelf.named,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// One paper of the shelf.
pub async fn find(
    tx: &mut PgConnection,
    shelf: Shelf<'_>,
    reference: &str,
    sha256: &str,
) -> Result<Option<EvidenceItem>, StoreError> {
    let title = sqlx::query_scalar!(
        r#"
        select p.title from papers p
        where p.organisation = $1 and p.reference = $2 and p.sha256 = $3
          and ($4::uuid is null or exists (select 1 from applications a where a.nic = p.nic and $4 = any(a.people)))
        order by p.nic limit 1
        "#,
        shelf.organisation.as_str(),
        reference,
        sha256,
        shelf.named,
    )
    .fetch_optional(tx)
    .await?;
    Ok(title.map(|title| EvidenceItem { title, reference: reference.to_owned(), sha256: sha256.to_owned() }))
}

/// An attachment that holds the file of a paper, in an application that names it: reference and number.
pub async fn attached(
    tx: &mut PgConnection,
    shelf: Shelf<'_>,
    sha256: &[u8],
) -> Result<Option<(String, u32)>, StoreError> {
    let found = sqlx::query!(
        r#"
        select f.nic, f.number from attachments f
        join papers p on p.nic = f.nic and p.organisation = $1 and lower(p.sha256) = encode(f.sha256, 'hex')
        where f.sha256 = $2
          and ($3::uuid is null or exists (select 1 from applications a where a.nic = p.nic and $3 = any(a.people)))
        order by f.nic, f.number limit 1
        "#,
        shelf.organisation.as_str(),
        sha256,
        shelf.named,
    )
    .fetch_optional(tx)
    .await?;
    Ok(found.map(|found| (found.nic, u32::try_from(found.number).unwrap_or_default())))
}

/// Keeps what an application names now, in the place of what it named before.
pub async fn replace(
    tx: &mut PgConnection,
    organisation: &OrganisationId,
    nic: &str,
    content: Option<&ApplicationContent>,
) -> Result<(), StoreError> {
    let named = content.and_then(|content| content.evidence.as_ref()).map_or(&[][..], |section| &section.items);
    let named: Vec<&EvidenceItem> = named.iter().filter(|item| is_a_paper(item)).collect();
    let column = |of: fn(&EvidenceItem) -> &String| named.iter().map(|item| of(item).clone()).collect::<Vec<_>>();
    sqlx::query!("delete from papers where nic = $1", nic).execute(&mut *tx).await?;
    sqlx::query!(
        r#"
        insert into papers (organisation, nic, reference, sha256, title)
        select $1, $2, item.reference, item.sha256, item.title
        from unnest($3::text[], $4::text[], $5::text[]) as item (reference, sha256, title)
        on conflict do nothing
        "#,
        organisation.as_str(),
        nic,
        &column(|item| &item.reference),
        &column(|item| &item.sha256),
        &column(|item| &item.title),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A draft may name anything; only what could be found again is kept.
fn is_a_paper(item: &EvidenceItem) -> bool {
    let hash = item.sha256.len() == 64 && item.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    hash && !item.reference.is_empty() && item.reference.chars().count() <= 200 && item.title.chars().count() <= 200
}

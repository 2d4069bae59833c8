//! The texts of an application, each with its place, and what looks like persons in them.

use dars_bus::{Problem, StoreError, aggregate::load};
use dars_intake_domain::attachment::{self, PlacedText, State};
use dars_rules::persons::persons_in_words;
use dars_vocabulary::{ApplicationContent, FieldError, Finding, Nic, content::SectionName};
use serde_json::Value;
use sqlx::PgConnection;

use crate::handle::Attachments;

/// All texts of an application.
pub fn texts(content: &ApplicationContent) -> Result<Vec<PlacedText>, StoreError> {
    let content =
        serde_json::to_value(content).map_err(|error| StoreError::corrupt("drafts", "content", "-", error))?;
    let mut found = Vec::new();
    collect(&content, String::new(), &mut found);
    Ok(found)
}

fn collect(value: &Value, pointer: String, found: &mut Vec<PlacedText>) {
    match value {
        Value::String(text) => found.push(PlacedText { pointer, text: text.clone() }),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{at}"), found);
            }
        }
        Value::Object(members) => {
            // A hash is no text, and may look like a number.
            for (name, member) in members.iter().filter(|(name, _)| *name != "sha256") {
                collect(member, format!("{pointer}/{name}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Refuses what looks like persons in content that is no draft, where nobody could explain it.
pub fn no_persons(within: &str, content: &ApplicationContent) -> Result<(), Problem> {
    let found = texts(content)?.into_iter();
    let errors: Vec<FieldError> =
        found.filter_map(|field| persons_in_words(&format!("{within}{}", field.pointer), &field.text)).collect();
    if errors.is_empty() {
        return Ok(());
    }
    let detail = "What looks like persons was not noted: records of people never belong in a request.";
    Err(Problem { errors, ..Problem::new(422, "values-unacceptable", detail) })
}

/// The files of an application, against which its words are held.
pub async fn files(connection: &mut PgConnection, nic: &Nic) -> Result<State, StoreError> {
    Ok(load::<Attachments>(connection, nic.as_str()).await?.state)
}

/// The listed papers whose files are not attached.
pub fn unattached(files: &State, content: &ApplicationContent) -> Vec<Finding> {
    let listed = content.evidence.as_ref().map(|section| section.items.as_slice()).unwrap_or_default();
    attachment::unattached(files, listed)
}

/// What looks like persons in a whole application, its files included.
pub fn findings(files: &State, content: &ApplicationContent) -> Result<Vec<Finding>, StoreError> {
    Ok(attachment::findings(files, &texts(content)?))
}

/// Where a section stands in the content.
fn place(section: SectionName) -> String {
    format!("/{}", section.code().replace('-', "_"))
}

/// Whether a pointer leads into this section.
pub fn is_in(section: SectionName, pointer: &str) -> bool {
    pointer.strip_prefix(&place(section)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What is found in one section that is about to be saved: a table of persons is refused, and points into the section.
pub async fn of_section(
    connection: &mut PgConnection,
    nic: &Nic,
    content: &ApplicationContent,
    section: SectionName,
) -> Result<Vec<Finding>, Problem> {
    let own = place(section);
    let is_own = |pointer: &str| is_in(section, pointer);
    let files = files(connection, nic).await?;
    let texts: Vec<PlacedText> = texts(content)?.into_iter().filter(|text| is_own(&text.pointer)).collect();
    let tables: Vec<FieldError> = texts
        .iter()
        .filter_map(attachment::persons_in)
        .map(|found| {
            let within = found.pointer.strip_prefix(&own).unwrap_or_default().to_owned();
            let pointer = if within.is_empty() { own.clone() } else { within };
            FieldError { pointer, ..FieldError::from(found) }
        })
        .collect();
    if !tables.is_empty() {
        let detail = "What looks like a table of persons was not saved: records of people never belong in a request.";
        return Err(Problem { errors: tables, ..Problem::new(422, "table-of-persons", detail) });
    }
    let found = attachment::findings(&files, &texts).into_iter().chain(unattached(&files, content));
    Ok(found.filter(|found| is_own(&found.pointer)).collect())
}

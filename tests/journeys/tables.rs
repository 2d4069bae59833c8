//! Where words may stand in the databases: in the few tables that can be emptied, and in no other.

use std::collections::BTreeSet;

use dars_messages::Owner;
use sqlx::AssertSqlSafe;

use crate::{setting::Setting, words::Words};

/// Tables of the bus, in every database: the journal's contents beside their commitments, the states that are made of
/// them, what is told of them to services that need it, the addresses told to those who write, and answers for a week.
const OF_THE_BUS: [&str; 5] = ["aggregates", "contacts_present", "idempotency_keys", "journal_contents", "outbox"];
/// Tables of one service, and why words stand there.
const OF_A_SERVICE: &[(Owner, &str)] = &[
    // A draft as last saved, until it is submitted.
    (Owner::Intake, "drafts"),
    // What the search finds an application or a case by, for those who may see it; emptied with what it was made of.
    (Owner::Intake, "applications"),
    (Owner::Review, "cases"),
    (Owner::Intake, "people_names"),
    // The titles of precedents, by which officers choose one.
    (Owner::Review, "precedents"),
    // The papers that an application names, so that another one of the organisation can name them too.
    (Owner::Intake, "papers"),
    // The papers themselves, as they were attached; a redaction of an attachment deletes its bytes.
    (Owner::Intake, "file_chunks"),
    // Submitted and approved versions as heard, until something is made of them; a redaction names them.
    (Owner::Review, "application_versions"),
    // What an advisory group thought before it was handed in; a redaction of the telling empties it.
    (Owner::Review, "early_views"),
    (Owner::Contracts, "application_versions"),
    (Owner::Contracts, "approvals"),
    (Owner::Contracts, "approvers"),
];
/// Who is written to, and what they got: names and addresses, never what anybody wrote.
const OF_PEOPLE: [(Owner, &str); 2] = [(Owner::Notification, "contacts"), (Owner::Notification, "mails")];

/// Insists that no other table holds one of the words; answers where they were found.
pub async fn say_nothing_but_where_they_may(setting: &Setting, words: &Words) -> BTreeSet<String> {
    let (mut found_in, mut wrong, mut read) = (BTreeSet::new(), Vec::new(), 0);
    for owner in Owner::SERVICES {
        for table in setting.tables(owner).await {
            read += 1;
            let rows = rows(setting, owner, &table).await;
            let found = words.found_in(&rows);
            if found.is_empty() {
                continue;
            }
            let of_people = OF_PEOPLE.contains(&(owner, table.as_str()));
            let may = OF_THE_BUS.contains(&table.as_str()) || OF_A_SERVICE.contains(&(owner, table.as_str()));
            let astray = if of_people { words.written_in(&rows) } else { found };
            if !(may || astray.is_empty()) {
                wrong.push(format!("{owner}.{table}: {astray:?}"));
            }
            found_in.insert(format!("{owner}.{table}"));
        }
    }
    assert!(read > 80, "only {read} tables were read");
    assert!(wrong.is_empty(), "words where none may stand:\n{}", wrong.join("\n"));
    found_in
}

/// A table as text, bytes too as far as they are text.
pub async fn rows(setting: &Setting, owner: Owner, table: &str) -> String {
    let columns = "select column_name::text, data_type::text from information_schema.columns
                   where table_schema = 'public' and table_name = $1 order by ordinal_position";
    let columns: Vec<(String, String)> =
        sqlx::query_as(columns).bind(table).fetch_all(setting.pool(owner)).await.unwrap();
    let shown: Vec<String> = columns
        .into_iter()
        .map(|(name, kind)| if kind == "bytea" { format!("encode({name}, 'escape')") } else { format!("{name}::text") })
        .collect();
    let sql = format!("select concat_ws(' ', {}) from {table}", shown.join(", "));
    let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(setting.pool(owner)).await.unwrap();
    rows.join("\n")
}

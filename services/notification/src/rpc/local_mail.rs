//! `GET /local/mail`: the mails as they look, in a local stack only.

use dars_bus::{Problem, Reply, Request};
use serde_json::{Value, json};

use super::{Reading, list_mails::address};
use crate::{
    settings::MailSettings,
    store::{self, sent::Listed},
};

/// The newest 200, or one as a whole.
pub async fn show(connection: &mut Reading, mail: &MailSettings, request: &Request) -> Result<Reply, Problem> {
    let Some(id) = request.envelope.params.get("id") else {
        let rows = store::sent::newest(connection, 200).await?;
        let items: Vec<Value> = rows.iter().map(|row| listed(row, mail)).collect();
        return Reply::ok(&json!({"items": items}));
    };
    let id: i64 = id.parse().map_err(|_| Problem::not_found("mail"))?;
    let (row, text, html) = store::sent::whole(connection, id).await?.ok_or_else(|| Problem::not_found("mail"))?;
    let mut shown = listed(&row, mail);
    if let Value::Object(fields) = &mut shown {
        fields.insert("text".to_owned(), json!(text));
        fields.insert("html".to_owned(), json!(html));
    }
    Reply::ok(&shown)
}

fn listed(row: &Listed, mail: &MailSettings) -> Value {
    json!({
        "id": row.id,
        "about": row.reference,
        "mail": row.mail,
        "state": row.state,
        "to": address(row, mail),
        "subject": row.subject,
        "sent_at": row.sent_at,
    })
}

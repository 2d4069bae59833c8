//! `GET /mails?about=`: what was and will be sent. Addresses are masked for everyone but the person, an administrator
//! of their organisation and the records officer.

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request};
use dars_notification_domain::recipients::Member;
use dars_vocabulary::{MembershipRole, OrganisationId, StaffRole, code::Team};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Reading, about, own_memberships};
use crate::{
    settings::MailSettings,
    store::{self, sent::Listed},
};

/// Lists the mails about one reference.
pub async fn list(connection: &mut Reading, mail: &MailSettings, request: &Request) -> Result<Reply, Problem> {
    let about = about(connection, request).await?;
    let (after, limit) = page(request)?;
    let rows = store::sent::about(connection, about.as_str(), after, limit).await?;
    let reader = Reader::of(connection, request, &rows).await?;
    let items: Vec<Value> = rows.iter().map(|row| item(row, &reader, mail)).collect();
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    let next = if full { rows.last().map(|row| row.id.to_string()) } else { None };
    Reply::ok(&json!({"items": items, "next": next}))
}

fn page(request: &Request) -> Result<(i64, i64), Problem> {
    let number = |name: &'static str, usual: i64, most: i64| {
        let text = request.envelope.params.get(name).filter(|text| !text.is_empty());
        text.map_or(Ok(usual), |text| {
            text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
                let detail = format!("{name} is a number from 1 to {most}.");
                Problem::malformed(&detail).at(&format!("/{name}"), "out-of-range", detail)
            })
        })
    };
    Ok((number("cursor", 0, i64::MAX)?, number("limit", 50, 200)?))
}

fn item(row: &Listed, reader: &Reader, mail: &MailSettings) -> Value {
    let address = address(row, mail);
    let shown = if reader.may_read(row) { address } else { address.as_deref().map(masked) };
    json!({
        "about": row.reference,
        "mail": row.mail,
        "state": row.state,
        "to": {"kind": row.recipient_kind, "address": shown},
        "due_at": row.due_at,
        "sent_at": row.sent_at,
    })
}

/// Where a mail goes, as known now.
pub fn address(row: &Listed, mail: &MailSettings) -> Option<String> {
    if row.recipient_kind == "team" {
        let team = Team::ALL.iter().find(|team| team.code() == row.recipient_id);
        return team.and_then(|team| mail.mailbox(*team)).map(ToOwned::to_owned);
    }
    if row.recipient_kind == "office" {
        return mail.offices.get(&row.recipient_id).cloned();
    }
    row.email.clone()
}

/// `n…@….example`
fn masked(address: &str) -> String {
    let first = address.chars().next().unwrap_or('…');
    let last = address.rsplit_once('.').map_or("", |(_, last)| last);
    format!("{first}…@….{last}")
}

/// Whose addresses the caller may read.
struct Reader {
    caller: Uuid,
    records_officer: bool,
    administers: Vec<OrganisationId>,
    memberships: BTreeMap<String, Vec<OrganisationId>>,
}

impl Reader {
    async fn of(connection: &mut Reading, request: &Request, rows: &[Listed]) -> Result<Self, Problem> {
        let mine = own_memberships(connection, request).await?;
        let administers: Vec<OrganisationId> = mine
            .into_iter()
            .filter(|held| held.roles.contains(&MembershipRole::Administrator))
            .map(|held| held.organisation)
            .collect();
        let mut memberships: BTreeMap<String, Vec<OrganisationId>> = BTreeMap::new();
        if !administers.is_empty() {
            let people: Vec<Uuid> = rows.iter().filter_map(|row| row.recipient_id.parse().ok()).collect();
            for Member { person, organisation, .. } in store::directory::memberships(connection, &people).await? {
                memberships.entry(person.to_string()).or_default().push(organisation);
            }
        }
        Ok(Self {
            caller: request.actor.id.0,
            records_officer: request.actor.is_staff(StaffRole::RecordsOfficer),
            administers,
            memberships,
        })
    }

    fn may_read(&self, row: &Listed) -> bool {
        let theirs = self.memberships.get(&row.recipient_id).map(Vec::as_slice).unwrap_or_default();
        // A team's or a post's mailbox is nobody's own address.
        row.recipient_kind == "team"
            || row.recipient_kind == "office"
            || self.records_officer
            || row.recipient_id == self.caller.to_string()
            || theirs.iter().any(|organisation| self.administers.contains(organisation))
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_masked_address_keeps_its_first_letter_and_its_last_label() {
        assert_eq!(masked("nia.moss@northmere.example"), "n…@….example");
        assert_eq!(masked(""), "……@….");
    }
}

//! Looking at agreements: as the dates have made them, whatever the sweep has told.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::{
    agreement::{
        Certificate, Coming, Current, Judgement, Party, Refusal, Signature, Stage, State, Suspension, Why, as_of,
        status_on, still_to_sign as of_coming, visible_to,
    },
    rules::v31::v31,
};
use dars_vocabulary::{Actor, Nic, OrganisationId, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reading, sight::Sight};
use crate::{
    handle::Agreement,
    store::{self, agreements::Listed},
};

/// `GET /agreements`: for staff all, for others those of their organisations; for whoever only collaborates those in
/// force on which they are named.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let sight = Sight::of(connection, request).await?;
    let rows = store::agreements::page(connection, sight.listed().as_ref(), request.cursor(), limit).await?;
    let today = london_date(request.now);
    let items: Vec<Value> = rows.iter().map(|row| shown(row, today)).collect();
    Reply::page(&items, items.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// One row of the list.
pub fn shown(row: &Listed, today: Date) -> Value {
    let state = as_of(&row.state, today);
    let issued = state.issued();
    let next = state.current().filter(|_| row.whole).and_then(|_| state.coming());
    json!({
        "nic": row.nic,
        "organisation": row.organisation,
        "state": state.name(),
        "status": status_on(&state, today),
        "version": issued.map(|issued| issued.version),
        "start": issued.map(|issued| issued.start),
        "end": issued.map(|issued| issued.end),
        "next": next.map(|next| json!({"version": next.version(), "state": next.name()})),
    })
}

/// Who looks, and what they may see of people.
struct Reader<'a> {
    actor: &'a Actor,
    organisations: &'a [OrganisationId],
    today: Date,
}

impl Reader<'_> {
    /// Whether they are staff, or belong to one of `parties`.
    fn knows(&self, parties: &[OrganisationId]) -> bool {
        self.actor.is_any_staff() || parties.iter().any(|party| self.organisations.contains(party))
    }
}

/// `GET /agreements/{nic}`: the version that came into force, or the first on its way, with the document that is
/// signed, whose hash a signature quotes; the next one beside it; and `to_sign`, whichever waits for signatures.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let sight = Sight::of(connection, request).await?;
    let loaded = load::<Agreement>(connection, nic.as_str()).await?;
    let today = london_date(request.now);
    let state = as_of(&loaded.state, today);
    if matches!(state, State::Absent) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    if !visible_to(&state, &request.actor, sight.whole()) {
        let organisations = sight.in_force(connection, &nic).await?;
        let reader = Reader { actor: &request.actor, organisations: &organisations, today };
        let current = in_force_among(&state, &organisations).ok_or_else(|| Problem::refused(&Refusal::NotFound))?;
        return Reply::versioned(loaded.version, &in_force(&reader, &nic, &state, current));
    }
    let reader = Reader { actor: &request.actor, organisations: sight.whole(), today };
    let current = state.current();
    let (coming, next) = if current.is_some() { (None, state.coming()) } else { (state.coming(), None) };
    let mut body = version(&reader, current, coming);
    // Of how the version in force fares, its own parties alone are told more than its status.
    let fares = current.filter(|current| reader.knows(&current.signed.issued.organisations()));
    if let Value::Object(fields) = &mut body {
        fields.insert("nic".to_owned(), json!(nic));
        fields.insert("organisation".to_owned(), json!(state.organisation()));
        fields.insert("state".to_owned(), json!(state.name()));
        fields.insert("status".to_owned(), json!(status_on(&state, today)));
        fields.insert("next".to_owned(), json!(next.map(|next| version(&reader, None, Some(next)))));
        fields.insert("to_sign".to_owned(), json!(state.coming().and_then(|coming| to_sign(coming, today))));
        fields.insert("conditions".to_owned(), json!(fares.map(|current| conditions(&reader, current))));
        let suspension = fares.and_then(|current| current.suspension.as_ref());
        fields.insert("suspension".to_owned(), json!(suspension.map(|found| suspended(&reader, found))));
        fields.insert("ended".to_owned(), json!(fares.and_then(|current| ended(&reader, current))));
        fields.insert("destruction".to_owned(), json!(fares.and_then(|current| destruction(&reader, current))));
    }
    Reply::versioned(loaded.version, &body)
}

/// The version that came into force, if the reader belongs to one of its parties.
pub fn in_force_among<'a>(state: &'a State, organisations: &[OrganisationId]) -> Option<&'a Current> {
    let parties = |current: &Current| current.signed.issued.organisations();
    state.current().filter(|current| parties(current).iter().any(|party| organisations.contains(party)))
}

/// For whoever only collaborates: the version that came into force, as it is signed. Neither the next one nor how its
/// conditions are met is theirs to see.
fn in_force(reader: &Reader<'_>, nic: &Nic, state: &State, current: &Current) -> Value {
    let mut body = version(reader, Some(current), None);
    if let Value::Object(fields) = &mut body {
        fields.insert("nic".to_owned(), json!(nic));
        fields.insert("organisation".to_owned(), json!(state.organisation()));
        fields.insert("state".to_owned(), json!(state.name()));
        fields.insert("status".to_owned(), json!(status_on(state, reader.today)));
        for nothing in ["next", "to_sign", "conditions", "suspension", "ended", "destruction"] {
            fields.insert(nothing.to_owned(), Value::Null);
        }
    }
    body
}

/// What is known of one version.
fn version(reader: &Reader<'_>, current: Option<&Current>, coming: Option<&Coming>) -> Value {
    let issued = current.map(|current| &current.signed.issued).or(coming.and_then(Coming::issued));
    let signatures = current.map_or_else(
        || coming.map(Coming::signatures).unwrap_or_default(),
        |current| current.signed.signatures.as_slice(),
    );
    // A party of one version sees no more of the other than that it is there: a draft is its own organisations' alone.
    let parties = current.map_or_else(
        || coming.map(Coming::organisations).unwrap_or_default(),
        |current| current.signed.issued.organisations(),
    );
    let own = reader.knows(&parties);
    let signatures: Vec<Value> = signatures.iter().filter(|_| own).map(|signature| signed(reader, signature)).collect();
    json!({
        "state": coming.map(Coming::name),
        "draft": coming.filter(|_| own).and_then(draft),
        "version": issued.map(|issued| issued.version),
        "start": issued.map(|issued| issued.start),
        "end": issued.map(|issued| issued.end),
        "issued_on": issued.map(|issued| issued.issued_on),
        "void_on": issued.filter(|_| current.is_none()).map(|issued| issued.void_on),
        "sha256": issued.map(|issued| &issued.sha256),
        "processors": issued.map(|issued| &issued.processors),
        "document": issued.filter(|_| own).and_then(|issued| issued.document.open()),
        "signatures": signatures,
        "still_to_sign": coming.map(of_coming).unwrap_or_default(),
    })
}

/// What a signature is to quote, and whose is missing; nothing once its last day has passed.
fn to_sign(coming: &Coming, today: Date) -> Option<Value> {
    let issued = coming.issued().filter(|issued| today <= issued.end)?;
    let missing: Vec<&OrganisationId> = of_coming(coming).into_iter().map(|party| &party.organisation).collect();
    (!missing.is_empty())
        .then(|| json!({"version": issued.version, "sha256": issued.sha256, "organisations_missing": missing}))
}

/// What it will be issued from, while it is a draft.
fn draft(coming: &Coming) -> Option<Value> {
    match coming {
        Coming::Draft(draft) => Some(json!({
            "version": draft.version,
            "organisation": draft.approved.organisation,
            "application_version": draft.approved.application_version,
            "application_sha256": draft.approved.application_sha256,
            "title": draft.approved.title.open(),
            "content": draft.approved.content.open(),
            "special_conditions": draft.approved.conditions.open(),
        })),
        Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_) | Coming::Void(_) => None,
    }
}

/// One signature; who gave it is for staff and their own organisation alone.
fn signed(reader: &Reader<'_>, signature: &Signature) -> Value {
    let party = &signature.party;
    let knows = reader.actor.is_any_staff() || reader.organisations.contains(&party.organisation);
    let mut shown = json!({
        "organisation": party.organisation,
        "side": party.side,
        "at": signature.at,
        "sha256": signature.sha256,
    });
    if let (true, Value::Object(fields)) = (knows, &mut shown) {
        fields.insert("signatory".to_owned(), json!(signature.signatory));
    }
    shown
}

/// The special conditions of the version in force: what is asked stands in its document.
fn conditions(reader: &Reader<'_>, current: &Current) -> Vec<Value> {
    let terms = current.signed.issued.conditions.iter();
    terms
        .map(|term| {
            let met = current.met.iter().find(|met| met.number == term.number);
            json!({
                "number": term.number,
                "due": term.due,
                "met_on": met.map(|met| met.on),
                "evidence": met.and_then(|met| met.evidence.open()),
                "overdue": met.is_none() && term.due.is_some_and(|due| due < reader.today),
            })
        })
        .collect()
}

/// A suspension; its note and who acted are for staff alone.
fn suspended(reader: &Reader<'_>, suspension: &Suspension) -> Value {
    let mut shown = json!({"reason": suspension.reason, "on": suspension.on});
    if let (true, Value::Object(fields)) = (reader.actor.is_any_staff(), &mut shown) {
        fields.insert("by".to_owned(), json!(suspension.by));
        fields.insert("note".to_owned(), json!(suspension.note.as_ref().and_then(|note| note.open())));
        let proposal = suspension.proposal.as_ref();
        let proposal = proposal.map(|found| json!({"by": found.by, "on": found.on, "reason": found.reason.open()}));
        fields.insert("proposal".to_owned(), json!(proposal));
    }
    shown
}

fn ended(reader: &Reader<'_>, current: &Current) -> Option<Value> {
    let ended = current.stage.ended()?;
    Some(match &ended.why {
        Why::Expired => json!({"why": "EXPIRED", "on": ended.ended_on}),
        Why::Terminated { reason, note, by } => json!({
            "why": "TERMINATED",
            "on": ended.ended_on,
            "reason": reason,
            "note": note.as_ref().and_then(|note| note.open()),
            "by": reader.actor.is_any_staff().then_some(by),
        }),
    })
}

/// What must be destroyed, what shows it, and what is still missing (V31).
fn destruction(reader: &Reader<'_>, current: &Current) -> Option<Value> {
    let destruction = current.stage.destruction()?;
    let closed_on = match &current.stage {
        Stage::Closed(closed) => Some(closed.closed_on),
        Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) => None,
    };
    let missing = v31(&destruction.parties, &destruction.certificates, reader.today);
    let certificates: Vec<Value> = destruction.certificates.iter().map(|found| certified(reader, found)).collect();
    Some(json!({
        "parties": destruction.parties,
        "due_on": destruction.due_on,
        "overdue": destruction.overdue_told && closed_on.is_none(),
        "closed_on": closed_on,
        "missing": missing,
        "certificates": certificates,
    }))
}

fn certified(reader: &Reader<'_>, certificate: &Certificate) -> Value {
    let (state, query) = match &certificate.judgement {
        Judgement::Submitted => ("SUBMITTED", None),
        Judgement::Queried { text, .. } => ("QUERIED", text.open()),
        Judgement::Accepted { .. } => ("ACCEPTED", None),
    };
    // Who declares, in which role and what is left, is for staff and the parties that it covers.
    let knows = reader.knows(&certificate.parties);
    json!({
        "certificate": certificate.certificate,
        "state": state,
        "parties": certificate.parties,
        "method": certificate.method,
        "destroyed_on": certificate.destroyed_on,
        "backups_cleared_on": certificate.backups_cleared_on,
        "declared_on": certificate.declared_on,
        "exceptions": certificate.exceptions.as_ref().filter(|_| knows).and_then(|text| text.open()),
        "declared_as": Some(&certificate.declared_as).filter(|_| knows).and_then(|text| text.open()),
        "query": query.filter(|_| knows),
    })
}

/// The parties whose signature is missing of the version on its way.
pub fn still_to_sign(state: &State) -> Vec<&Party> {
    state.coming().map(of_coming).unwrap_or_default()
}

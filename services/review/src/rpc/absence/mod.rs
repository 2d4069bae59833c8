//! Requests about who is away, and who acts for them.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{Loaded, execute, load},
};
use dars_messages::requests::review::{CallOffAbsence, RecordAbsence};
use dars_review_domain::absence::{Absence as Away, Command, Facts, State, may_see, permitted};
use dars_vocabulary::{PersonId, calendar::day_of_a_row, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Reading, Rpc};
use crate::{handle::Absence, store};

/// The answer, if it is about absences.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    let issuer = || rpc.context.settings.identity.issuer.clone();
    Some(match request.action.as_str() {
        "record-absence" => rpc.write(request, &Record { issuer: issuer() }).await,
        "call-off-absence" => rpc.write(request, &CallOff).await,
        "list-absences" => rpc.read(request, list).await,
        "get-absences" => rpc.read(request, get).await,
        _ => return None,
    })
}

/// `POST /absences`
#[derive(Debug)]
struct Record {
    /// Whose sign-ins are known here.
    issuer: String,
}

#[async_trait]
impl Work for Record {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let RecordAbsence { officer, from, to, covered_by } = request.body()?;
        let named = |subject: &str, pointer: &str| {
            if subject.trim().is_empty() {
                let detail = "Name the subject of their sign-in.";
                return Err(Problem::new(422, "officer-missing", detail).at(pointer, "officer-missing", detail));
            }
            Ok(PersonId::of(&self.issuer, subject))
        };
        let officer = officer.map_or(Ok(request.actor.id), |subject| named(&subject, "/officer"))?;
        let covered_by = named(&covered_by, "/covered_by")?;
        let command = Command::Record { officer, from, to, covered_by };
        let reference = officer.to_string();
        let done = execute::<Absence>(tx, &request.meta(), &reference, None, command).await?;
        let number = done.saved.state.absences().last().map(|absence| absence.number);
        Reply::created(done.saved.version, &json!({"officer": officer, "number": number}))
    }
}

/// `POST /absences/{officer}/{id}/call-off`
#[derive(Debug)]
struct CallOff;

#[async_trait]
impl Work for CallOff {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let officer = PersonId(request.param::<Uuid>("officer")?);
        let number: u32 = request.param("id")?;
        let CallOffAbsence {} = request.body()?;
        let if_match = request.must_match()?;
        let reference = officer.to_string();
        let done = execute::<Absence>(tx, &request.meta(), &reference, if_match, Command::CallOff { number }).await?;
        Reply::versioned(done.saved.version, &shown(request, officer, &done.saved))
    }
}

/// `GET /absences`: those that are not over, by their last day.
async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    may_see(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let limit = request.limit()?;
    let today = london_date(request.now);
    let first = (today.yesterday().unwrap_or(today), Uuid::nil(), 0);
    let after = request.behind(read_cursor)?.unwrap_or(first);
    let rows = store::absences::page(connection, today, after, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}~{}", row.to, row.officer, row.number));
    Reply::page(&rows, rows.len(), limit, last)
}

fn read_cursor(text: &str) -> Option<(Date, Uuid, i32)> {
    let mut parts = text.split('~');
    Some((day_of_a_row(parts.next()?)?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// `GET /absences/{officer}`
async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let officer = PersonId(request.param::<Uuid>("officer")?);
    may_see(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Absence>(connection, &officer.to_string()).await?;
    Reply::versioned(loaded.version, &shown(request, officer, &loaded))
}

fn shown(request: &Request, officer: PersonId, loaded: &Loaded<State>) -> Value {
    let facts = Facts { now: request.now, technical_now: request.technical_now, actor: request.actor.clone() };
    json!({
        "officer": officer,
        "absences": loaded.state.absences().iter().map(absence).collect::<Vec<_>>(),
        "permitted": permitted(&loaded.state, officer, &facts),
    })
}

fn absence(away: &Away) -> Value {
    json!({
        "number": away.number,
        "from": away.from,
        "to": away.to,
        "covered_by": away.covered_by,
        "called_off_from": away.called_off_from,
    })
}

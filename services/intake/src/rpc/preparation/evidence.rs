//! An organisation's papers across its applications: `GET /organisations/{id}/evidence`, and
//! `POST /applications/{nic}/evidence`, which lists one of them in a draft and attaches its file, if it is stored.

use async_trait::async_trait;
use dars_bus::{
    Aggregate as _, Meta, Problem, Reply, Request, Work,
    aggregate::{execute, load, load_for_update},
};
use dars_intake_domain::{
    application,
    attachment::{self, Attachment, Checked, Scan, again},
    rules::person::person_needed,
};
use dars_messages::requests::intake::TakeOverEvidence as Body;
use dars_vocabulary::{Nic, OrganisationId, PersonId, content::SectionName, london_date};
use serde_json::json;
use sqlx::PgConnection;

use super::super::{Reading, application::save_section::saved_meanwhile};
use crate::{
    handle::{Application, Attachments, application_facts},
    project,
    store::{
        self,
        drafts::Save,
        files::Verdict,
        papers::{Paper, Shelf},
    },
};

/// The length of a SHA-256 in hex.
const HASH: usize = 64;

/// For members alone; who only collaborates sees the papers of what they are named on.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    person_needed(&request.actor).map_err(|reason| Problem::refused(&reason))?;
    let organisation: OrganisationId = request.param("id")?;
    let limit = request.limit()?;
    let shelf =
        shelf(connection, request, &organisation).await?.ok_or_else(|| Problem::not_found("organisation of yours"))?;
    let behind = behind(request.cursor());
    let rows = store::papers::page(connection, shelf, behind, limit).await?;
    let key = |paper: &Paper| format!("{}{}", paper.sha256, paper.reference);
    Reply::page(&rows, rows.len(), limit, rows.last().map(key))
}

/// What of an organisation's papers the caller may see; `None`: they are no member today.
async fn shelf<'a>(
    connection: &mut PgConnection,
    request: &Request,
    organisation: &'a OrganisationId,
) -> Result<Option<Shelf<'a>>, Problem> {
    let today = london_date(request.now);
    let memberships = store::memberships::of(connection, request.actor.id).await?;
    let held = memberships.iter().find(|held| held.is_of(organisation, today));
    let PersonId(person) = request.actor.id;
    Ok(held.map(|held| Shelf { organisation, named: (!held.sees_all()).then_some(person) }))
}

/// Reference and hash of the paper behind which a page begins.
fn behind(cursor: &str) -> (&str, &str) {
    cursor.split_at_checked(HASH).map_or(("", ""), |(sha256, reference)| (reference, sha256))
}

/// Lists a paper in a draft, with its file.
#[derive(Debug)]
pub struct TakeOverEvidence;

#[async_trait]
impl Work for TakeOverEvidence {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { reference, sha256 } = request.body()?;
        let if_match = request.must_match()?;
        let meta = request.meta();
        let loaded = load_for_update::<Application>(tx, nic.as_str()).await?;
        let facts = application_facts(tx, &meta, nic.as_str(), &loaded.state).await?;
        application::may_save(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let mut draft = store::drafts::load(tx, &nic).await?;
        if if_match.is_some_and(|version| version != loaded.version + draft.revision) {
            return Err(saved_meanwhile(&nic, &draft, if_match.unwrap_or_default() - loaded.version));
        }
        let Some(about) = loaded.state.application() else { return Err(Problem::not_found("application")) };
        let unknown = || {
            let detail = "No application of the organisation names a paper with this reference and SHA-256.";
            Problem::new(404, "evidence-unknown", detail)
        };
        let theirs = shelf(tx, request, &about.organisation).await?.ok_or_else(unknown)?;
        let paper = store::papers::find(tx, theirs, &reference, &sha256).await?.ok_or_else(unknown)?;
        let listed = draft.content.evidence.get_or_insert_default();
        let known = listed.items.iter().find(|item| item.reference == paper.reference).map(|known| &known.sha256);
        if known.is_some_and(|known| *known != paper.sha256) {
            let detail = "The draft lists another paper with this reference: give that one another reference first.";
            return Err(Problem::new(409, "reference-taken", detail).at("/reference", "reference-taken", detail));
        }
        let is_new = known.is_none();
        let attached = attach(tx, &meta, &nic, theirs, &paper.sha256).await?;
        let mut revision = draft.revision;
        if is_new {
            listed.items.push(paper);
            let save = Save { revision: draft.revision + 1, by: meta.actor.id, at: meta.now };
            draft.saves.insert(SectionName::Evidence.code().to_owned(), save);
            draft.saved_on = Some(london_date(meta.now));
            revision = store::drafts::save(tx, &nic, &draft).await?;
            store::papers::replace(tx, &about.organisation, nic.as_str(), Some(&draft.content)).await?;
            let due = application::next_due(&loaded.state, draft.saved_on);
            store::due::keep(tx, Application::KIND, nic.as_str(), due).await?;
        }
        Reply::created(
            loaded.version + revision,
            &json!({
                "nic": nic,
                "section": SectionName::Evidence.code(),
                "reference": reference,
                "attached": attached,
            }),
        )
    }
}

/// Attaches the stored bytes of a paper, unless they are attached already; whether they are now. One that nobody attached
/// or that waits for the scanner is listed alone: the check of the draft says so, and asking again attaches it.
async fn attach(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &Nic,
    shelf: Shelf<'_>,
    sha256: &str,
) -> Result<bool, Problem> {
    let Some(hash) = project::attachments::bytes(sha256) else { return Ok(false) };
    let here = load::<Attachments>(tx, nic.as_str()).await?.state;
    let is_it = |known: &Attachment| known.file.open().is_some_and(|file| file.sha256.eq_ignore_ascii_case(sha256));
    if here.standing().any(is_it) {
        return Ok(true);
    }
    let Some((source, number)) = store::papers::attached(tx, shelf, &hash).await? else { return Ok(false) };
    let there = load::<Attachments>(tx, &source).await?.state;
    let Some(checked) = there.attachment(number).and_then(again) else { return Ok(false) };
    let scan = match store::files::stored(tx, &hash).await? {
        Some(Verdict::Passed) => Scan::Passed,
        Some(Verdict::None) => checked.scan,
        Some(Verdict::Harmful) | None => return Ok(false),
    };
    let add = attachment::Command::Add(Checked { scan, ..checked });
    execute::<Attachments>(tx, meta, nic.as_str(), None, add).await?;
    Ok(true)
}

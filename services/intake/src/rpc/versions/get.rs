//! `GET /applications/{nic}/versions/{version}`: one version as it was handed in, or the one that is being written, with
//! the attachments that go with it. What it says of a version that was handed in is the same for everyone who may read
//! it, whenever they ask; only the scanner's word on an attachment may come later, and what was redacted is gone.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::{
    application,
    attachment::{self, Scan, Seen},
};
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic, PersonId};
use jiff::civil::Date;
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::{
    super::{Reading, attachment::looked_at},
    handed_in, unknown,
};
use crate::{
    handle::{Application, application_facts},
    store,
};

/// A version that is read.
#[derive(Default)]
struct Wanted {
    version: Option<DocumentVersion>,
    handed_in: Option<(String, Date, PersonId)>,
    content: Option<ApplicationContent>,
}

/// Without a version in the request: what `GET /applications/{nic}` shows, the draft while it is being written.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let asked: Option<DocumentVersion> = match request.envelope.params.get("version") {
        Some(text) => Some(text.parse().map_err(|_| unknown())?),
        None => None,
    };
    let state = application::as_of(&loaded.state, &facts);
    let writing = application::version_being_written(&state);
    let draft = store::drafts::load(connection, &nic).await?;
    let is_draft = asked.map_or(state.is_being_written(), |asked| writing == Some(asked));
    let wanted = if is_draft {
        Wanted { version: writing, handed_in: None, content: Some(draft.content) }
    } else {
        let all = handed_in(connection, &nic).await?;
        let mut fitting = all.into_iter().filter(|known| asked.is_none_or(|asked| asked == known.version));
        let found = fitting.next_back().ok_or_else(unknown)?;
        Wanted {
            version: Some(found.version),
            handed_in: Some((found.sha256, found.submitted_on, found.submitted_by)),
            content: found.content,
        }
    };
    let organisation = state.application().map(|application| application.organisation.clone());
    let name = match &organisation {
        Some(organisation) => store::organisations::name(connection, organisation.as_str()).await?,
        None => None,
    };
    let attachments = attachments(connection, request, &nic, &wanted).await?;
    let submission = wanted.handed_in.as_ref();
    Reply::versioned(
        loaded.version + draft.revision,
        &json!({
            "nic": nic,
            "version": wanted.version,
            "handed_in": submission.is_some(),
            "organisation": organisation,
            "organisation_name": name,
            "sha256": submission.map(|(sha256, ..)| sha256),
            "submitted_on": submission.map(|(_, on, _)| on),
            "submitted_by": submission.map(|(.., by)| by),
            "redacted": wanted.content.is_none(),
            "content": wanted.content,
            "attachments": attachments,
        }),
    )
}

/// The attachments of a version, as far as the caller may know of them.
async fn attachments(
    connection: &mut PgConnection,
    request: &Request,
    nic: &Nic,
    wanted: &Wanted,
) -> Result<Vec<Value>, Problem> {
    let (state, _, facts) = looked_at(connection, request, nic).await?;
    let seen = attachment::seen(&state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let belongs = |number: u32| match (&wanted.handed_in, wanted.version) {
        (Some(_), Some(version)) => state.versions_of(number).contains(&version),
        _ => state.standing().any(|known| known.number == number),
    };
    Ok(seen.iter().filter(|seen| belongs(seen.attachment.number)).map(shown).collect())
}

/// The same for every reader: what waits in quarantine has no name here, also for its uploader.
fn shown(seen: &Seen<'_>) -> Value {
    let Seen { attachment: known, open } = seen;
    let file = known.file.open().filter(|_| *open && known.scan != Scan::Waiting);
    json!({
        "id": known.number.to_string(),
        "name": file.map(|file| &file.name),
        "sha256": file.map(|file| &file.sha256),
        "media_type": known.format.media_type(),
        "size": known.size,
        "added_on": known.added_on,
        "scan": known.scan,
        "redacted": known.file.open().is_none(),
    })
}

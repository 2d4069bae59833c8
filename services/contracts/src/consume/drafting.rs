//! A version is drafted once both the approval and the approved version are here, whichever came first, and no other
//! version is on its way.

use dars_bus::{
    HearError, Meta, Problem, Told,
    aggregate::{execute, load_for_update},
};
use dars_contracts_domain::agreement::{Approved, Command, as_of, is_on_its_way};
use dars_vocabulary::{DocumentVersion, Nic, Sealed, london_date};
use sqlx::PgConnection;

use crate::{
    handle::Agreement,
    store::{self, application_versions::Copy, approvals::Approval},
};

/// Drafts the agreement's first or next version from an approved version, unless one of the two is still to come. Both
/// stay where they are while another version is on its way: a void one was issued anew while the change was decided.
pub async fn draft_if_complete(
    tx: &mut PgConnection,
    told: &Told,
    nic: &Nic,
    version: DocumentVersion,
) -> Result<(), HearError> {
    let Some(approval) = store::approvals::find(tx, nic, version).await? else { return Ok(()) };
    let Some(copy) = store::application_versions::find(tx, nic, version).await? else { return Ok(()) };
    if approval.sha256 != copy.sha256 {
        return Err(HearError::Reject { code: "approved-another-content".to_owned() });
    }
    // It was drafted when the later of the two had happened, whichever was heard last.
    let meta = Meta { now: told.time.max(approval.approved_at), ..super::meta(told) };
    draft(tx, &meta, nic, version, approval, copy).await?;
    Ok(())
}

/// Drafts what has waited for a version that is no longer on its way; whether anything was. The approvals are locked.
pub async fn draft_what_waits(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &Nic,
    approved: &[DocumentVersion],
) -> Result<bool, Problem> {
    // The newest: it was written when those before it were known.
    let Some(version) = approved.iter().copied().max() else { return Ok(false) };
    let Some(approval) = store::approvals::find(tx, nic, version).await? else { return Ok(false) };
    let Some(copy) = store::application_versions::find(tx, nic, version).await? else { return Ok(false) };
    draft(tx, meta, nic, version, approval, copy).await
}

async fn draft(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &Nic,
    version: DocumentVersion,
    approval: Approval,
    copy: Copy,
) -> Result<bool, Problem> {
    let now = as_of(&load_for_update::<Agreement>(tx, nic.as_str()).await?.state, london_date(meta.now));
    if is_on_its_way(&now) && now.application().is_none_or(|(known, _)| known < version) {
        return Ok(false);
    }
    // Review's stream carries the decision before the approval.
    let decision = store::approvers::decision(tx, nic, version).await?;
    let mut conditions = decision.as_ref().and_then(|decision| decision.conditions.clone());
    if conditions.as_ref().is_none_or(Vec::is_empty) {
        // Conditions that were set and are not here were redacted: nothing may be issued as if there were none.
        conditions = (!approval.with_conditions).then(Vec::new);
    }
    let approved = Approved {
        nic: nic.clone(),
        organisation: copy.organisation,
        application_version: version,
        application_sha256: copy.sha256.clone(),
        title: sealed(approval.title, &copy.sha256),
        content: sealed(copy.content.map(Box::new), &copy.sha256),
        conditions: sealed(conditions, &copy.sha256),
        change: copy.change,
    };
    let done = execute::<Agreement>(tx, meta, nic.as_str(), None, Command::Draft(approved)).await?;
    if done.events.is_empty() {
        return Ok(false);
    }
    let decided = decision.and_then(|decision| decision.source_event);
    let sources: Vec<_> = [approval.source_event, copy.source_event].into_iter().chain(decided).collect();
    store::derived_entries::keep(tx, &sources, nic.as_str(), done.saved.chain_length).await?;
    // From here on the content stands in the journal alone.
    store::approvals::empty(tx, &sources).await?;
    store::application_versions::empty(tx, &sources).await?;
    store::approvers::empty(tx, &sources).await?;
    Ok(true)
}

/// What was redacted before it came here leaves the public hash of the version it stood in.
fn sealed<T>(content: Option<T>, sha256: &str) -> Sealed<T> {
    content.map_or_else(|| Sealed::Redacted(sha256.to_owned()), Sealed::Open)
}

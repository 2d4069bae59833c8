//! What is quoted, and what a quote must be.

use dars_messages::requests::contracts::{OrderLine, QuoteService};
use dars_vocabulary::{DocumentVersion, Nic, OrganisationId, Sealed, ServiceAgreementRef, code::AccessService};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Facts, Parent, Quoted, Refusal, State};

/// The longest order.
const LINES: usize = 100;
/// The longest description of one line.
const LINE_CHARACTERS: usize = 200;
/// The largest whole number that survives as a number in every JSON (RFC 8785).
const MOST_PENCE: u64 = (1 << 53) - 1;

/// One line of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What.
    pub what: String,
    /// How many.
    pub quantity: u32,
    /// The price of one, in pence.
    pub unit_pence: u32,
}

/// What is quoted, ordered and signed: its canonical JSON (RFC 8785) has the SHA-256 that both signatures quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceQuote {
    /// The service agreement.
    pub service_agreement: ServiceAgreementRef,
    /// The agreement it belongs to.
    pub nic: Nic,
    /// The agreement's version.
    pub agreement_version: DocumentVersion,
    /// The applicant organisation, which orders it.
    pub organisation: OrganisationId,
    /// The data body, which provides it.
    pub body: OrganisationId,
    /// The access service.
    pub service: AccessService,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// What is ordered.
    pub lines: Vec<Line>,
    /// What it costs in all, in pence.
    pub total_pence: u64,
}

/// What is quoted for an agreement on request, ready to be hashed.
pub fn quote(
    reference: &ServiceAgreementRef,
    asked: QuoteService,
    parent: Option<&Parent>,
    body: &OrganisationId,
) -> Result<ServiceQuote, Refusal> {
    let parent = parent.ok_or(Refusal::AgreementNotSigned)?;
    let lines: Vec<Line> = asked
        .lines
        .into_iter()
        .map(|OrderLine { what, quantity, unit_pence }| Line { what, quantity, unit_pence })
        .collect();
    check_lines(&lines)?;
    Ok(ServiceQuote {
        service_agreement: reference.clone(),
        nic: parent.nic.clone(),
        agreement_version: parent.version,
        organisation: parent.organisation.clone(),
        body: body.clone(),
        service: asked.service,
        start: asked.start,
        end: asked.end,
        total_pence: total(&lines).ok_or(Refusal::PriceTooLarge)?,
        lines,
    })
}

fn check_lines(lines: &[Line]) -> Result<(), Refusal> {
    let said = |line: &Line| (1..=LINE_CHARACTERS).contains(&line.what.trim().chars().count()) && line.quantity > 0;
    if (1..=LINES).contains(&lines.len()) && lines.iter().all(said) { Ok(()) } else { Err(Refusal::LinesIncomplete) }
}

/// What the lines cost, unless that is more than can be written down exactly.
fn total(lines: &[Line]) -> Option<u64> {
    lines
        .iter()
        .try_fold(0_u64, |sum, line| sum.checked_add(u64::from(line.quantity).checked_mul(u64::from(line.unit_pence))?))
        .filter(|total| *total <= MOST_PENCE)
}

pub(super) fn offer(
    state: &State,
    document: Box<ServiceQuote>,
    sha256: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    facts.case_officer()?;
    if !matches!(state, State::Absent) {
        return Err(Refusal::AlreadyQuoted);
    }
    let parent = facts.standing_agreement()?;
    let of_parent = document.nic == parent.nic
        && document.agreement_version == parent.version
        && document.organisation == parent.organisation;
    if !of_parent || total(&document.lines) != Some(document.total_pence) {
        return Err(Refusal::QuoteDiffers);
    }
    if !parent.services.contains(&document.service) {
        return Err(Refusal::ServiceNotAgreed);
    }
    if document.end < document.start {
        return Err(Refusal::EndBeforeStart);
    }
    if document.end < facts.today() {
        return Err(Refusal::AlreadyOver);
    }
    if document.end > parent.last_day || document.start < parent.first_day {
        return Err(Refusal::OutsideAgreement);
    }
    check_lines(&document.lines)?;
    Ok(vec![Event::ServiceAgreementQuoted(Quoted {
        service_agreement: document.service_agreement.clone(),
        nic: document.nic.clone(),
        organisation: document.organisation.clone(),
        body: document.body.clone(),
        service: document.service,
        start: document.start,
        end: document.end,
        sha256,
        quoted_by: facts.actor.id,
        document: Sealed::Open(document),
    })])
}

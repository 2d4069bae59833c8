//! What `intake` tells: submitted versions, answers, endings, organisations and their people, the catalogue, and what
//! must be forgotten.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_messages::facts::intake::{
    ApplicationLapsedV1, ApplicationPeopleV1, ApplicationSubmittedV1, ApplicationVersionV1, ApplicationWithdrawnV1,
    ClarificationAnswerV1, ClarificationAnsweredV1, DataSetRegisteredV1, EarlyViewV1, IntakeRedactedV1,
    MembershipGrantedV1, OrganisationAssuredV1, OrganisationRegisteredV1, OrganisationRenamedV1,
};
use dars_review_domain::case::Command;
use dars_rules::Assurance;
use dars_vocabulary::{Sealed, london_date};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::{Case, redact_case},
    store,
};

/// Why an entry was redacted that came from another owner.
const BY_OWNER: &str = "redacted-by-owner";

/// Acts on it; false when this is no fact that review hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<ApplicationVersionV1>() {
        open(tx, told, told.read()?).await?;
    } else if told.is::<ApplicationSubmittedV1>() {
        // The case is opened from the version itself, which is told beside this fact: before it or after it.
        told.read::<ApplicationSubmittedV1>()?;
    } else if told.is::<ClarificationAnswerV1>() {
        answer(tx, told, told.read()?).await?;
    } else if told.is::<ClarificationAnsweredV1>() {
        let ClarificationAnsweredV1 { nic, clarification, round, answered_on } = told.read()?;
        let command = Command::HearAnswered { number: clarification, round, answered_on };
        execute::<Case>(tx, &super::meta(told), nic.as_str(), None, command).await?;
    } else if told.is::<ApplicationWithdrawnV1>() {
        let fact: ApplicationWithdrawnV1 = told.read()?;
        let command = Command::HearWithdrawn { ended_on: london_date(told.time) };
        execute::<Case>(tx, &super::meta(told), fact.nic.as_str(), None, command).await?;
    } else if told.is::<ApplicationLapsedV1>() {
        let fact: ApplicationLapsedV1 = told.read()?;
        let command = Command::HearLapsed { ended_on: london_date(told.time) };
        execute::<Case>(tx, &super::meta(told), fact.nic.as_str(), None, command).await?;
    } else if told.is::<DataSetRegisteredV1>() {
        let fact: DataSetRegisteredV1 = told.read()?;
        store::datasets::keep(tx, &fact.dataset, &fact.traits).await?;
    } else if told.is::<OrganisationRegisteredV1>() {
        let fact: OrganisationRegisteredV1 = told.read()?;
        let OrganisationRegisteredV1 { organisation, name, organisation_type } = &fact;
        store::organisations::keep(tx, organisation, name, *organisation_type, told.time).await?;
        store::names::keep(tx, fact.organisation.as_str(), &fact.name).await?;
    } else if told.is::<OrganisationRenamedV1>() {
        let fact: OrganisationRenamedV1 = told.read()?;
        store::organisations::name_it(tx, &fact.organisation, &fact.name, told.time).await?;
        store::names::keep(tx, fact.organisation.as_str(), &fact.name).await?;
    } else if told.is::<OrganisationAssuredV1>() {
        let OrganisationAssuredV1 { organisation, kind, outcome, valid_to, plan_approved, particulars } =
            told.read()?;
        let assurance = Assurance { organisation, kind, outcome, valid_to, plan_approved, particulars };
        store::assurances::keep(tx, &assurance, told.time).await?;
    } else if told.is::<MembershipGrantedV1>() {
        let fact: MembershipGrantedV1 = told.read()?;
        store::memberships::keep(tx, fact.person, &fact.organisation, &fact.roles, fact.from, fact.until).await?;
    } else if told.is::<EarlyViewV1>() {
        let fact: EarlyViewV1 = told.read()?;
        store::early_views::keep(tx, told.event_id, &fact).await?;
    } else if told.is::<ApplicationPeopleV1>() {
        let fact: ApplicationPeopleV1 = told.read()?;
        let people = [fact.lead].into_iter().chain(fact.collaborators);
        store::application_people::keep(tx, &fact.nic, people, told.time).await?;
    } else if told.is::<IntakeRedactedV1>() {
        let fact: IntakeRedactedV1 = told.read()?;
        forget(tx, told, &fact.events).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Opens the case of a submitted version, or leaves one that is open; keeps a copy of the version.
async fn open(tx: &mut PgConnection, told: &Told, fact: ApplicationVersionV1) -> Result<(), HearError> {
    // Emptied before we heard it: the hash is what is left to know it by.
    let content = fact.content.clone().map_or_else(|| Sealed::Redacted(fact.sha256.clone()), Sealed::Open);
    let command = Command::Open {
        nic: fact.nic.clone(),
        version: fact.version,
        organisation: fact.organisation,
        sha256: fact.sha256,
        submitted_on: london_date(told.time),
        change: fact.change,
        assessors: fact.assessors.into_iter().collect(),
        content: Box::new(content),
    };
    let done = execute::<Case>(tx, &super::meta(told), fact.nic.as_str(), None, command).await?;
    // Opening is one event, so its entry is the last; none when the version is repeated, or older than the known one.
    let entry = (!done.events.is_empty()).then_some(done.saved.chain_length);
    store::versions::keep(tx, &fact.nic, fact.version, told.event_id, entry, fact.content.as_ref()).await?;
    Ok(())
}

/// Keeps what was answered, beside the question.
async fn answer(tx: &mut PgConnection, told: &Told, fact: ClarificationAnswerV1) -> Result<(), HearError> {
    let ClarificationAnswerV1 { nic, clarification, round, text } = fact;
    let command = Command::HearAnswer { number: clarification, round, text };
    let done = execute::<Case>(tx, &super::meta(told), nic.as_str(), None, command).await?;
    if !done.events.is_empty() {
        // One event, so its entry is the last.
        store::answers::keep(tx, told.event_id, nic.as_str(), done.saved.chain_length).await?;
    }
    Ok(())
}

/// Empties the copies that came with `events`, and the entries of our own journal that hold the same.
async fn forget(tx: &mut PgConnection, told: &Told, events: &[Uuid]) -> Result<(), HearError> {
    store::early_views::empty(tx, events).await?;
    let mut entries = store::versions::empty(tx, events).await?;
    entries.extend(store::answers::entries(tx, events).await?);
    // In one order everywhere, so that two redactions never wait for each other.
    entries.sort_by(|a, b| (&a.nic, a.number).cmp(&(&b.nic, b.number)));
    for entry in entries {
        match redact_case(tx, &super::meta(told), &entry.nic, entry.number, BY_OWNER).await {
            Ok(_) => {}
            // Emptied before, by us or by an earlier telling.
            Err(problem) if problem.code == "nothing-to-redact" => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(())
}

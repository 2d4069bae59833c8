//! What a rung tells, and to whom. What it needs to know beside its plan is looked up on its day.

use dars_bus::StoreError;
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    mail::{AgreementNews, ApplicationNews, Asking, Clarification, EndingNews, EnquiryNews, News, Paper, SigningNews},
    plan::Reached,
    recipients::{AGREEMENTS_TEAM, Of, Office, Who},
};
use dars_vocabulary::{MembershipRole, OrganisationId};
use sqlx::PgConnection;

use crate::{
    occasion::{Occasion, parties_to_write_to},
    store,
};

/// The occasion that a rung is; none when nobody owes anything on its day.
pub async fn occasion(tx: &mut PgConnection, rung: &Reached) -> Result<Option<Occasion>, StoreError> {
    let Some((news, to, organisation)) = told(tx, rung).await? else { return Ok(None) };
    let occasion = Occasion {
        version: rung.edition.version(),
        organisation,
        rung: Some(rung.clone()),
        ..Occasion::of(rung.track.about.clone(), news, to)
    };
    Ok(Some(occasion))
}

type Told = (News, Vec<Who>, Option<OrganisationId>);

async fn told(tx: &mut PgConnection, rung: &Reached) -> Result<Option<Told>, StoreError> {
    let ig_leads = || Who::Members(MembershipRole::IgLead, Of::Applicant);
    let (end, until) = (rung.counts_to, rung.until.unwrap_or(rung.counts_to));
    let about = &rung.track.about;
    let simple = |news: News, to: Vec<Who>| Ok(Some((news, to, None)));
    match rung.track.ladder {
        Ladder::AgreementExpiry => {
            let news = AgreementNews::Ends { end, days_before: rung.days_before };
            simple(news.into(), vec![Who::Lead, Who::Signatories(Of::Applicant), ig_leads()])
        }
        Ladder::ContractExpiry => contract_ends(tx, rung).await,
        Ladder::AssuranceLapse => {
            let About::Organisation(organisation) = about else { return Ok(None) };
            let kind = item(rung)?;
            let to = vec![ig_leads(), Who::AffectedLeads, Who::Team(AGREEMENTS_TEAM)];
            Ok(Some((AgreementNews::AssuranceLapses { kind, valid_to: end }.into(), to, Some(organisation.clone()))))
        }
        Ladder::Section251Lapse => {
            let to = vec![ig_leads(), Who::Lead, Who::Team(AGREEMENTS_TEAM)];
            simple(AgreementNews::Section251Lapses { until: end }.into(), to)
        }
        Ladder::ConditionDue => {
            let news = AgreementNews::ConditionDue { number: item(rung)?, due: end };
            simple(news.into(), vec![Who::Lead, Who::Team(AGREEMENTS_TEAM)])
        }
        Ladder::SdeEnd => {
            simple(AgreementNews::SdeEnds { end }.into(), vec![Who::Lead, Who::Signatories(Of::Applicant)])
        }
        Ladder::SignatureChase => signature_missing(tx, rung).await,
        Ladder::DestructionOverdue => destruction_overdue(tx, rung).await,
        Ladder::EnquiryChase => {
            let About::Enquiry(enquiry) = about else { return Ok(None) };
            simple(EnquiryNews::Chased { close_on: until }.into(), vec![Who::Enquirer(enquiry.clone())])
        }
        Ladder::ClarificationDue => {
            let one = Clarification { number: item(rung)?, section: None, asking: Asking::Due, date: end };
            simple(clarification(one), vec![Who::Lead, ig_leads()])
        }
        Ladder::ClarificationLapse => {
            let one = Clarification { number: item(rung)?, section: None, asking: Asking::Lapses, date: end };
            simple(clarification(one), vec![Who::Lead, ig_leads()])
        }
    }
}

fn clarification(one: Clarification) -> News {
    ApplicationNews::Clarifications { items: vec![one] }.into()
}

async fn contract_ends(tx: &mut PgConnection, rung: &Reached) -> Result<Option<Told>, StoreError> {
    let About::Contract(contract) = &rung.track.about else { return Ok(None) };
    let Some(organisation) = store::agreements::organisation_of_contract(tx, contract).await? else { return Ok(None) };
    let agreements = store::agreements::depending_on(tx, &organisation).await?;
    let news = AgreementNews::ContractEnds { end: rung.counts_to, agreements };
    Ok(Some((news.into(), vec![Who::Contact, Who::AffectedLeads], Some(organisation))))
}

/// Only those are chased whose organisation has not signed by now.
async fn signature_missing(tx: &mut PgConnection, rung: &Reached) -> Result<Option<Told>, StoreError> {
    let about = &rung.track.about;
    let unsigned = store::agreements::unsigned(tx, about.as_str(), rung.edition.version()).await?;
    if unsigned.is_empty() {
        return Ok(None);
    }
    let (paper, organisation) = match about {
        About::Contract(contract) => {
            (Paper::FrameworkContract, store::agreements::organisation_of_contract(tx, contract).await?)
        }
        About::Request(_) | About::Enquiry(_) | About::Organisation(_) => (Paper::Agreement, None),
    };
    let news = SigningNews::Chased { paper, issued_on: rung.counts_to, void_on: rung.until };
    Ok(Some((news.into(), vec![Who::Signatories(Of::These(unsigned))], organisation)))
}

/// A certificate that is being checked covers its parties; one that was queried does not.
async fn destruction_overdue(tx: &mut PgConnection, rung: &Reached) -> Result<Option<Told>, StoreError> {
    let About::Request(nic) = &rung.track.about else { return Ok(None) };
    let parties = store::endings::uncovered(tx, nic).await?;
    if parties.is_empty() {
        return Ok(None);
    }
    let mut to = parties_to_write_to(parties);
    // From the last rung on it goes to the senior information risk owner as well.
    if rung.days_before <= -30 {
        to.push(Who::Office(Office::Siro));
    }
    Ok(Some((EndingNews::DestructionOverdue { due_on: rung.counts_to }.into(), to, None)))
}

/// Which of several a rung is of: a number, or a code.
fn item<T: serde::de::DeserializeOwned>(rung: &Reached) -> Result<T, StoreError> {
    let text = rung.track.item.as_deref().unwrap_or_default();
    let number = text.parse::<u32>().map(serde_json::Value::from);
    let value = number.unwrap_or_else(|_| serde_json::Value::from(text));
    serde_json::from_value(value).map_err(|error| StoreError::corrupt("aggregates", "state", rung.track.key(), error))
}

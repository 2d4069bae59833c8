//! How ready a request is: fourteen named checks over what is known of it, long before any rule stops anyone
//! (domain.md §8; P5: what surprises at the end is shown at the beginning). They block nothing.

mod law;
mod organisations;
mod place;

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, OrganisationId, Readiness, Ready, content::SectionName};
use jiff::civil::Date;
use serde::Serialize;

use crate::Context;

/// What is known of a request. What the rules' [`Context`] doesn't say counts as not there.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What is written of it, as far as it is written.
    pub content: &'a ApplicationContent,
    /// The applicant, framework contracts and assurances.
    pub context: &'a Context,
    /// The day on which it is asked.
    pub today: Date,
    /// What the enquirer answered.
    pub answers: Readiness,
    /// Whether a case officer saw that the money is there.
    pub funding: Option<Ready>,
    /// Whether a case officer saw a budget that covers the charges.
    pub budget_seen: Option<bool>,
    /// The organisations for which someone may sign today.
    pub signatories: &'a BTreeSet<OrganisationId>,
}

/// How one thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckState {
    /// There.
    Ready,
    /// Being worked on.
    InProgress,
    /// Not there, or not known.
    NotReady,
    /// Not needed for this request.
    NotApplicable,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// A stable kebab-case code.
    pub code: &'static str,
    /// What is looked at.
    pub title: &'static str,
    /// How it stands.
    pub state: CheckState,
    /// What to do about it; absent when nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_do: Option<String>,
    /// The organisations that must do it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<OrganisationId>,
    /// The section it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionName>,
}

impl Check {
    fn new(code: &'static str, title: &'static str, found: Found) -> Self {
        let Found { state, to_do, organisations } = found;
        Self { code, title, state, to_do, organisations, section: None }
    }

    fn about(self, section: SectionName) -> Self {
        Self { section: Some(section), ..self }
    }
}

/// What one look found.
struct Found {
    state: CheckState,
    to_do: Option<String>,
    organisations: Vec<OrganisationId>,
}

impl Found {
    fn ready() -> Self {
        Self { state: CheckState::Ready, to_do: None, organisations: Vec::new() }
    }

    fn not_needed() -> Self {
        Self { state: CheckState::NotApplicable, ..Self::ready() }
    }

    fn missing(to_do: impl Into<String>) -> Self {
        Self { state: CheckState::NotReady, to_do: Some(to_do.into()), organisations: Vec::new() }
    }

    fn under_way(to_do: impl Into<String>) -> Self {
        Self { state: CheckState::InProgress, ..Self::missing(to_do) }
    }

    /// What someone said of it, where nothing better is known.
    fn said(answer: Option<Ready>, to_do: &str) -> Self {
        match answer {
            Some(Ready::Yes) => Self::ready(),
            Some(Ready::InProgress) => Self::under_way(to_do),
            Some(Ready::No | Ready::Unsure) | None => Self::missing(to_do),
        }
    }

    /// Ready once none of these lacks it.
    fn of_each(lacking: Vec<OrganisationId>, to_do: impl FnOnce(&str) -> String) -> Self {
        if lacking.is_empty() {
            return Self::ready();
        }
        let names: Vec<&str> = lacking.iter().map(OrganisationId::as_str).collect();
        let found = Self::missing(to_do(&names.join(", ")));
        Self { organisations: lacking, ..found }
    }
}

/// All fourteen, in the order in which they take longest to mend.
pub fn readiness(known: &Known<'_>) -> Vec<Check> {
    use SectionName::{DataSets, Ethics, LegalBasis, Locations, Parties, PrivacyNotice, Purpose, Term};
    vec![
        Check::new("funding", "The work is funded", funding(known)).about(Purpose),
        Check::new("ethics-route", "The route through ethics is known", law::ethics(known)).about(Ethics),
        Check::new("legal-basis", "The legal basis is named", law::basis(known)).about(LegalBasis),
        Check::new("controllers", "Every controller is named", organisations::controllers(known)).about(Parties),
        Check::new(
            "framework-contracts",
            "The applicant and each controller have a framework contract in force",
            organisations::framework_contracts(known),
        ),
        Check::new("ico-fee", "Each controller and processor has paid its fee", organisations::fees(known)),
        Check::new(
            "security",
            "Each controller and processor shows its security: DSPT, ISO 27001 or SLSP",
            organisations::security(known),
        ),
        Check::new("processors", "Every processor is named and instructed", organisations::processors(known))
            .about(Parties),
        Check::new("places", "Every place is named and kept safe", place::places(known)).about(Locations),
        Check::new("territory", "The territory of use covers every place", place::territory(known)).about(Term),
        Check::new("confidentiality", "Consent papers or section 251 support are there", law::confidentiality(known))
            .about(if known.content.requests().is_empty() { DataSets } else { LegalBasis }),
        Check::new("privacy-notice", "A public privacy notice tells of the use", law::privacy_notice(known))
            .about(PrivacyNotice),
        Check::new(
            "signatory",
            "The applicant and each controller have named who signs",
            organisations::signatories(known),
        ),
        Check::new("budget", "A budget for the charges was seen", budget(known)),
    ]
}

/// How many are ready, of those that are needed and of all.
pub fn ready(checks: &[Check]) -> usize {
    checks.iter().filter(|check| check.state == CheckState::Ready).count()
}

fn funding(known: &Known<'_>) -> Found {
    let funded = known.content.purpose.as_ref().and_then(|purpose| purpose.funded_until);
    let written = funded.filter(|until| known.today <= *until).map(|_| Ready::Yes);
    let answer = known.funding.or(written).or(known.answers.funding);
    Found::said(answer, "Say who pays for the work and until when, and show it to your case officer.")
}

fn budget(known: &Known<'_>) -> Found {
    if known.budget_seen == Some(true) {
        return Found::ready();
    }
    Found::missing("Ask for an estimate of the charges, and show your case officer a budget that covers them.")
}

#[cfg(test)]
mod tests;

//! Who gets each mail (domain.md §13).

use std::{collections::BTreeSet, fmt};

use dars_vocabulary::{EnquiryRef, MembershipRole, OrganisationId, PersonId, code::Team};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The team that takes in submitted applications.
pub const TRIAGE_TEAM: Team = Team::DataApplications;

/// Someone who gets a mail; the address is looked up when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Recipient {
    /// A person, opaque.
    Person(PersonId),
    /// Whoever raised the enquiry.
    Enquirer(EnquiryRef),
    /// A team's mailbox.
    Team(Team),
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "person:{person}"),
            Self::Enquirer(enquiry) => write!(f, "enquirer:{enquiry}"),
            Self::Team(team) => write!(f, "team:{}", team.code()),
        }
    }
}

/// What a person is for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// First day.
    pub from: Date,
    /// Last day; absent means open.
    pub until: Option<Date>,
}

/// A confirmed authority to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub person: PersonId,
    /// First day.
    pub from: Date,
    /// Last day; absent means open.
    pub until: Option<Date>,
}

/// What is known of the people around one application or agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The applicant organisation.
    pub organisation: Option<OrganisationId>,
    /// The application's lead.
    pub lead: Option<PersonId>,
    /// Members of the organisations concerned.
    pub members: Vec<Member>,
    /// Who may sign for the organisations concerned, the data body among them.
    pub signatories: Vec<Signatory>,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// N01: an enquiry was received.
    EnquiryReceived {
        /// The enquiry.
        enquiry: EnquiryRef,
    },
    /// N02: an enquiry was routed.
    EnquiryRouted {
        /// To which team.
        team: Team,
    },
    /// N06: an application was submitted.
    ApplicationSubmitted,
    /// N10: an application was decided.
    Decided,
    /// N11: an agreement was issued for signature, or signed by all.
    Signing {
        /// The organisations that sign, the data body among them.
        signing_organisations: Vec<OrganisationId>,
    },
    /// N15: an agreement's last day comes near.
    AgreementEnds,
}

/// Everyone who gets the mail on `today`, each once. Who has left an organisation gets none for it.
pub fn recipients(occasion: &Occasion, directory: &Directory, today: Date) -> BTreeSet<Recipient> {
    let applicant = directory.organisation.as_slice();
    match occasion {
        Occasion::EnquiryReceived { enquiry } => [Recipient::Enquirer(enquiry.clone())].into(),
        Occasion::EnquiryRouted { team } => [Recipient::Team(*team)].into(),
        Occasion::ApplicationSubmitted => {
            directory.leads(today).map(Recipient::Person).chain([Recipient::Team(TRIAGE_TEAM)]).collect()
        }
        Occasion::Decided => {
            directory.leads(today).chain(directory.signatories_of(applicant, today)).map(Recipient::Person).collect()
        }
        Occasion::Signing { signing_organisations } => directory
            .leads(today)
            .chain(directory.signatories_of(signing_organisations, today))
            .map(Recipient::Person)
            .collect(),
        Occasion::AgreementEnds => directory
            .leads(today)
            .chain(directory.signatories_of(applicant, today))
            .chain(directory.members_as(MembershipRole::IgLead, today))
            .map(Recipient::Person)
            .collect(),
    }
}

impl Directory {
    /// The application's lead while they are a member; after that, those who lead applications there.
    fn leads(&self, today: Date) -> Box<dyn Iterator<Item = PersonId> + '_> {
        let still_here = |person: &PersonId| self.applicants_members(today).any(|member| member.person == *person);
        match self.lead.filter(still_here) {
            Some(lead) => Box::new(std::iter::once(lead)),
            None => Box::new(self.members_as(MembershipRole::Lead, today)),
        }
    }

    fn applicants_members(&self, today: Date) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(move |member| self.organisation.as_ref() == Some(&member.organisation))
            .filter(move |member| holds(member.from, member.until, today))
    }

    fn members_as(&self, role: MembershipRole, today: Date) -> impl Iterator<Item = PersonId> {
        self.applicants_members(today).filter(move |member| member.roles.contains(&role)).map(|member| member.person)
    }

    fn signatories_of(&self, organisations: &[OrganisationId], today: Date) -> impl Iterator<Item = PersonId> {
        self.signatories
            .iter()
            .filter(move |signatory| organisations.contains(&signatory.organisation))
            .filter(move |signatory| holds(signatory.from, signatory.until, today))
            .map(|signatory| signatory.person)
    }
}

fn holds(from: Date, until: Option<Date>, today: Date) -> bool {
    from <= today && until.is_none_or(|until| today <= until)
}

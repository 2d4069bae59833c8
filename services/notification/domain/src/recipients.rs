//! Who gets each mail (domain.md §13).

use std::{collections::BTreeSet, fmt};

use dars_vocabulary::{EnquiryRef, MembershipRole, OrganisationId, PersonId, code::Team};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The team that takes in applications and works on them; the officer of a case is told to nobody.
pub const CASE_TEAM: Team = Team::DataApplications;
/// The team that looks after agreements.
pub const AGREEMENTS_TEAM: Team = Team::Agreements;

/// A post at the data body with a mailbox of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// The senior information risk owner.
    Siro,
}

impl Office {
    /// The code in tables and keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Siro => "siro",
        }
    }

    /// How a mail greets it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Siro => "senior information risk owner",
        }
    }
}

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
    /// A post's mailbox.
    Office(Office),
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "person:{person}"),
            Self::Enquirer(enquiry) => write!(f, "enquirer:{enquiry}"),
            Self::Team(team) => write!(f, "team:{}", team.code()),
            Self::Office(office) => write!(f, "office:{}", office.code()),
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

/// An application or agreement that is concerned beside the one a mail is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// Its applicant organisation.
    pub organisation: OrganisationId,
    /// Its lead.
    pub lead: PersonId,
}

/// What is known of the people around what a mail is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The applicant organisation, or the one it is about.
    pub organisation: Option<OrganisationId>,
    /// The application's lead.
    pub lead: Option<PersonId>,
    /// Those who work on it with them.
    pub collaborators: Vec<PersonId>,
    /// Members of the organisations concerned.
    pub members: Vec<Member>,
    /// Who may sign for the organisations concerned, the data body among them.
    pub signatories: Vec<Signatory>,
    /// Agreements that depend on the organisation.
    pub affected: Vec<Affected>,
}

/// Of which organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The applicant organisation, or the one it is about.
    Applicant,
    /// These.
    These(Vec<OrganisationId>),
}

/// Who a mail is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever raised the enquiry.
    Enquirer(EnquiryRef),
    /// A team.
    Team(Team),
    /// A post at the data body.
    Office(Office),
    /// The application's lead while they are a member; after that, those who lead applications there.
    Lead,
    /// Those who work on the application with the lead.
    Collaborators,
    /// Everyone with this role.
    Members(MembershipRole, Of),
    /// Everyone with a confirmed authority to sign.
    Signatories(Of),
    /// Who keeps the organisation's contracts: its administrators and its information governance leads.
    Contact,
    /// The leads of agreements that depend on the organisation.
    AffectedLeads,
    /// Whoever is invited, known by their invitation until they have signed in.
    Invited(PersonId),
}

/// Everyone who gets the mail on `today`, each once. Who has left an organisation gets none for it.
pub fn recipients(to: &[Who], directory: &Directory, today: Date) -> BTreeSet<Recipient> {
    let mut all = BTreeSet::new();
    for who in to {
        match who {
            Who::Enquirer(enquiry) => all.extend([Recipient::Enquirer(enquiry.clone())]),
            Who::Team(team) => all.extend([Recipient::Team(*team)]),
            Who::Office(office) => all.extend([Recipient::Office(*office)]),
            Who::Invited(invitation) => all.extend([Recipient::Person(*invitation)]),
            Who::Lead
            | Who::Collaborators
            | Who::Members(..)
            | Who::Signatories(_)
            | Who::Contact
            | Who::AffectedLeads => all.extend(directory.people(who, today).into_iter().map(Recipient::Person)),
        }
    }
    all
}

impl Directory {
    fn people(&self, who: &Who, today: Date) -> Vec<PersonId> {
        let applicant = self.organisation.as_slice();
        let of = |of: &Of| -> Vec<OrganisationId> {
            match of {
                Of::Applicant => applicant.to_vec(),
                Of::These(these) => these.clone(),
            }
        };
        match who {
            Who::Enquirer(_) | Who::Team(_) | Who::Office(_) | Who::Invited(_) => Vec::new(),
            Who::Lead => self.leads(self.organisation.as_ref(), self.lead, today),
            Who::Collaborators => {
                self.collaborators.iter().copied().filter(|person| self.is_member(applicant, *person, today)).collect()
            }
            Who::Members(role, organisations) => self.members_as(*role, &of(organisations), today),
            Who::Signatories(organisations) => self.signatories_of(&of(organisations), today),
            Who::Contact => [MembershipRole::Administrator, MembershipRole::IgLead]
                .into_iter()
                .flat_map(|role| self.members_as(role, applicant, today))
                .collect(),
            Who::AffectedLeads => self
                .affected
                .iter()
                .flat_map(|affected| self.leads(Some(&affected.organisation), Some(affected.lead), today))
                .collect(),
        }
    }

    fn leads(&self, organisation: Option<&OrganisationId>, lead: Option<PersonId>, today: Date) -> Vec<PersonId> {
        let organisation = organisation.map(std::slice::from_ref).unwrap_or_default();
        match lead.filter(|person| self.is_member(organisation, *person, today)) {
            Some(lead) => vec![lead],
            None => self.members_as(MembershipRole::Lead, organisation, today),
        }
    }

    fn present(&self, organisations: &[OrganisationId], today: Date) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(move |member| organisations.contains(&member.organisation))
            .filter(move |member| holds(member.from, member.until, today))
    }

    fn is_member(&self, organisations: &[OrganisationId], person: PersonId, today: Date) -> bool {
        self.present(organisations, today).any(|member| member.person == person)
    }

    fn members_as(&self, role: MembershipRole, organisations: &[OrganisationId], today: Date) -> Vec<PersonId> {
        let present = self.present(organisations, today);
        present.filter(|member| member.roles.contains(&role)).map(|member| member.person).collect()
    }

    fn signatories_of(&self, organisations: &[OrganisationId], today: Date) -> Vec<PersonId> {
        self.signatories
            .iter()
            .filter(|signatory| organisations.contains(&signatory.organisation))
            .filter(|signatory| holds(signatory.from, signatory.until, today))
            .map(|signatory| signatory.person)
            .collect()
    }
}

fn holds(from: Date, until: Option<Date>, today: Date) -> bool {
    from <= today && until.is_none_or(|until| today <= until)
}

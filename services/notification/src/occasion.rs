//! What there is to tell, as it was heard: the mail it makes and the key that makes it once. Pure.

use dars_notification_domain::{
    about::About,
    key::{NoticeKey, ReminderKey},
    mail::{Mail, News},
    plan::Reached,
    recipients::{Of, Recipient, Who},
};
use dars_vocabulary::{DocumentVersion, MembershipRole, Nic, OrganisationId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An occasion to write to people. Who they are and organisations' names join from the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// What it is about.
    pub about: About,
    /// The version, where there is one.
    pub version: Option<DocumentVersion>,
    /// The organisation concerned, where no application says it.
    pub organisation: Option<OrganisationId>,
    /// What is told.
    pub news: News,
    /// To whom.
    pub to: Vec<Who>,
    /// The rung it is, if it is of a ladder.
    pub rung: Option<Reached>,
    /// The plan it belongs to: nothing is sent any more once that is settled.
    pub plan: Option<String>,
}

/// What makes a mail the same mail, and the left side of its `Message-ID`.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Follows from it.
    pub message_id: Uuid,
}

impl Occasion {
    /// Of an enquiry, or anything else that needs no more than its reference.
    pub fn of(about: About, news: impl Into<News>, to: Vec<Who>) -> Self {
        Self { about, version: None, organisation: None, news: news.into(), to, rung: None, plan: None }
    }

    /// Of an application or agreement.
    pub fn of_request(nic: &Nic, version: Option<DocumentVersion>, news: impl Into<News>, to: Vec<Who>) -> Self {
        Self { version, ..Self::of(About::Request(nic.clone()), news, to) }
    }

    /// The same, where the organisation is told with it.
    #[must_use]
    pub fn at(self, organisation: OrganisationId) -> Self {
        Self { organisation: Some(organisation), ..self }
    }

    /// The same, as part of a plan.
    #[must_use]
    pub fn in_plan(self, plan: String) -> Self {
        Self { plan: Some(plan), ..self }
    }

    /// The organisations concerned beside the applicant's, as far as the occasion says.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        let mut all: Vec<OrganisationId> = self.organisation.iter().cloned().collect();
        for who in &self.to {
            match who {
                Who::Members(_, Of::These(these)) | Who::Signatories(Of::These(these)) => {
                    all.extend(these.iter().cloned());
                }
                Who::Members(_, Of::Applicant)
                | Who::Signatories(Of::Applicant)
                | Who::Enquirer(_)
                | Who::Team(_)
                | Who::Office(_)
                | Who::Lead
                | Who::Collaborators
                | Who::Contact
                | Who::Invited(_)
                | Who::AffectedLeads => {}
            }
        }
        all.sort();
        all.dedup();
        all
    }

    /// What is told; `organisation` is the name of the one concerned.
    pub fn mail(&self, organisation: Option<String>) -> Mail {
        Mail { about: self.about.clone(), version: self.version, organisation, news: self.news.clone() }
    }

    /// A reminder is one mail by its rung, anything else by the fact that caused it.
    pub fn key(&self, cause: Uuid, recipient: &Recipient) -> Key {
        let to = recipient.clone();
        let Some(rung) = &self.rung else {
            let key = NoticeKey { cause, mail: self.news.kind(), recipient: to };
            return Key { text: key.to_string(), message_id: key.message_id_seed() };
        };
        let key = ReminderKey {
            about: rung.track.about.clone(),
            ladder: rung.track.ladder,
            item: rung.track.item.clone(),
            counts_to: rung.counts_to,
            days_before: rung.days_before,
            to,
        };
        Key { text: key.to_string(), message_id: key.message_id_seed() }
    }
}

/// The id of the occasion that a rung is.
pub fn rung_id(rung: &Reached) -> String {
    let Reached { track, counts_to, days_before, .. } = rung;
    format!("rung/{}/{}/{counts_to}/{days_before}", track.about, track.ladder.of(track.item.as_deref()))
}

/// The lead, and whoever leads or answers for information governance at the parties.
pub fn parties_to_write_to(parties: Vec<OrganisationId>) -> Vec<Who> {
    vec![
        Who::Lead,
        Who::Members(MembershipRole::Lead, Of::These(parties.clone())),
        Who::Members(MembershipRole::IgLead, Of::These(parties)),
    ]
}

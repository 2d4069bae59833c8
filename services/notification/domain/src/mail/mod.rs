//! What mails say (domain.md §13): what happened, the next step and its date. References, organisations' names and
//! dates only; the recipient's own name in the greeting is the one personal thing, and joins when the mail is sent.

mod access;
mod agreement;
mod application;
mod ending;
mod enquiry;
mod kind;
mod signing;
mod words;

use dars_vocabulary::DocumentVersion;
use serde::{Deserialize, Serialize};

pub use access::AccessNews;
pub use agreement::AgreementNews;
pub use application::{ApplicationNews, Asking, Clarification, Outcome};
pub use ending::EndingNews;
pub use enquiry::EnquiryNews;
pub use kind::MailKind;
pub use signing::{Paper, SigningNews};
pub use words::{DateIs, Words, written};

use crate::about::About;

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// Of an enquiry.
    Enquiry(EnquiryNews),
    /// Of an application.
    Application(ApplicationNews),
    /// Of a signing, a change or a new version.
    Signing(SigningNews),
    /// Of a contract in force.
    Agreement(AgreementNews),
    /// Of access under an agreement.
    Access(AccessNews),
    /// Of an ending, or a destruction.
    Ending(EndingNews),
}

/// A mail's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// What it is about.
    pub about: About,
    /// The version, where there is one.
    pub version: Option<DocumentVersion>,
    /// The name of the organisation concerned, where it is known.
    pub organisation: Option<String>,
    /// What there is to tell.
    pub news: News,
}

impl News {
    /// Which mail it is.
    pub fn kind(&self) -> MailKind {
        match self {
            Self::Enquiry(news) => news.kind(),
            Self::Application(news) => news.kind(),
            Self::Signing(news) => news.kind(),
            Self::Agreement(news) => news.kind(),
            Self::Access(news) => news.kind(),
            Self::Ending(news) => news.kind(),
        }
    }

    /// One line of a digest, if it is told in one: all of a day goes in one mail.
    pub fn bundled(&self) -> Option<&[Clarification]> {
        match self {
            Self::Application(ApplicationNews::Clarifications { items }) => Some(items),
            Self::Enquiry(_)
            | Self::Application(_)
            | Self::Signing(_)
            | Self::Agreement(_)
            | Self::Access(_)
            | Self::Ending(_) => None,
        }
    }
}

impl Mail {
    /// Which mail it is.
    pub fn kind(&self) -> MailKind {
        self.news.kind()
    }

    /// What to quote: the reference, with the version where there is one.
    pub fn reference(&self) -> String {
        match self.version {
            Some(version) => format!("{}-{version}", self.about),
            None => self.about.to_string(),
        }
    }

    /// Where to read on, below the public address.
    pub fn path(&self) -> String {
        let of = match (&self.about, &self.news) {
            (About::Enquiry(_), _) => "enquiries",
            (
                About::Request(_),
                News::Enquiry(_) | News::Application(_) | News::Signing(SigningNews::ChangeOpened { .. }),
            ) => "applications",
            (About::Request(_), News::Signing(_) | News::Agreement(_) | News::Access(_) | News::Ending(_)) => {
                "agreements"
            }
            (About::Contract(_), _) => "framework-contracts",
            (About::Organisation(_), _) => "organisations",
        };
        format!("/{of}/{}", self.about)
    }

    /// What it says.
    pub fn words(&self) -> Words {
        let reference = self.reference();
        let subject = words::Subject { reference: reference.clone(), organisation: self.organisation.as_deref() };
        let said = match &self.news {
            News::Enquiry(news) => news.said(&subject),
            News::Application(news) => news.said(&subject),
            News::Signing(news) => news.said(&subject),
            News::Agreement(news) => news.said(&subject),
            News::Access(news) => news.said(&subject),
            News::Ending(news) => news.said(&subject),
        };
        Words {
            subject: format!("{reference}: {}", said.subject),
            happened: said.happened,
            next_step: said.next_step,
            points: said.points,
            links: said.links,
            by: said.by,
            date_is: said.date_is,
            target: said.target,
            path: self.path(),
        }
    }
}

macro_rules! told_of {
    ($($what:ident of $news:ident,)+) => {
        $(impl From<$news> for News {
            fn from(news: $news) -> Self {
                Self::$what(news)
            }
        })+
    };
}
told_of! {
    Enquiry of EnquiryNews,
    Application of ApplicationNews,
    Signing of SigningNews,
    Agreement of AgreementNews,
    Access of AccessNews,
    Ending of EndingNews,
}

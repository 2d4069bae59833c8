//! What mails say (domain.md §13): what happened, the next step and its date. References, organisations' names and
//! dates only; the recipient's own name in the greeting is the one personal thing, and joins when the mail is sent.

use dars_vocabulary::{
    DocumentVersion, EnquiryRef, Nic,
    calendar::days_after,
    code::{EnquiryTopic, Team},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ladder::RENEWAL_ADVISED_DAYS;

/// The mails of domain.md §13 that this service sends so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MailKind {
    /// Enquiry received.
    N01,
    /// Enquiry routed.
    N02,
    /// Application submitted.
    N06,
    /// Decision.
    N10,
    /// Issued for signature; fully signed.
    N11,
    /// Expiry ladder.
    N15,
}

impl MailKind {
    /// Every kind, in order.
    pub const ALL: &[Self] = &[Self::N01, Self::N02, Self::N06, Self::N10, Self::N11, Self::N15];

    /// The number in domain.md §13.
    pub fn code(self) -> &'static str {
        match self {
            Self::N01 => "N01",
            Self::N02 => "N02",
            Self::N06 => "N06",
            Self::N10 => "N10",
            Self::N11 => "N11",
            Self::N15 => "N15",
        }
    }
}

/// N01: an enquiry was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryReceived {
    /// The enquiry.
    pub enquiry: EnquiryRef,
    /// The day by which an answer is due.
    pub answer_due: Date,
}

/// N02: an enquiry was routed to a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryRouted {
    /// The enquiry.
    pub enquiry: EnquiryRef,
    /// What it is about, where that is known.
    pub topic: Option<EnquiryTopic>,
    /// The team.
    pub team: Team,
    /// The day by which an answer is due.
    pub answer_due: Date,
}

/// N06: an application was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationSubmitted {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation's name.
    pub organisation: String,
    /// The day by which a decision is due.
    pub decision_due: Date,
}

/// What was decided; the reasons stay behind sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Approved.
    Approved,
    /// Refused.
    Refused,
}

/// N10: an application was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation's name.
    pub organisation: String,
    /// What was decided.
    pub outcome: Outcome,
    /// The day of the decision.
    pub decided_on: Date,
}

/// On which of its two occasions N11 is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// It was issued for signature.
    Issued,
    /// Every party has signed.
    FullySigned,
}

/// N11: an agreement is to be signed, or was signed by all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementSigning {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation's name.
    pub organisation: String,
    /// The occasion.
    pub occasion: Signing,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// N15: an agreement's last day comes near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementEnds {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation's name.
    pub organisation: String,
    /// Last day.
    pub end: Date,
    /// Which rung of the ladder.
    pub days_before: i32,
}

/// A mail's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum Mail {
    /// N01.
    EnquiryReceived(EnquiryReceived),
    /// N02.
    EnquiryRouted(EnquiryRouted),
    /// N06.
    ApplicationSubmitted(ApplicationSubmitted),
    /// N10.
    Decided(Decided),
    /// N11.
    AgreementSigning(AgreementSigning),
    /// N15.
    AgreementEnds(AgreementEnds),
}

/// What a mail says, ready for its text and HTML parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The subject line; begins with the reference.
    pub subject: String,
    /// What happened.
    pub happened: String,
    /// What comes next, and who does it.
    pub next_step: String,
    /// By when, where a date is known.
    pub by: Option<Date>,
}

/// A date as mails write it: `2 March 2028`.
pub fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

impl Mail {
    /// Which mail it is.
    pub fn kind(&self) -> MailKind {
        match self {
            Self::EnquiryReceived(_) => MailKind::N01,
            Self::EnquiryRouted(_) => MailKind::N02,
            Self::ApplicationSubmitted(_) => MailKind::N06,
            Self::Decided(_) => MailKind::N10,
            Self::AgreementSigning(_) => MailKind::N11,
            Self::AgreementEnds(_) => MailKind::N15,
        }
    }

    /// What to quote: the enquiry's reference, or the NIC number with its version.
    pub fn reference(&self) -> String {
        match self {
            Self::EnquiryReceived(EnquiryReceived { enquiry, .. })
            | Self::EnquiryRouted(EnquiryRouted { enquiry, .. }) => enquiry.to_string(),
            Self::ApplicationSubmitted(ApplicationSubmitted { nic, version, .. })
            | Self::Decided(Decided { nic, version, .. })
            | Self::AgreementSigning(AgreementSigning { nic, version, .. })
            | Self::AgreementEnds(AgreementEnds { nic, version, .. }) => format!("{nic}-{version}"),
        }
    }

    /// What it says.
    pub fn words(&self) -> Words {
        let reference = self.reference();
        let (subject, happened, next_step, by) = match self {
            Self::EnquiryReceived(mail) => (
                "we have your enquiry",
                format!("We received your enquiry {reference}."),
                format!(
                    "An expert team answers you by {}. Quote the reference when you write to us.",
                    written(mail.answer_due)
                ),
                Some(mail.answer_due),
            ),
            Self::EnquiryRouted(mail) => (
                "an enquiry for your team",
                match mail.topic {
                    Some(topic) => format!("The enquiry {reference} about {topic} was routed to {}.", mail.team),
                    None => format!("The enquiry {reference} was routed to {}.", mail.team),
                },
                format!("Sign in to read it, and answer it by {}.", written(mail.answer_due)),
                Some(mail.answer_due),
            ),
            Self::ApplicationSubmitted(mail) => (
                "application submitted",
                format!("The application {reference} of {} was submitted.", mail.organisation),
                format!("It is now assessed. A decision is due by {}.", written(mail.decision_due)),
                Some(mail.decision_due),
            ),
            Self::Decided(mail) => decided(mail, &reference),
            Self::AgreementSigning(mail) => signing(mail, &reference),
            Self::AgreementEnds(mail) => ends(mail, &reference),
        };
        Words { subject: format!("{reference}: {subject}"), happened, next_step, by }
    }
}

type Said = (&'static str, String, String, Option<Date>);

fn decided(mail: &Decided, reference: &str) -> Said {
    let Decided { organisation, decided_on, .. } = mail;
    let decided_on = written(*decided_on);
    match mail.outcome {
        Outcome::Approved => (
            "approved",
            format!("The application {reference} of {organisation} was approved on {decided_on}."),
            "An agreement is being drafted. We write to you when it is issued for signature.".to_owned(),
            None,
        ),
        Outcome::Refused => (
            "refused",
            format!("The application {reference} of {organisation} was refused on {decided_on}."),
            "Sign in to read the reasons; there you can also ask for a review of the decision.".to_owned(),
            None,
        ),
    }
}

fn signing(mail: &AgreementSigning, reference: &str) -> Said {
    let AgreementSigning { organisation, .. } = mail;
    let (start, end) = (written(mail.start), written(mail.end));
    match mail.occasion {
        Signing::Issued => (
            "agreement to sign",
            format!("The agreement {reference} with {organisation}, from {start} to {end}, was issued for signature."),
            format!("Signatories sign in, read it and sign it. It begins on {start} only if every party has signed."),
            Some(mail.start),
        ),
        Signing::FullySigned => (
            "agreement signed by all",
            format!("Every party has signed the agreement {reference} with {organisation}."),
            format!("It is in force from {start}, or from the last signature if that came later, until {end}."),
            Some(mail.start),
        ),
    }
}

fn ends(mail: &AgreementEnds, reference: &str) -> Said {
    let AgreementEnds { organisation, end, days_before, .. } = mail;
    let (last_day, advised) = (written(*end), days_after(*end, -i64::from(RENEWAL_ADVISED_DAYS)));
    let (next_step, by) = if *days_before > RENEWAL_ADVISED_DAYS {
        (
            format!(
                "Choose to renew, to extend or to let it end. A renewal is best asked for by {}.",
                written(advised)
            ),
            advised,
        )
    } else {
        (format!("Choose to renew, to extend or to let it end, before {last_day} has passed."), *end)
    };
    let happened = format!("The last day of the agreement {reference} with {organisation} is {last_day}.");
    (if *days_before == 0 { "agreement ends today" } else { "agreement ends soon" }, happened, next_step, Some(by))
}

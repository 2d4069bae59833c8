//! Of contracts in force and the dates they live by: N15 to N17, N20, N24, N30.

use dars_vocabulary::{Nic, ServiceAgreementRef, calendar::days_after, code::AssuranceKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, capital, written},
};
use crate::ladder::RENEWAL_ADVISED_DAYS;

/// News of contracts in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementNews {
    /// An agreement is in force.
    Active {
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    },
    /// An agreement's last day comes near.
    Ends {
        /// Last day.
        end: Date,
        /// How many days before it.
        days_before: i32,
    },
    /// A framework contract's last day comes near.
    ContractEnds {
        /// Last day.
        end: Date,
        /// The agreements in force that depend on it.
        agreements: Vec<Nic>,
    },
    /// An organisation's assurance lapses.
    AssuranceLapses {
        /// Which.
        kind: AssuranceKind,
        /// The last day on which it holds.
        valid_to: Date,
    },
    /// Section 251 support lapses, or its review is due.
    Section251Lapses {
        /// The last day on which it holds.
        until: Date,
    },
    /// A special condition is due.
    ConditionDue {
        /// Its number in the agreement.
        number: u32,
        /// By when.
        due: Date,
    },
    /// Access in the secure data environment ends with the agreement.
    SdeEnds {
        /// Last day.
        end: Date,
    },
    /// Access in the secure data environment has ended.
    SdeEnded {
        /// The service agreement.
        service_agreement: ServiceAgreementRef,
    },
}

impl AgreementNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::Active { .. } => MailKind::N30,
            Self::Ends { .. } => MailKind::N15,
            Self::ContractEnds { .. } => MailKind::N16,
            Self::AssuranceLapses { .. } | Self::Section251Lapses { .. } => MailKind::N17,
            Self::ConditionDue { .. } => MailKind::N24,
            Self::SdeEnds { .. } | Self::SdeEnded { .. } => MailKind::N20,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        match self {
            Self::Active { start, end } => active(subject, *start, *end),
            Self::Ends { end, days_before } => ends(subject, *end, *days_before),
            Self::ContractEnds { end, agreements } => contract_ends(subject, *end, agreements),
            Self::AssuranceLapses { kind, valid_to } => assurance(subject, *kind, *valid_to),
            Self::Section251Lapses { until } => Said::new(
                "section 251 support lapses",
                format!(
                    "The section 251 support that {} relies on lapses, or its yearly review is due, on {}.",
                    subject.agreement(),
                    written(*until)
                ),
                format!(
                    "Have the support reviewed and send us the outcome by {}. Without it, releases are held from the next \
                     day.",
                    written(*until)
                ),
            )
            .by(*until),
            Self::ConditionDue { number, due } => Said::new(
                "a special condition is due",
                format!("Special condition {number} of {} is due on {}.", subject.agreement(), written(*due)),
                format!(
                    "Sign in to read it and to show that it is met, by {}. If it is not met by then, releases are held \
                     from the next day.",
                    written(*due)
                ),
            )
            .by(*due),
            Self::SdeEnds { end } => Said::new(
                "access in the secure data environment ends soon",
                format!(
                    "{} ends on {}. Access in the secure data environment ends with it.",
                    capital(&subject.agreement()),
                    written(*end)
                ),
                format!(
                    "Have your outputs checked and exported by {}. To keep access, renew or extend the agreement before \
                     that day has passed.",
                    written(*end)
                ),
            )
            .by(*end),
            Self::SdeEnded { service_agreement } => Said::new(
                "access in the secure data environment has ended",
                format!(
                    "Access in the secure data environment under {} (service agreement {service_agreement}) has ended.",
                    subject.agreement()
                ),
                "Users can no longer sign in to it. If an output is still there, write to us and quote the number.",
            ),
        }
    }
}

fn active(subject: &Subject<'_>, start: Date, end: Date) -> Said {
    Said::new(
        "agreement in force",
        format!("{} is in force from {} until {}.", capital(&subject.agreement()), written(start), written(end)),
        "This is how it goes on:",
    )
    .points(vec![
        "How to get the data: we write to you when a release is ready, or when a service is set up. A release is made only \
         while contracts, security and conditions hold."
            .to_owned(),
        "What is published: parties, purpose, data, dates and releases, in the public register of data uses, once a \
         publisher has checked the entry. No people are named."
            .to_owned(),
        "How to change it: ask for a change first. A new purpose, data set, party or place must be agreed before it is \
         used."
            .to_owned(),
        format!("How it ends: on {}. We remind you in good time, so that you can renew, extend or let it end.", written(end)),
    ])
}

/// What follows if nothing is done.
const AFTER: &str =
    "Without a new version in force, the data may not be used after the last day, and must be destroyed.";

fn ends(subject: &Subject<'_>, end: Date, days_before: i32) -> Said {
    let (last_day, advised) = (written(end), days_after(end, -i64::from(RENEWAL_ADVISED_DAYS)));
    let title = if days_before == 0 { "agreement ends today" } else { "agreement ends soon" };
    let happened = format!("The last day of {} is {last_day}.", subject.agreement());
    let choices = "Sign in to ask for a renewal or an extension, or let it end";
    if days_before > RENEWAL_ADVISED_DAYS {
        let next = format!("{choices}. A renewal is best asked for by {}. {AFTER}", written(advised));
        Said::new(title, happened, next).target(advised)
    } else {
        Said::new(title, happened, format!("{choices}, before {last_day} has passed. {AFTER}")).by(end)
    }
}

fn contract_ends(subject: &Subject<'_>, end: Date, agreements: &[Nic]) -> Said {
    let last_day = written(end);
    let next = format!(
        "The organisation must have a new framework contract signed by {last_day}: ask for it in good time. Without one, releases are held \
         and no agreement can be issued."
    );
    let next = if agreements.is_empty() { next } else { format!("{next} These agreements depend on it:") };
    Said::new("framework contract ends", format!("The last day of {} is {last_day}.", subject.contract()), next)
        .by(end)
        .points(agreements.iter().map(ToString::to_string).collect())
}

fn assurance(subject: &Subject<'_>, kind: AssuranceKind, valid_to: Date) -> Said {
    let name = subject.organisation.unwrap_or(&subject.reference);
    let until = written(valid_to);
    let what = match kind {
        AssuranceKind::Dspt => "Data Security and Protection Toolkit assessment",
        AssuranceKind::Iso27001 => "ISO 27001 certificate",
        AssuranceKind::Slsp => "System Level Security Policy",
        AssuranceKind::IcoFee => "data protection fee registration",
        AssuranceKind::Other => "evidence of security",
    };
    Said::new(
        "security assurance or fee lapses",
        format!("The {what} of {name} ({}) is valid until {until}.", subject.reference),
        format!(
            "The organisation must renew it and tell us by {until}. If nothing valid takes its place, releases are held from \
             the next day."
        ),
    )
    .by(valid_to)
}

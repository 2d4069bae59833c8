//! Of applications, from number to decision: N05 to N10, and how they end (N29).

use dars_vocabulary::{
    code::{AdviceOutcome, AdvisoryGroup, Signpost},
    content::SectionName,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, capital, listed, written},
};

/// What was decided; the reasons stay behind sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Approved.
    Approved,
    /// Approved with conditions.
    ApprovedWithConditions,
    /// Put off; questions follow.
    Deferred,
    /// Refused.
    Refused,
}

/// What a digest says of one clarification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// It was raised; an answer is due by the date.
    Raised,
    /// It was due on the date and is not answered.
    Due,
    /// Without an answer the application lapses on the date.
    Lapses,
}

/// One clarification in a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// Its number.
    pub number: u32,
    /// Which section, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionName>,
    /// What is said of it.
    pub asking: Asking,
    /// The day it is about.
    pub date: Date,
}

/// News of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationNews {
    /// It has a number, and is looked at first.
    Proposed {
        /// The day by which.
        assessment_due: Date,
    },
    /// It may be drafted.
    Opened,
    /// Someone is invited to work on it; what lets them accept joins when it is sent.
    Invited {
        /// The last day on which they can.
        open_until: Date,
    },
    /// It was sent elsewhere after the first look.
    Redirected {
        /// Where to.
        signposts: Vec<Signpost>,
    },
    /// It was submitted.
    Submitted {
        /// The day by which a decision is due.
        decision_due: Date,
    },
    /// It was sent back as incomplete.
    Returned {
        /// Which sections.
        sections: Vec<SectionName>,
    },
    /// There are questions: all of one day in one mail.
    Clarifications {
        /// Which.
        items: Vec<Clarification>,
    },
    /// A meeting has it on its list.
    AdviceScheduled {
        /// Whose.
        group: AdvisoryGroup,
        /// When.
        meets_on: Date,
    },
    /// Advice was given.
    AdviceRecorded {
        /// By whom.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// When they met.
        met_on: Date,
    },
    /// It was decided, or the decision put off.
    Decided {
        /// How.
        outcome: Outcome,
        /// When.
        decided_on: Date,
    },
    /// An advisory group gave its view before it was handed in.
    EarlyView {
        /// Whose.
        group: AdvisoryGroup,
        /// When.
        given_on: Date,
    },
    /// It was asked that the decision be looked at again.
    ReviewRequested {
        /// When.
        requested_on: Date,
    },
    /// The decision was looked at again.
    Reviewed {
        /// Whether it stands.
        upheld: bool,
        /// When.
        reviewed_on: Date,
    },
    /// Its applicant withdrew it.
    Withdrawn,
    /// Nothing came from its applicant.
    Lapsed,
}

/// What an application asks for, in the order of its form (domain.md §8).
const CHECKLIST: &[&str] = &[
    "who decides and who handles the data, and a framework contract for each organisation that decides",
    "proof of security for each organisation and place, and the data protection fee",
    "which data, for which years, and why no less would do",
    "the law you rely on: UK GDPR, the power to provide the data, and consent or section 251 support where it applies",
    "what you want to find out, how you will work, what will come out and who benefits",
    "a summary in plain words, of at most 300 words",
    "any commercial interest, and whether others may use the data",
    "the ethics opinion, or why none is needed",
    "a public privacy notice",
    "from when until when, and in which territory",
];

const REVIEW: &str = "To ask for a review of the decision, write to us and quote the number.";

impl ApplicationNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::Proposed { .. } | Self::Opened | Self::Invited { .. } => MailKind::N05,
            Self::Redirected { .. } => MailKind::N03,
            Self::Submitted { .. } => MailKind::N06,
            Self::Returned { .. } => MailKind::N07,
            Self::Clarifications { .. } => MailKind::N08,
            Self::AdviceScheduled { .. } | Self::AdviceRecorded { .. } | Self::EarlyView { .. } => MailKind::N09,
            Self::Decided { .. } | Self::ReviewRequested { .. } | Self::Reviewed { .. } => MailKind::N10,
            Self::Withdrawn | Self::Lapsed => MailKind::N29,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        let application = subject.application();
        match self {
            Self::Proposed { assessment_due } => Said::new(
                "your enquiry has become an application",
                format!("Your enquiry has become {application}."),
                format!(
                    "We first look at whether it fits this service, and aim to tell you by {}. If it does, you can draft it \
                     then. Gather meanwhile what it will ask for:",
                    written(*assessment_due)
                ),
            )
            .aim(*assessment_due)
            .points(checklist()),
            Self::Opened => Said::new(
                "you can draft your application",
                format!("{} can be drafted now.", capital(&application)),
                "Sign in, fill in each section and submit it. It asks for:",
            )
            .points(checklist()),
            Self::Invited { open_until } => Said::new(
                "an invitation to work on an application",
                format!("Its lead has invited you to work on {application}."),
                format!(
                    "If you know nothing of it, do nothing. Otherwise sign in and accept with the code below. It can be \
                     used once, until {}; do not pass it on.",
                    written(*open_until)
                ),
            )
            .by(*open_until),
            Self::Redirected { signposts } => {
                let places: Vec<String> = signposts.iter().map(ToString::to_string).collect();
                Said::new(
                    "a better place for your request",
                    format!(
                        "We looked at whether {application} fits this service. The best place for it is: {}.",
                        listed(&places)
                    ),
                    "The application ends here. If you think this is wrong, write to us and quote the number.",
                )
                .links(signposts)
            }
            Self::Submitted { decision_due } => Said::new(
                "application submitted",
                format!("{} was submitted.", capital(&application)),
                format!("It is now assessed. We aim to decide by {}.", written(*decision_due)),
            )
            .aim(*decision_due),
            Self::Returned { sections } => Said::new(
                "application returned as incomplete",
                format!("{} was returned, because it is not complete.", capital(&application)),
                "If you are its applicant, sign in to read what is missing, put it right and submit it again. The sections are:",
            )
            .points(sections.iter().map(|section| spoken(*section)).collect()),
            Self::Clarifications { items } => clarifications(items, &application),
            Self::AdviceScheduled { group, meets_on } => Said::new(
                "advice meeting",
                format!("The {group} has {application} on the list of its meeting on {}.", written(*meets_on)),
                format!(
                    "You need not do anything. We write to you when its advice is recorded, after {}.",
                    written(*meets_on)
                ),
            )
            .on(*meets_on),
            Self::AdviceRecorded { group, outcome, met_on } => Said::new(
                "advice recorded",
                format!(
                    "The {group} discussed {application} on {}. What its advice came to, in wording that is still \
                     provisional: {outcome}.",
                    written(*met_on)
                ),
                "This is advice, not a decision. We write to you when there is a decision, or when something is needed \
                 from you.",
            ),
            Self::Decided { outcome, decided_on } => decided(*outcome, &application, &written(*decided_on)),
            Self::EarlyView { group, given_on } => Said::new(
                "an early view of your request",
                format!("The {group} gave an early view of {application} on {}.", written(*given_on)),
                "Sign in to read it. It is a view, not a decision: it binds nobody, and may help you to write the application.",
            ),
            Self::ReviewRequested { requested_on } => Said::new(
                "the decision is looked at again",
                format!("On {} its applicant asked for a review of the decision on {application}.", written(*requested_on)),
                "Somebody who did not make the decision looks at it again. It stands until then; we write to you when that \
                 is done.",
            ),
            Self::Reviewed { upheld: true, reviewed_on } => Said::new(
                "the decision stands",
                format!("The decision on {application} was reviewed on {} and stands.", written(*reviewed_on)),
                "It is not reviewed again. To ask for the data in another way, write to us or raise a new enquiry, and quote \
                 the number.",
            ),
            Self::Reviewed { upheld: false, reviewed_on } => Said::new(
                "the decision was set aside",
                format!("The decision on {application} was reviewed on {} and set aside.", written(*reviewed_on)),
                "Somebody else decides again. You need not do anything; we write to you when there is a decision.",
            ),
            Self::Withdrawn => Said::new(
                "application withdrawn",
                format!("{} was withdrawn by its applicant.", capital(&application)),
                "We do nothing more with it. An agreement in force stays as it is. To ask again, write to us or raise a new \
                 enquiry, and quote the number.",
            ),
            Self::Lapsed => Said::new(
                "application lapsed",
                format!("{} has lapsed, because its applicant did not answer in time.", capital(&application)),
                "We do nothing more with it. An agreement in force stays as it is. To ask again, write to us or raise a new \
                 enquiry, and quote the number.",
            ),
        }
    }
}

fn decided(outcome: Outcome, application: &str, on: &str) -> Said {
    match outcome {
        Outcome::Approved => Said::new(
            "approved",
            format!("{} was approved on {on}.", capital(application)),
            format!("An agreement is being drafted. We write to you when it is issued for signature. {REVIEW}"),
        ),
        Outcome::ApprovedWithConditions => Said::new(
            "approved with conditions",
            format!("{} was approved with conditions on {on}.", capital(application)),
            format!(
                "Sign in to read the conditions. An agreement that holds them is being drafted; we write to you when it \
                 is issued for signature. {REVIEW}"
            ),
        ),
        Outcome::Deferred => Said::new(
            "decision put off",
            format!("The decision on {application} was put off on {on}. It is not a refusal."),
            format!("There are questions to answer first; we write to you when they are raised. {REVIEW}"),
        ),
        Outcome::Refused => Said::new(
            "refused",
            format!("{} was refused on {on}.", capital(application)),
            format!("Sign in to read the reasons. {REVIEW}"),
        ),
    }
}

fn clarifications(items: &[Clarification], application: &str) -> Said {
    let first = items.iter().map(|item| item.date).min();
    let raised = items.iter().any(|item| item.asking == Asking::Raised);
    let subject = if raised { "questions to answer" } else { "questions that wait for your answer" };
    let happened = format!("There are questions about {application}.");
    let points: Vec<String> = items
        .iter()
        .map(|item| {
            let section = item.section.map_or_else(String::new, |section| format!(" ({})", spoken(section)));
            let (number, date) = (item.number, written(item.date));
            match item.asking {
                Asking::Raised => format!("Question {number}{section}: answer by {date}"),
                Asking::Due => format!("Question {number}{section}: the answer is due on {date} and is not here yet"),
                Asking::Lapses => {
                    format!("Question {number}{section}: without an answer the application lapses on {date}")
                }
            }
        })
        .collect();
    match first {
        Some(first) => Said::new(
            subject,
            happened,
            format!("Sign in to read and answer them. The first date to keep is {}:", written(first)),
        )
        .target(first),
        None => Said::new(subject, happened, "Sign in to read and answer them."),
    }
    .points(points)
}

fn checklist() -> Vec<String> {
    CHECKLIST.iter().map(|point| (*point).to_owned()).collect()
}

/// `data-sets` as people say it.
fn spoken(section: SectionName) -> String {
    section.code().replace('-', " ")
}

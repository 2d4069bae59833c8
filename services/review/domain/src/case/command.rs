//! What a case can be asked.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use dars_messages::facts::review::ReturnReason;
use dars_rules::{Assurance, Changed, FrameworkCover, NoticeCheck, names::Names};
use dars_vocabulary::{
    Actor, ApplicationContent, DataSetTraits, DocumentVersion, Nic, OrganisationId, PersonId, PrecedentRef, Sealed,
    code::{AdviceOutcome, AdvisoryGroup, ChangeKind, ClarificationSeverity, OrganisationType, RefusalReason},
    content::{Owing, SectionName},
};
use jiff::{Timestamp, civil::Date};

use super::Doing;
use crate::precedent::Offer;

/// A command about one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `intake` told of a submitted version.
    Open {
        /// The application.
        nic: Nic,
        /// The submitted version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON.
        sha256: String,
        /// The day of submission in London: the clock runs from here.
        submitted_on: Date,
        /// Of which kind, if it changes an agreement.
        change: Option<ChangeKind>,
        /// Who had a part in its preliminary assessment.
        assessors: BTreeSet<PersonId>,
        /// What was submitted.
        content: Box<Sealed<ApplicationContent>>,
    },
    /// A case officer takes an unassigned case, or a team manager gives it to anyone.
    Assign {
        /// Who shall be its officer.
        officer: PersonId,
    },
    /// The case officer says what was found.
    Assess(Assessment),
    /// The case officer sends it back as incomplete.
    Return {
        /// What is missing or wrong; at least one.
        reasons: Vec<ReturnReason>,
    },
    /// The case officer asks the applicant.
    Raise(Question),
    /// The case officer says what they make of an answer.
    Resolve {
        /// Of which clarification.
        number: u32,
        /// Settled, or asked again.
        resolution: Resolution,
    },
    /// `intake` told what was answered.
    HearAnswer {
        /// Which clarification.
        number: u32,
        /// Which round.
        round: u32,
        /// The answer; `None`: redacted before we heard it.
        text: Option<String>,
    },
    /// `intake` told that it was answered.
    HearAnswered {
        /// Which clarification.
        number: u32,
        /// Which round.
        round: u32,
        /// The day of the answer in London.
        answered_on: Date,
    },
    /// `intake` told that the application was withdrawn.
    HearWithdrawn {
        /// The day in London.
        ended_on: Date,
    },
    /// `intake` told that the application lapsed.
    HearLapsed {
        /// The day in London.
        ended_on: Date,
    },
    /// The secretariat records what an advisory group does.
    Advise(Advising),
    /// An approver's word.
    Decide(Decision),
    /// A team manager gives it to another officer, and says why.
    HandOver {
        /// Who shall be its officer.
        to: PersonId,
        /// Why, at most 4,000 characters.
        reason: String,
    },
    /// What is done to a case beside moving it.
    Do(Doing),
}

/// What a case officer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// Complete: into assurance.
    Ready,
    /// A simple amendment that is no more than that: before an approver.
    QuickChecked {
        /// Why it is no more, at most 4,000 characters.
        reason: String,
    },
    /// Assured, and no advice needed: before an approver.
    NoAdviceNeeded {
        /// Why, at most 4,000 characters.
        reason: String,
        /// Why with standards that are not assessed, or not met.
        open_standards: Option<String>,
    },
    /// Assured: it is like what was agreed before.
    ToPrecedent {
        /// Which precedent says so.
        precedent: PrecedentRef,
    },
    /// The precedent still holds: before an approver.
    PrecedentHolds {
        /// Why it goes on with standards that are not assessed or not met; needed where any is.
        open_standards: Option<String>,
    },
    /// Assured: the group shall see it.
    To(AdvisoryGroup),
    /// Advised: before an approver.
    Advised {
        /// Why with standards that are not assessed, or not met.
        open_standards: Option<String>,
    },
}

/// What is asked of the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which section it is about.
    pub section: SectionName,
    /// Which standard it is about, by its number in domain.md §8.
    pub standard: Option<String>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// What is asked, at most 4,000 characters.
    pub text: String,
    /// The standard phrase that it was written from.
    pub phrase: Option<String>,
}

/// What a case officer makes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Settled.
    Accept,
    /// Asked again, in the next round.
    Reject {
        /// What is still asked, at most 4,000 characters.
        text: String,
    },
}

/// What the secretariat records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advising {
    /// A meeting has the case on its list.
    Schedule {
        /// Which group's.
        group: AdvisoryGroup,
        /// The day.
        meets_on: Date,
    },
    /// The group said what it thinks.
    Outcome {
        /// Which group.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
        /// Who advised; at least one.
        advisers: BTreeSet<PersonId>,
        /// The advice in words, at most 4,000 characters.
        text: String,
    },
}

/// What an approver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approved.
    Approve {
        /// Why, at most 4,000 characters; needed where V17 shows a reason for refusal, and when departing from advice.
        reasons: Option<String>,
        /// What is asked for beside the standard terms.
        conditions: Vec<AskedCondition>,
    },
    /// Put off.
    Defer {
        /// Why, at most 4,000 characters.
        reasons: String,
        /// What is to be asked; at least one, and each holds up the decision.
        questions: Vec<Question>,
    },
    /// Refused.
    Refuse {
        /// The reason's code, told publicly.
        reason: RefusalReason,
        /// The reasons in words, at most 4,000 characters.
        reasons: String,
        /// Why it departs from supportive advice, at most 4,000 characters.
        against_advice: Option<String>,
    },
}

/// A special condition as an approver words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCondition {
    /// What is asked for, at most 1,000 characters.
    pub text: String,
    /// The day by which.
    pub due: Option<Date>,
    /// Who owes it.
    pub owing: Owing,
}

/// What a decision about a case needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The organisations of which the actor is a member on the London date of `now`.
    pub organisations: Vec<OrganisationId>,
    /// Those for which they lead applications.
    pub leads: Vec<OrganisationId>,
    /// The officers for whom the actor acts on that day, since they are away.
    pub covers: Vec<PersonId>,
    /// What they said of it at a meeting that has it on its list.
    pub interest: Interest,
    /// What others told us that the rules ask for.
    pub known: Known,
}

/// What somebody who sits at a meeting said of a case on its list, as far as it closes the case to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interest {
    /// Nothing closes it: they sit at no such meeting, or have no interest.
    #[default]
    Nothing,
    /// They sit there, and have not declared an interest or none.
    NotDeclared,
    /// They declared one.
    Declared,
}

/// What others told us that the rules ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The catalogue's data sets, by id; those of the case are enough. `None`: not asked for.
    pub catalogue: Option<BTreeMap<String, DataSetTraits>>,
    /// What the known organisations are; the parties of the case are enough.
    pub organisation_types: BTreeMap<OrganisationId, OrganisationType>,
    /// The framework contracts of the case's organisations, in force or yet to begin (V02, V03). `None`: not asked for.
    pub framework_contracts: Option<Vec<FrameworkCover>>,
    /// What the case's organisations show for their security and registration (V06, V07). `None`: not asked for.
    pub assurances: Option<Vec<Assurance>>,
    /// What a change is measured against (V23, V32). `None`: it is no change, or not asked for.
    pub changed: Option<Changed>,
    /// How the last look at its privacy notice went (V27). `None`: not asked for.
    pub privacy_notice: Option<NoticeCheck>,
    /// The names that its purpose may mention (V28). `None`: not asked for.
    pub names: Option<Arc<Names>>,
    /// The precedent that is asked about, or on which the case rests.
    pub precedent: Option<Offer>,
    /// Who gave or recorded an advisory group's view before it was handed in.
    pub early_advisers: BTreeSet<PersonId>,
}

impl Facts {
    /// The facts of someone who is a member of no organisation.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self {
            now,
            technical_now,
            actor,
            organisations: Vec::new(),
            leads: Vec::new(),
            covers: Vec::new(),
            interest: Interest::Nothing,
            known: Known::default(),
        }
    }
}

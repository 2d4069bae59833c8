//! Why a command about a case is refused.

use dars_vocabulary::{FieldError, Finding};
use jiff::civil::Date;

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such case, or not for the caller to know of.
    #[error("There is no such case; one that was submitted just now is here in a moment.")]
    Unknown,
    /// The caller is no signed-in person, or signed in too long ago.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// Only a fact tells this.
    #[error("Only the system records this.")]
    SystemOnly,
    /// The caller has another role.
    #[error("Only {who} may do this.")]
    RoleNeeded {
        /// Who may.
        who: &'static str,
    },
    /// A case officer takes a case for themself alone.
    #[error("Only a team manager assigns a case to someone else.")]
    TeamManagerNeeded,
    /// Someone has it.
    #[error("This case has an officer: ask a team manager to hand it over.")]
    AlreadyAssigned,
    /// Nobody has it.
    #[error("This case has no officer yet: take it first.")]
    NotAssigned,
    /// Someone else has it.
    #[error("Only the officer who has this case may do this.")]
    NotTheCaseOfficer,
    /// Nobody reviews their own organisation's request.
    #[error("You are a member of an organisation whose request this is: someone else must do this.")]
    OwnOrganisation,
    /// Not yet in assurance.
    #[error("This case is not in assurance: find it ready first, by the step `ready`.")]
    NotReady,
    /// Assessed before.
    #[error("This was assessed before: the case has moved on.")]
    AlreadyAssessed,
    /// Its next version is awaited.
    #[error("This application was sent back as incomplete: its next version must be submitted first.")]
    SentBack,
    /// Questions are not settled.
    #[error("This case waits in clarification: settle every question first.")]
    InClarification,
    /// Only its approver asks now.
    #[error("This case is before an approver, who alone asks now, by putting the decision off.")]
    BeforeApprover,
    /// No such clarification.
    #[error("This case has no such clarification.")]
    ClarificationUnknown,
    /// The applicant has the pen.
    #[error("This clarification is not answered yet.")]
    NotAnswered,
    /// Settled before.
    #[error("This clarification was settled before.")]
    ClarificationSettled,
    /// The quick check is for simple amendments.
    #[error(
        "Only a simple amendment of a version that is at hand takes the quick check: assess it as the others are (`ready`)."
    )]
    NotSimple,
    /// V19.
    #[error(
        "The Profession Advisory Group comments on every use of a data set of this request: it must see it first (V19)."
    )]
    PagNeeded,
    /// Not at that group's stage.
    #[error("This case is not before that advisory group.")]
    NotBeforeGroup,
    /// On no meeting's list.
    #[error("No meeting of this group has the case on its list: schedule it first.")]
    AdviceNotScheduled,
    /// Who advises on it declares first.
    #[error(
        "You sit at a meeting that has this case on its list: declare there an interest in it, or none, before you open it."
    )]
    InterestNotDeclared,
    /// Who has an interest doesn't read it.
    #[error("You declared an interest in this case: it stays closed to you.")]
    InterestDeclared,
    /// Nothing said.
    #[error("The group has not advised on this version yet.")]
    AdviceMissing,
    /// Put off.
    #[error("The group put its advice off: it must meet again.")]
    AdviceDeferred,
    /// No such precedent.
    #[error("There is no such precedent.")]
    PrecedentUnknown,
    /// Whoever made a precedent doesn't use it.
    #[error("Who proposed or approved the precedent has no part in a case that rests on it: someone else must.")]
    PrecedentMaker,
    /// Ended, expired, or not approved.
    #[error("No version of this precedent may be used today: it is not approved yet, has ended or has expired.")]
    PrecedentNotInForce,
    /// Not like what was agreed.
    #[error("The application is not as the precedent says: see each field, and take another route.")]
    PrecedentDoesNotFit {
        /// What is not.
        errors: Vec<FieldError>,
    },
    /// Rests on no precedent.
    #[error("This case rests on no precedent.")]
    NotOnPrecedentRoute,
    /// Not yet before an approver.
    #[error("This case is not before an approver yet: its assessment comes first.")]
    NotBeforeApprover,
    /// Decided before.
    #[error("This case was decided: nothing more can be done to it.")]
    AlreadyDecided,
    /// Withdrawn or lapsed.
    #[error("This application was withdrawn or has lapsed: nothing more can be done to it.")]
    Over,
    /// Nobody decides upon what they worked on.
    #[error("You were case officer or assessor of this application: another approver must decide.")]
    ApproverWasCaseOfficer,
    /// Nobody decides upon what they advised on.
    #[error("You advised on this application, or recorded the advice: another approver must decide.")]
    ApproverWasAdviser,
    /// Nothing is left to approve.
    #[error("The content of this application was redacted: it cannot be approved.")]
    ContentRedacted,
    /// Rules stop it here.
    #[error("Some rules are not met: it cannot be approved. See each finding.")]
    RulesNotMet {
        /// What they found.
        findings: Vec<Finding>,
    },
    /// V07 asks for a condition, which comes with the approval or never.
    #[error(
        "An organisation's security is short of the standards: approving needs a condition of the applicant's with the \
         day by which the improvement plan is done (V07)."
    )]
    ConditionNeeded {
        /// What V07 found.
        findings: Vec<Finding>,
    },
    /// V17 shows a reason for refusal.
    #[error("The use is of a kind that is refused: approving it despite that needs reasons.")]
    ReasonsNeededDespiteV17 {
        /// What V17 found.
        findings: Vec<Finding>,
    },
    /// An advisory group thinks otherwise.
    #[error(
        "An advisory group was not supportive, was unable to advise, put its advice off, or asked for actions and no \
         condition is given: departing from that needs reasons."
    )]
    ReasonsNeededAgainstAdvice,
    /// An advisory group thinks otherwise.
    #[error("An advisory group was supportive: refusing despite that needs a reason why it departs from the advice.")]
    AgainstAdviceMissing,
    /// Approved only for a reason.
    #[error(
        "The precedent that brought it here has ended, or is another by now: approving it needs reasons of its own."
    )]
    ReasonsNeededWithoutPrecedent,
    /// Something is missing.
    #[error("Something was found missing in this version: return it, or check its completeness again.")]
    FoundIncomplete,
    /// No such standard.
    #[error("This is no standard that we keep: give its number, like 3 or 5a.")]
    StandardUnknown,
    /// Met, or does not apply.
    #[error("This standard was found met, or not to apply: if that is wrong, correct it, with a reason.")]
    StandardAssessed,
    /// Nothing to correct.
    #[error("This standard is not assessed in this version: assess it.")]
    StandardNotAssessed,
    /// It goes on only for a reason.
    #[error("Not assessed, or not met: {}. Assess them, or say in open_standards why it goes on.", .standards.join(", "))]
    StandardsOpen {
        /// Which.
        standards: Vec<&'static str>,
    },
    /// Approved only for a reason.
    #[error("Not met: {}. Approving despite that needs reasons.", .standards.join(", "))]
    ReasonsNeededStandardNotMet {
        /// Which.
        standards: Vec<&'static str>,
    },
    /// No such check.
    #[error("Nothing was asked of a specialist under this number.")]
    CheckUnknown,
    /// One at a time.
    #[error("These specialists were asked, and have not answered yet.")]
    CheckAsked,
    /// Answered, or withdrawn.
    #[error("This check was answered, or is no longer asked for.")]
    CheckSettled,
    /// Nothing to correct.
    #[error("This check is not answered in this version: answer it.")]
    CheckNotAnswered,
    /// Nothing to take back.
    #[error("No answer to this question was taken for good in this version.")]
    ClarificationNotSettled,
    /// Specialists have not answered.
    #[error("A specialist has not answered yet: wait for the check, or withdraw it by a correction.")]
    ChecksOpen,
    /// The statistics office has not approved.
    #[error(
        "The Office for National Statistics approves every use of a data set of this request: ask for the check `ons`, \
         and have its approval noted."
    )]
    OnsNeeded,
    /// Nobody answers what they asked.
    #[error("You asked for this check: another specialist must answer it.")]
    OwnCheck,
    /// No such advice.
    #[error("No advice on this version was recorded under this number.")]
    AdviceUnknown,
    /// Nothing to take up again.
    #[error("This application was not sent back, or its next version was submitted.")]
    NotSentBack,
    /// Nothing to look at again.
    #[error("Only a refusal is looked at again.")]
    NotRefused,
    /// Asked before.
    #[error("A review of this decision was asked for before.")]
    ReviewAsked,
    /// Nobody asked.
    #[error("No review of this decision was asked for, or it is over.")]
    ReviewNotAsked,
    /// The time is over.
    #[error("A review of this decision could be asked for until {last_day}.")]
    ReviewTooLate {
        /// The last day in London.
        last_day: Date,
    },
    /// Nobody looks at their own decision again.
    #[error("The decision was yours: another approver must look at it, and decide again.")]
    ApproverDecided,
    /// Values that cannot be taken.
    #[error("Some values cannot be accepted: see each field.")]
    Unacceptable {
        /// Which.
        errors: Vec<FieldError>,
    },
}

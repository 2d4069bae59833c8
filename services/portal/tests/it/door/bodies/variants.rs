//! What the examples leave out of those bodies that are one of several.

use dars_messages::requests::{
    intake::{AssessPreliminary, FileInto, FileMail, Judgement},
    review::{
        CheckOutcome, CorrectCase, Decide, PrecedentAdvice, PrecedentCondition, ProposePrecedent, RaiseClarification,
        RecordAdvice, ResolveClarification, ReviewDecision, StandardOutcome,
    },
};
use dars_portal::api::Shape;
use dars_vocabulary::{
    code::{
        AdviceOutcome, AdvisoryGroup, ClarificationSeverity, Cldc, EnquiryTopic, Frequency, OrganisationType,
        RefusalReason, Sensitivity,
    },
    content::SectionName,
};
use jiff::civil::{Date, date};

pub(super) fn all() -> Vec<Shape> {
    [words(), corrections(), conditions()].concat()
}

fn text() -> String {
    "In words.".to_owned()
}

const DAY: Date = date(2026, 11, 26);

fn words() -> Vec<Shape> {
    let question = RaiseClarification {
        section: SectionName::DataSets,
        standard: None,
        severity: ClarificationSeverity::Blocking,
        text: text(),
        phrase: None,
    };
    let against_advice = Some(text());
    vec![
        Shape::of(AssessPreliminary::Accept {
            feasible: Some(Judgement { holds: true, why: None }),
            right_service: None,
        }),
        Shape::of(FileMail { into: FileInto::New(EnquiryTopic::ALL[0]) }),
        Shape::of(Decide::Defer { reasons: text(), questions: vec![question] }),
        Shape::of(Decide::Refuse { reason: RefusalReason::ALL[0], reasons: text(), against_advice }),
        Shape::of(RecordAdvice::Schedule { group: AdvisoryGroup::Agd, meets_on: DAY }),
        Shape::of(ResolveClarification::Accept {}),
        Shape::of(ReviewDecision::Uphold { reasons: text() }),
    ]
}

fn corrections() -> Vec<Shape> {
    let (note, reason) = (text(), text());
    let advice = CorrectCase::Advice {
        number: 1,
        outcome: AdviceOutcome::SupportiveWithActions,
        met_on: DAY,
        advisers: vec!["expert".to_owned()],
        reason: text(),
    };
    vec![
        Shape::of(CorrectCase::Standard { standard: "3".to_owned(), outcome: StandardOutcome::Met, note, reason }),
        Shape::of(advice),
        Shape::of(CorrectCase::Check { number: 1, reason: text() }),
        Shape::of(CorrectCase::CheckAnswer {
            number: 1,
            outcome: CheckOutcome::Satisfied,
            note: text(),
            reason: text(),
        }),
        Shape::of(CorrectCase::Resolution { number: 1, text: text(), reason: text() }),
        Shape::of(CorrectCase::Return { reason: text() }),
    ]
}

fn conditions() -> Vec<Shape> {
    let others = vec![
        PrecedentCondition::Sensitivities { among: vec![Sensitivity::ALL[0]] },
        PrecedentCondition::Frequencies { among: vec![Frequency::ALL[0]] },
        PrecedentCondition::Confidentiality { among: vec![Cldc::ALL[0]] },
        PrecedentCondition::NoCovidOnlyData {},
        PrecedentCondition::OrganisationTypes { among: vec![OrganisationType::ALL[0]] },
        PrecedentCondition::NoProcessors {},
        PrecedentCondition::NoSection251 {},
        PrecedentCondition::Term { years: 1 },
    ];
    let advice = PrecedentAdvice { group: AdvisoryGroup::Agd, met_on: DAY, case: None, minutes: Some(text()) };
    vec![Shape::of(ProposePrecedent { title: text(), text: text(), conditions: others, advice, from: DAY, until: DAY })]
}

//! Of what is found out and carried over before an application is written.

use dars_messages::requests::intake::{
    CopyApplication, EarlyAdviceWanted, Judgement, NotePreliminary, RecordEarlyView, TakeOverEvidence,
};
use dars_vocabulary::{ApplicationContent, Ready, code::AdvisoryGroup};
use jiff::civil::date;

use super::{SHA256, text};
use crate::api::shape::Shape;

pub(in crate::api) fn note_preliminary() -> Shape {
    Shape::of(NotePreliminary {
        feasible: Some(Judgement { holds: true, why: Some(text("All years are held.")) }),
        right_service: Some(Judgement { holds: true, why: None }),
        early_advice: vec![EarlyAdviceWanted {
            group: AdvisoryGroup::Agd,
            why: text("Genetic data, and parents who mourn."),
        }],
        funding: Some(Ready::Yes),
        budget_seen: Some(false),
        outline: Some(ApplicationContent {
            title: Some(text("International stillbirth genomics")),
            ..ApplicationContent::default()
        }),
    })
}

pub(in crate::api) fn record_early_view() -> Shape {
    Shape::of(RecordEarlyView {
        group: AdvisoryGroup::Agd,
        given_on: date(2026, 11, 19),
        advisers: vec![text("adviser")],
        text: text("Have parents who lost a child on the panel, and say what is told to those who gave samples."),
    })
}

pub(in crate::api) fn copy_application() -> Shape {
    Shape::of(CopyApplication {})
}

pub(in crate::api) fn take_over_evidence() -> Shape {
    Shape::of(TakeOverEvidence { reference: text("BEACON-AF/CONSENT/3"), sha256: text(SHA256) })
}

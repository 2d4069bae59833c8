//! What intake makes of review's questions, returns and reasons: twice, late, in any order, redacted.

use dars_bus::ids;
use dars_messages::{
    Outgoing, Owner,
    facts::review::{
        AdviceRecordedV1, AdviceScheduledV1, ApplicationRefusedV1, ApplicationReturnedV1, CaseMovedV1, CaseStage,
        ClarificationRaisedV1, ClarificationResolvedV1, ClarificationTextV1, DecisionDeferredV1,
        DecisionReviewRequestedV1, DecisionReviewedV1, ReturnReason, ReturnReasonsV1, ReviewOutcome, ReviewRedactedV1,
    },
};
use dars_vocabulary::{
    Nic,
    calendar::days_after,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason},
    content::SectionName,
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, no, officer},
    setting::lead,
};

fn nic(text: &str) -> Nic {
    text.parse().unwrap()
}

fn moved(of: &str, stage: CaseStage) -> Outgoing {
    Outgoing::fact(&CaseMovedV1 { nic: nic(of), stage })
}

fn asks(of: &str, clarification: u32, round: u32) -> [Outgoing; 2] {
    let text = Some(format!("Why ten years? Round {round}."));
    let raised = ClarificationRaisedV1 {
        nic: nic(of),
        clarification,
        round,
        section: SectionName::DataSets,
        standard: Some("3".to_owned()),
        severity: ClarificationSeverity::Blocking,
        due: date(2026, 12, 18),
        lapses_on: days_after(TODAY, 90),
    };
    [Outgoing::fact(&ClarificationTextV1 { nic: nic(of), clarification, round, text }), Outgoing::fact(&raised)]
}

fn sends_back(of: &str, version: &str) -> [Outgoing; 2] {
    let reason = ReturnReason { section: SectionName::Purpose, text: "Say who benefits.".to_owned() };
    [
        Outgoing::fact(&ReturnReasonsV1 {
            nic: nic(of),
            version: version.parse().unwrap(),
            reasons: Some(vec![reason]),
        }),
        Outgoing::fact(&ApplicationReturnedV1 {
            nic: nic(of),
            version: version.parse().unwrap(),
            sections: vec![SectionName::Purpose],
        }),
    ]
}

#[tokio::test]
async fn a_clarification_goes_through_its_rounds() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    for fact in asks(&of, 1, 1).into_iter().chain([moved(&of, CaseStage::Clarification)]) {
        // Told twice, it is heard once.
        for _ in 0..2 {
            desk.tell(Owner::Review, fact.clone(), TODAY).await;
        }
    }
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["state"], &shown["pen_holder"]), (&json!("CLARIFICATION"), &json!("applicant")));
    let open = &shown["clarifications"][0];
    assert_eq!((&open["state"], &open["text"]), (&json!("OPEN"), &json!("Why ten years? Round 1.")));
    assert_eq!((&open["section"], &open["due"]), (&json!("data-sets"), &json!("2026-12-18")));
    assert_eq!(shown["lapses_on"], "2027-02-18");
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("answer-clarification".to_owned(), of.clone())]);
    assert_eq!(no(desk.answer(&officer(), &of, "1", TODAY).await), (403, "lead-or-collaborator-needed".to_owned()));
    assert_eq!(no(desk.answer(&lead(), &of, "2", TODAY).await), (404, "clarification-unknown".to_owned()));
    assert_eq!(no(desk.answer(&lead(), &of, "one", TODAY).await).0, 404);

    let answered = desk.answer(&lead(), &of, "1", days_after(TODAY, 5)).await.unwrap();
    assert_eq!((answered.status, &answered.body["round"]), (201, &json!(1)));
    let again = desk.answer(&lead(), &of, "1", days_after(TODAY, 5)).await;
    assert_eq!(no(again), (409, "clarification-answered".to_owned()));
    assert_eq!(desk.tasks(&lead(), TODAY).await, []);
    let internal = desk.body("clarification_answer", &of).await;
    assert_eq!(internal["text"], "Ten years, as strokes are rare.");
    let public = desk.body("clarification_answered", &of).await;
    assert_eq!(public, json!({"nic": of, "clarification": 1, "round": 1, "answered_on": "2026-11-25"}));

    // The second round, its words behind its number.
    for fact in asks(&of, 1, 2).into_iter().rev() {
        desk.tell(Owner::Review, fact, days_after(TODAY, 6)).await;
    }
    desk.answer(&lead(), &of, "1", days_after(TODAY, 7)).await.unwrap();
    desk.tell(Owner::Review, Outgoing::fact(&ClarificationResolvedV1 { nic: nic(&of), clarification: 1 }), TODAY).await;
    desk.tell(Owner::Review, moved(&of, CaseStage::InReview), days_after(TODAY, 10)).await;
    let shown = desk.application(&lead(), &of, days_after(TODAY, 10)).await;
    let settled = &shown["clarifications"][0];
    assert_eq!((&shown["state"], &settled["state"]), (&json!("IN_REVIEW"), &json!("RESOLVED")));
    assert_eq!(settled["rounds"][0]["text"], "Why ten years? Round 1.");
    assert_eq!(settled["rounds"][1]["text"], "Why ten years? Round 2.");
    // Friday to Wednesday, and the Thursday to the Friday: three and one of theirs; two of ours.
    assert_eq!(shown["clocks"], json!({"our_days": 2, "your_days": 4}));
    assert_eq!(
        (&shown["version"], &shown["content"]["title"]),
        (&json!("v0.1"), &json!("Stroke outcomes after screening"))
    );
}

#[tokio::test]
async fn an_application_that_was_sent_back_is_written_again_with_its_reasons_at_hand() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let [reasons, returned] = sends_back(&of, "v0.1");
    for _ in 0..2 {
        desk.tell(Owner::Review, returned.clone(), TODAY).await;
        desk.tell(Owner::Review, reasons.clone(), TODAY).await;
    }
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["state"], &shown["returned_sections"]), (&json!("RETURNED_INCOMPLETE"), &json!(["purpose"])));
    assert_eq!(shown["return_reasons"], json!([{"section": "purpose", "text": "Say who benefits."}]));
    assert_eq!(shown["content"]["outputs"]["expected"], "A paper.");
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("resubmit".to_owned(), of.clone())]);
    desk.save(&of, "outputs", json!({"expected": "Two papers."}), TODAY).await.unwrap();
    let again = desk.at(&lead(), "submit-application", &of, json!({}), TODAY).await.unwrap();
    assert_eq!(again.body["version"], "v0.2");
    assert_eq!(desk.body("application_version", &of).await["content"]["outputs"]["expected"], "Two papers.");
    // What comes late about the first version changes nothing.
    for fact in sends_back(&of, "v0.1") {
        desk.tell(Owner::Review, fact, TODAY).await;
    }
    assert_eq!(desk.application(&lead(), &of, TODAY).await["state"], "SUBMITTED");
}

#[tokio::test]
async fn a_case_is_followed_through_advice_and_a_deferral_on_the_timeline() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let scheduled =
        Outgoing::fact(&AdviceScheduledV1 { nic: nic(&of), group: AdvisoryGroup::Pag, meets_on: date(2026, 12, 3) });
    let recorded = Outgoing::fact(&AdviceRecordedV1 {
        nic: nic(&of),
        group: AdvisoryGroup::Pag,
        outcome: AdviceOutcome::Supportive,
        met_on: date(2026, 12, 3),
    });
    let version = "v0.1".parse().unwrap();
    let deferred = Outgoing::fact(&DecisionDeferredV1 { nic: nic(&of), version, deferred_on: TODAY });
    for (fact, state) in [
        (moved(&of, CaseStage::Assurance), "ASSURANCE"),
        (moved(&of, CaseStage::PagAdvice), "PAG_ADVICE"),
        (scheduled, "PAG_ADVICE"),
        (recorded, "PAG_ADVICE"),
        (moved(&of, CaseStage::AgdAdvice), "AGD_ADVICE"),
        (moved(&of, CaseStage::Decision), "DECISION"),
        (deferred, "CLARIFICATION"),
        (moved(&of, CaseStage::Decision), "DECISION"),
    ] {
        desk.tell(Owner::Review, fact, TODAY).await;
        assert_eq!(desk.application(&lead(), &of, TODAY).await["state"], state);
    }
    let timeline = desk.ask(&lead(), "timeline", &[("nic", &of)], Value::Null, None, TODAY).await.unwrap().body;
    let steps: Vec<&str> =
        timeline["steps"].as_array().unwrap().iter().map(|step| step["what"].as_str().unwrap()).collect();
    assert_eq!(&steps[..2], ["application_opened", "application_submitted"]);
    assert!(steps.contains(&"advice_recorded") && steps.contains(&"decision_deferred"), "{steps:?}");
    assert_eq!(timeline["clocks"], json!({"our_days": 0, "your_days": 0}));
}

#[tokio::test]
async fn silence_after_a_question_lets_the_application_lapse() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    for fact in asks(&of, 1, 1).into_iter().chain([moved(&of, CaseStage::Clarification)]) {
        desk.tell(Owner::Review, fact, TODAY).await;
    }
    let last = days_after(TODAY, 90);
    assert_eq!(no(desk.answer(&lead(), &of, "1", last).await), (409, "not-under-review".to_owned()));
    assert_eq!((desk.sweep(days_after(TODAY, 89)).await, desk.sweep(last).await), (0, 1));
    assert_eq!(desk.told(&of).await.last().map(String::as_str), Some("application_lapsed"));
    assert_eq!(desk.application(&lead(), &of, last).await["content"]["title"], "Stroke outcomes after screening");
}

#[tokio::test]
async fn what_review_or_the_applicant_redacts_is_left_nowhere() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let [text, raised] = asks(&of, 1, 1);
    let [reasons, returned] = sends_back(&of, "v0.1");
    let (asked, why) = (ids::fresh(), ids::fresh());
    desk.hear(asked, Owner::Review, text, TODAY).await.unwrap();
    desk.tell(Owner::Review, raised, TODAY).await;
    desk.answer(&lead(), &of, "1", TODAY).await.unwrap();
    desk.hear(why, Owner::Review, reasons, TODAY).await.unwrap();
    desk.tell(Owner::Review, returned, TODAY).await;
    for secret in ["Why ten years?", "Say who benefits.", "as strokes are rare"] {
        assert!(desk.contains(secret).await, "{secret}");
    }
    let redacted = ReviewRedactedV1 { reference: of.clone(), events: vec![asked, why] };
    for _ in 0..2 {
        desk.tell(Owner::Review, Outgoing::fact(&redacted), TODAY).await;
    }
    desk.redact("application", &of, "clarification_answered").await;
    for secret in ["Why ten years?", "Say who benefits.", "as strokes are rare"] {
        assert!(!desk.contains(secret).await, "{secret}");
    }
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["clarifications"][0]["text"], &shown["return_reasons"]), (&Value::Null, &Value::Null));
    // What was redacted before it came has nothing to say, and is no dead letter.
    let late = ClarificationTextV1 { nic: nic(&of), clarification: 1, round: 2, text: None };
    desk.tell(Owner::Review, Outgoing::fact(&late), TODAY).await;
}

#[tokio::test]
async fn a_refused_lead_is_shown_that_a_review_can_be_asked_for_until_it_is() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let version = || "v0.1".parse().unwrap();
    let refused = ApplicationRefusedV1 {
        nic: nic(&of),
        version: version(),
        reason: RefusalReason::SolelyCommercial,
        decided_on: TODAY,
    };
    let requested = DecisionReviewRequestedV1 { nic: nic(&of), version: version(), requested_on: TODAY };
    let may = async |actor: &dars_vocabulary::Actor| {
        let shown = desk.application(actor, &of, TODAY).await;
        shown["permitted"].as_array().unwrap().contains(&json!("request-decision-review"))
    };
    assert!(!may(&lead()).await);
    for fact in [moved(&of, CaseStage::InReview), moved(&of, CaseStage::Assurance), moved(&of, CaseStage::Decision)] {
        desk.tell(Owner::Review, fact, TODAY).await;
    }
    desk.tell(Owner::Review, Outgoing::fact(&refused), TODAY).await;
    assert!(may(&lead()).await && !may(&officer()).await);
    for _ in 0..2 {
        desk.tell(Owner::Review, Outgoing::fact(&requested), TODAY).await;
        assert!(!may(&lead()).await);
    }
    // Set aside, decided anew and refused again: it is another refusal.
    let reviewed =
        DecisionReviewedV1 { nic: nic(&of), version: version(), outcome: ReviewOutcome::SetAside, reviewed_on: TODAY };
    desk.tell(Owner::Review, Outgoing::fact(&reviewed), TODAY).await;
    desk.tell(Owner::Review, moved(&of, CaseStage::Decision), TODAY).await;
    desk.tell(Owner::Review, Outgoing::fact(&refused), TODAY).await;
    assert!(may(&lead()).await);
}

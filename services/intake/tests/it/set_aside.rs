//! A change whose refusal is set aside, as `review` and `contracts` tell it over the real bus: what stands stands
//! meanwhile, and gives way once the change is approved after all.

use dars_bus::Reply;
use dars_messages::{
    Outgoing, Owner,
    facts::{
        contracts::{AgreementActivatedV1, AgreementDraftedV1, AgreementSupersededV1},
        review::{
            ApplicationApprovedV1, ApplicationRefusedV1, CaseMovedV1, CaseOpenedV1, CaseStage,
            DecisionReviewRequestedV1, DecisionReviewedV1, ReviewOutcome,
        },
    },
};
use dars_testkit::{
    Teller,
    service::{matching, until},
};
use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId,
    calendar::days_after,
    code::{ChangeKind, RefusalReason},
    london_date,
};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    hearing::submitted,
    setting::{Setting, lead},
};

const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
const SECOND: DocumentVersion = DocumentVersion { major: 0, minor: 2 };
const IN_FORCE: DocumentVersion = DocumentVersion::FIRST_ISSUE;

fn today() -> Date {
    london_date(dars_bus::technical::now())
}

fn northmere() -> OrganisationId {
    "NORTHMERE".parse().unwrap()
}

/// One agreement in force, and who tells of it.
struct Agreed<'a> {
    setting: &'a Setting,
    review: &'a Teller,
    nic: Nic,
}

impl<'a> Agreed<'a> {
    async fn in_force(setting: &'a Setting, review: &'a Teller, contracts: &Teller) -> anyhow::Result<Self> {
        let agreed = Self { setting, review, nic: submitted(setting).await };
        review.twice([agreed.approved(FIRST)]).await?;
        agreed.stands("/state", "APPROVED").await?;
        contracts.twice([agreed.activated(IN_FORCE)]).await?;
        agreed.stands("/agreement/stage", "ACTIVE").await?;
        Ok(agreed)
    }

    fn approved(&self, version: DocumentVersion) -> Outgoing {
        Outgoing::fact(&ApplicationApprovedV1 {
            nic: self.nic.clone(),
            version,
            sha256: "0f".repeat(32),
            organisation: northmere(),
            title: "Stroke outcomes after screening".to_owned(),
            with_conditions: false,
            decided_on: today(),
        })
    }

    fn activated(&self, version: DocumentVersion) -> Outgoing {
        Outgoing::fact(&AgreementActivatedV1 {
            nic: self.nic.clone(),
            version,
            organisation: northmere(),
            sha256: "0f".repeat(32),
            start: today(),
            end: days_after(today(), 700),
            conditions_due: Vec::new(),
            section_251_until: None,
        })
    }

    fn moved(&self, stage: CaseStage) -> Outgoing {
        Outgoing::fact(&CaseMovedV1 { nic: self.nic.clone(), stage })
    }

    fn refused(&self) -> Outgoing {
        let (nic, reason) = (self.nic.clone(), RefusalReason::NoHealthBenefit);
        Outgoing::fact(&ApplicationRefusedV1 { nic, version: SECOND, reason, decided_on: today() })
    }

    fn asked(&self) -> Outgoing {
        let nic = self.nic.clone();
        Outgoing::fact(&DecisionReviewRequestedV1 { nic, version: SECOND, requested_on: today() })
    }

    fn set_aside(&self) -> Outgoing {
        let (nic, outcome) = (self.nic.clone(), ReviewOutcome::SetAside);
        Outgoing::fact(&DecisionReviewedV1 { nic, version: SECOND, outcome, reviewed_on: today() })
    }

    async fn shown(&self) -> Value {
        let params = [("nic", self.nic.as_str())];
        self.setting.intake.ask(&lead(), "get-application", &params, Value::Null).await.unwrap().body
    }

    /// Waits until its lead reads this there.
    async fn stands(&self, pointer: &str, value: &str) -> anyhow::Result<Value> {
        until(&format!("{pointer} of {} is {value}", self.nic), async || {
            self.shown().await.pointer(pointer).is_some_and(|found| found == value)
        })
        .await?;
        Ok(self.shown().await)
    }

    async fn open(&self, kind: ChangeKind) -> Result<Reply, dars_bus::Problem> {
        let params = [("nic", self.nic.as_str())];
        self.setting.intake.ask(&lead(), "open-change", &params, json!({"kind": kind})).await
    }

    /// Hands a change in, with what its kind asks for.
    async fn change(&self, kind: ChangeKind) {
        let mut etag = self.open(kind).await.unwrap().etag;
        if matches!(kind, ChangeKind::Renewal | ChangeKind::Extension) {
            let (start, end) = (days_after(today(), 10), days_after(today(), 900));
            for (section, body) in [
                ("term", json!({"start": start, "end": end, "territory": "england"})),
                ("benefits", json!({"expected": "Fewer strokes.", "yielded": "A paper."})),
            ] {
                etag = self.setting.save(self.nic.as_str(), section, etag.unwrap(), body).await.etag;
            }
        }
        let params = [("nic", self.nic.as_str())];
        let submit = matching(etag);
        self.setting.intake.ask_with(&lead(), "submit-application", &params, json!({}), &submit).await.unwrap();
    }

    /// Review's own order, each told twice: the change is refused, and its lead asks that it be looked at again.
    async fn refuse(&self) -> anyhow::Result<()> {
        let opened = Outgoing::fact(&CaseOpenedV1 { nic: self.nic.clone(), version: SECOND });
        self.review.twice([opened, self.moved(CaseStage::Decision), self.refused()]).await?;
        self.stands("/ended_change/how", "REFUSED").await?;
        Ok(())
    }

    /// The stages of what contracts keeps of it, by version.
    async fn agreements(&self) -> Vec<(String, String)> {
        let shown = self.shown().await;
        let text = |of: &Value, field: &str| of[field].as_str().unwrap().to_owned();
        shown["agreements"].as_array().unwrap().iter().map(|of| (text(of, "version"), text(of, "stage"))).collect()
    }
}

#[tokio::test]
async fn a_change_of_each_kind_whose_refusal_was_set_aside_goes_on_and_takes_the_place_of_what_stood()
-> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let review = Teller::start(Owner::Review, &setting.nats).await?;
    let contracts = Teller::start(Owner::Contracts, &setting.nats).await?;
    for kind in ChangeKind::ALL.iter().copied() {
        let agreed = Agreed::in_force(&setting, &review, &contracts).await?;
        agreed.change(kind).await;
        agreed.refuse().await?;
        review.twice([agreed.asked()]).await?;
        agreed.stands("/pen_holder", "body").await?;
        let meanwhile = agreed.open(ChangeKind::Amendment).await.unwrap_err();
        assert_eq!((meanwhile.status, meanwhile.code.as_str()), (409, "decision-under-review"), "{kind:?}");

        review.twice([agreed.set_aside(), agreed.moved(CaseStage::Decision)]).await?;
        let again = agreed.stands("/state", "DECISION").await?;
        assert_eq!((&again["version"], &again["approval"]["version"]), (&json!(SECOND), &json!(FIRST)), "{kind:?}");
        assert_eq!(again["change"], json!({"kind": kind, "changes": IN_FORCE}));
        assert_eq!(again["agreement"]["stage"], "ACTIVE", "what stands stands meanwhile");
        let another = agreed.open(ChangeKind::Amendment).await.unwrap_err();
        assert_eq!((another.status, another.code.as_str()), (409, "change-under-way"), "{kind:?}");

        review.twice([agreed.approved(SECOND)]).await?;
        let approved = agreed.stands("/state", "APPROVED").await?;
        assert_eq!((&approved["approval"]["version"], &approved["change"]), (&json!(SECOND), &Value::Null), "{kind:?}");
        let next = match kind {
            ChangeKind::Amendment | ChangeKind::SimpleAmendment => IN_FORCE.next_minor(),
            ChangeKind::Renewal | ChangeKind::Extension => IN_FORCE.next_major(),
        };
        let nic = || agreed.nic.clone();
        let drafted = AgreementDraftedV1 { nic: nic(), version: next, organisation: northmere() };
        let over = AgreementSupersededV1 { nic: nic(), version: IN_FORCE, by: next };
        contracts.twice([Outgoing::fact(&drafted), Outgoing::fact(&over), agreed.activated(next)]).await?;
        agreed.stands("/agreements/1/stage", "ACTIVE").await?;
        let stages = [(IN_FORCE.to_string(), "SUPERSEDED".to_owned()), (next.to_string(), "ACTIVE".to_owned())];
        assert_eq!(agreed.agreements().await, stages, "{kind:?}");
        // The next change is one of what is in force now.
        let opened = agreed.open(kind).await.unwrap().body;
        assert_eq!((&opened["version"], &opened["changes"]), (&json!("v0.3"), &json!(next)), "{kind:?}");
    }
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn a_change_begun_before_the_refusal_of_the_last_one_was_set_aside_stands_on_what_was_approved_after_all()
-> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let review = Teller::start(Owner::Review, &setting.nats).await?;
    let contracts = Teller::start(Owner::Contracts, &setting.nats).await?;
    let agreed = Agreed::in_force(&setting, &review, &contracts).await?;
    agreed.change(ChangeKind::Amendment).await;
    agreed.refuse().await?;
    assert_eq!(agreed.open(ChangeKind::Amendment).await.unwrap().body["version"], "v0.3");
    // It was asked for before that was begun, and is heard afterwards: the wrong way round, too.
    review.twice([agreed.set_aside(), agreed.asked(), agreed.moved(CaseStage::Decision)]).await?;
    review.twice([agreed.approved(SECOND)]).await?;
    let shown = agreed.stands("/approval/version", "v0.2").await?;
    assert_eq!((&shown["state"], &shown["version"]), (&json!("DRAFT"), &json!("v0.3")));
    assert_eq!(shown["change"], json!({"kind": ChangeKind::Amendment, "changes": IN_FORCE}));
    setting.intake.is_quiet().await
}

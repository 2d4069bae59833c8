//! The way down which a request goes, step by step, by whoever takes each.

use dars_stack::{
    api::{Answer, Api},
    demo::Story,
    fixtures,
};
use dars_vocabulary::content::SectionName;
use serde_json::{Value, json};

use crate::setting::until;

/// The first story's road, to be taken again and again.
pub struct Road<'a> {
    pub api: &'a Api,
    pub story: Story,
}

impl<'a> Road<'a> {
    pub fn new(api: &'a Api) -> Self {
        Self { api, story: fixtures::story("F01").unwrap() }
    }

    /// Raises the story's enquiry as the public; answers its reference.
    pub async fn enquire(&self) -> String {
        let body = serde_json::to_value(&self.story.enquiry).unwrap();
        self.api.post("/enquiries", body).done().await.unwrap().text("/reference")
    }

    /// Routes and converts an enquiry; answers the application's number.
    pub async fn convert(&self, enquiry: &str) -> String {
        let on = format!("/enquiries/{enquiry}");
        self.act("triage-officer", &on, "route", json!({ "team": self.story.team })).await;
        let convert = json!({ "organisation": self.story.organisation, "lead": self.story.lead, "preliminary": "accepted",
            "feasible": {"holds": true}, "right_service": {"holds": true} });
        self.act("case-officer", &on, "convert", convert).await.text("/nic")
    }

    /// An application with every section saved.
    pub async fn draft(&self) -> String {
        let enquiry = self.enquire().await;
        let nic = self.convert(&enquiry).await;
        let application = format!("/applications/{nic}");
        for section in SectionName::ALL {
            let Some(body) = self.story.sections.get(section.code()) else { continue };
            let etag = self.etag(&self.story.lead, &application).await;
            let path = format!("{application}/sections/{}", section.code());
            self.api.put(&path, body.clone()).by(&self.story.lead).reading(etag).done().await.unwrap();
        }
        nic
    }

    /// A submitted application, with its case open.
    pub async fn submitted(&self) -> String {
        let nic = self.draft().await;
        self.act(&self.story.lead, &format!("/applications/{nic}"), "submit", json!({})).await;
        self.there("case-officer", &format!("/cases/{nic}"), |_| true).await;
        nic
    }

    /// A case before its approver.
    pub async fn before_approver(&self) -> String {
        let nic = self.submitted().await;
        let case = format!("/cases/{nic}");
        self.act("case-officer", &case, "assign", json!({})).await;
        self.act("case-officer", &case, "assess", json!({ "step": "ready" })).await;
        self.approved_by_statistics(&case).await;
        let unneeded = json!({ "step": "no_advice_needed", "reason": self.story.no_advice_reason, "open_standards": "None was written down one by one." });
        self.act("case-officer", &case, "assess", unneeded).await;
        nic
    }

    /// Deaths are registered by the statistics office, which approves their use.
    pub async fn approved_by_statistics(&self, case: &str) {
        let asked = json!({ "of": "ons", "question": "Did the statistics office approve this use?" });
        let check = self.act("case-officer", case, "checks", asked).await.body["check"].clone();
        let approved = json!({ "outcome": "satisfied", "note": "It did." });
        self.api.post(&format!("{case}/checks/{check}/answer"), approved).by("ig-adviser").done().await.unwrap();
    }

    /// An agreement that is drafted.
    pub async fn approved(&self) -> String {
        let nic = self.before_approver().await;
        let word = serde_json::to_value(&self.story.decision).unwrap();
        self.act("approver", &format!("/cases/{nic}"), "decision", word).await;
        self.there("case-officer", &format!("/agreements/{nic}"), |_| true).await;
        nic
    }

    /// An agreement that is issued for signature.
    pub async fn issued(&self) -> String {
        let nic = self.approved().await;
        self.act("case-officer", &format!("/agreements/{nic}"), "issue", json!({})).await;
        nic
    }

    /// An agreement that everyone signed.
    pub async fn signed(&self) -> String {
        let nic = self.issued().await;
        let agreement = format!("/agreements/{nic}");
        let sha256 = self.sha256("case-officer", &agreement).await;
        for signatory in &self.story.signatures {
            let body = json!({ "sha256": sha256, "side": signatory.side, "organisation": signatory.organisation });
            self.api.post(&format!("{agreement}/signatures"), body).by(&signatory.by).done().await.unwrap();
        }
        nic
    }

    /// Does something to what was just read.
    pub async fn act(&self, by: &str, on: &str, verb: &str, body: Value) -> Answer {
        let etag = self.etag(by, on).await;
        self.api.post(&format!("{on}/{verb}"), body).by(by).reading(etag).done().await.unwrap()
    }

    /// What the signatories of a thing sign.
    pub async fn sha256(&self, by: &str, path: &str) -> String {
        self.api.get(path).by(by).done().await.unwrap().text("/sha256")
    }

    /// The version of a thing.
    pub async fn etag(&self, by: &str, path: &str) -> Option<String> {
        self.api.get(path).by(by).done().await.unwrap().etag
    }

    /// Waits until a thing is there, as it is awaited.
    pub async fn there(&self, by: &str, path: &str, awaited: impl Fn(&Answer) -> bool) -> Answer {
        until(path, async || {
            let answer = self.api.get(path).by(by).send().await.unwrap();
            (answer.status == 200 && awaited(&answer)).then_some(answer)
        })
        .await
    }
}

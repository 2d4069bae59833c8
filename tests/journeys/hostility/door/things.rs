//! One of everything, each at its own stage, with the version that stands.

use std::collections::BTreeMap;

use dars_stack::api::Answer;
use serde_json::{Value, json};

use crate::{road::Road, setting::Setting};

/// What bad input is sent to.
#[derive(Default)]
pub struct Things {
    /// A mail that joined no enquiry.
    pub mail: String,
    /// One that may tell of an incident.
    pub suspected: String,
    /// Who may sign for an organisation.
    pub signatory: String,
    /// An enquiry that nobody has looked at.
    pub enquiry: String,
    /// One with its team.
    pub routed: String,
    /// One whose enquirer was sent elsewhere.
    pub over: String,
    /// One that became an application.
    pub converted: String,
    /// An application whose proposal is being judged.
    pub proposed: String,
    /// One that is being written.
    pub draft: String,
    /// A case without an officer.
    pub submitted: String,
    /// A case with its officer.
    pub assigned: String,
    /// A case of a simple amendment, with its officer.
    pub changing: String,
    /// An officer with an absence to come.
    pub absent: String,
    /// A case with two questions: the first is answered, the second is not.
    pub asked: String,
    /// A case on the list of a meeting.
    pub advising: String,
    /// A precedent that waits for an approver.
    pub precedent: String,
    /// A meeting at which one adviser sits.
    pub meeting: String,
    /// The case on its list.
    pub listed: String,
    /// A case before its approver.
    pub before_approver: String,
    /// An agreement that is drafted.
    pub approved: String,
    /// One that can be signed.
    pub issued: String,
    /// What its signatories sign.
    pub sha256: String,
    /// One in force, with a special condition, that waits for the publisher.
    pub pending: String,
    /// One in force whose access is suspended.
    pub suspended: String,
    /// One that was terminated.
    pub ended: String,
    /// The certificate about it that waits to be judged.
    pub certificate: String,
    /// A release that was produced under the one in force.
    pub release: String,
    /// What was quoted under it.
    pub service: String,
    /// What was ordered under it, and can be signed.
    pub ordered: String,
    /// What its signatories sign.
    pub ordered_sha256: String,
    /// A framework contract that can be signed.
    pub contract: String,
    /// What its signatories sign.
    pub contract_sha256: String,
    /// What we told that we changed.
    pub change: String,
    /// The versions, by path.
    pub etags: BTreeMap<String, String>,
}

impl Things {
    /// Brings all of them about.
    pub async fn make(setting: &Setting, road: &Road<'_>) -> Self {
        let signatory = road.api.get("/me").by("signatory").done().await.unwrap().text("/id");
        let mut things = Self { signatory, ..Self::default() };
        things.enquiries(road).await;
        things.mails(setting, road).await;
        things.applications(road).await;
        things.agreements(setting, road).await;
        things.papers(road).await;
        things.read(setting, road).await;
        things
    }

    async fn enquiries(&mut self, road: &Road<'_>) {
        for enquiry in [&mut self.enquiry, &mut self.routed, &mut self.over, &mut self.converted] {
            *enquiry = road.enquire().await;
        }
        let on = |enquiry: &str| format!("/enquiries/{enquiry}");
        road.act("triage-officer", &on(&self.routed), "route", json!({"team": "data-applications"})).await;
        let elsewhere = json!({"to": ["published-statistics"], "text": "These counts are published every month."});
        road.act("triage-officer", &on(&self.over), "signpost", elsewhere).await;
        road.convert(&self.converted).await;
        let proposed = road.enquire().await;
        let convert = json!({"organisation": "NORTHMERE", "lead": "applicant-lead", "preliminary": "open"});
        self.proposed = road.act("triage-officer", &on(&proposed), "convert", convert).await.text("/nic");
        let wanted = json!({"early_advice": [{"group": "agd", "why": "It is new."}]});
        road.act("case-officer", &format!("/applications/{}", self.proposed), "preliminary-notes", wanted).await;
    }

    async fn mails(&mut self, setting: &Setting, road: &Road<'_>) {
        let folder = dars_stack::services::inbox_folder(&setting.stack.options().dir);
        for (name, text) in [("mail", "Which years?"), ("loss", "Our laptop was stolen; the extract is on it.")] {
            let mail = format!("From: somebody@elsewhere.example\r\nTo: enquiries@data-body.example\r\n\r\n{text}\r\n");
            std::fs::write(folder.join(".mail.new"), mail).unwrap();
            std::fs::rename(folder.join(".mail.new"), folder.join(format!("{name}.eml"))).unwrap();
        }
        let wait = |read: &Answer| read.items("/items").len() == 2;
        let waiting = road.there("triage-officer", "/enquiries/unfiled", wait).await;
        for mail in waiting.items("/items") {
            let id = mail["id"].as_str().unwrap().to_owned();
            let one = road.there("triage-officer", &format!("/enquiries/unfiled/{id}"), |_| true).await;
            if one.body["may_be_an_incident"].is_null() { self.mail = id } else { self.suspected = id }
        }
    }

    async fn applications(&mut self, road: &Road<'_>) {
        (self.draft, self.submitted) = (road.draft().await, road.submitted().await);
        (self.assigned, self.asked) = (road.submitted().await, road.submitted().await);
        road.act("case-officer", &format!("/cases/{}", self.assigned), "assign", json!({})).await;
        let check = json!({"of": "security", "question": "Is it safe?"});
        road.act("case-officer", &format!("/cases/{}", self.assigned), "checks", check).await;
        let away = json!({"from": "2025-06-02", "to": "2025-06-06", "covered_by": "case-officer-2"});
        let away = road.api.post("/absences", away).by("case-officer").done().await.unwrap();
        self.absent = away.text("/officer");
        let case = format!("/cases/{}", self.asked);
        road.act("case-officer", &case, "assign", json!({})).await;
        for text in ["Why ten years?", "Why all ages?"] {
            let question = json!({"section": "data-sets", "standard": "3", "severity": "blocking", "text": text});
            road.act("case-officer", &case, "clarifications", question).await;
        }
        let application = format!("/applications/{}", self.asked);
        road.there("applicant-lead", &application, |read| read.items("/clarifications").len() == 2).await;
        let answer = format!("{application}/clarifications/1/answer");
        road.api.post(&answer, json!({"text": "It is rare."})).by("applicant-lead").done().await.unwrap();
        let answered = |read: &Answer| read.text("/clarifications/0/state") == "ANSWERED";
        road.there("case-officer", &case, answered).await;
        self.advising = road.submitted().await;
        let case = format!("/cases/{}", self.advising);
        road.act("case-officer", &case, "assign", json!({})).await;
        for step in ["ready", "to_agd"] {
            road.act("case-officer", &case, "assess", json!({"step": step})).await;
        }
        self.before_approver = road.before_approver().await;
        self.advice(road).await;
    }

    async fn advice(&mut self, road: &Road<'_>) {
        let proposed = road.api.post("/precedents", terms_of_precedent()).by("case-officer-2");
        self.precedent = proposed.done().await.unwrap().text("/reference");
        self.listed = road.submitted().await;
        let case = format!("/cases/{}", self.listed);
        road.act("case-officer", &case, "assign", json!({})).await;
        for step in ["ready", "to_agd"] {
            road.act("case-officer", &case, "assess", json!({"step": step})).await;
        }
        let meets = json!({"step": "schedule", "group": "agd", "meets_on": "2025-03-20"});
        road.act("secretariat", &case, "advice", meets).await;
        "AGD-2025-03-20".clone_into(&mut self.meeting);
        let on = format!("/meetings/{}", self.meeting);
        road.act("secretariat", &on, "members", json!({"members": ["adviser"]})).await;
    }

    async fn agreements(&mut self, setting: &Setting, road: &Road<'_>) {
        (self.approved, self.issued) = (road.approved().await, road.issued().await);
        (self.suspended, self.ended) = (road.signed().await, road.signed().await);
        self.changing = road.signed().await;
        let mut more = Road::new(road.api);
        more.story.decision =
            json!({"outcome": "approve", "conditions": [{"text": "Publish a summary.", "due": "2025-12-31"}]});
        let request = more.story.sections.get_mut("data-sets").and_then(|sets| sets.pointer_mut("/requests/0"));
        request.unwrap()["access_service"] = json!("sde");
        self.pending = more.signed().await;
        dars_stack::fixtures::move_clock(&setting.api, road.story.moment("active").unwrap()).await.unwrap();
        let suspend = json!({"reason": "breach", "note": "A drive was found."});
        road.act("incident-lead", &format!("/agreements/{}", self.suspended), "suspend", suspend).await;
        let ended = format!("/agreements/{}", self.ended);
        road.act("case-officer", &ended, "terminate", json!({"reason": "purpose-ended"})).await;
        let certificate = road.api.post(&format!("{ended}/destruction"), certificate()).by("ig-lead");
        self.certificate = certificate.done().await.unwrap().text("/certificate");
        self.sha256 = road.sha256("signatory", &format!("/agreements/{}", self.issued)).await;
        self.change(road).await;
    }

    async fn change(&self, road: &Road<'_>) {
        let (application, case) = (format!("/applications/{}", self.changing), format!("/cases/{}", self.changing));
        let simple = json!({"kind": "SIMPLE_AMENDMENT"});
        let opened = road.api.post(&format!("/agreements/{}/changes", self.changing), simple).by("applicant-lead");
        opened.done().await.unwrap();
        road.act("applicant-lead", &application, "submit", json!({})).await;
        // Until its change is heard, the case is the decided one.
        road.there("case-officer", &case, |read| read.text("/state") == "IN_REVIEW").await;
        road.act("case-officer", &case, "assign", json!({})).await;
        road.approved_by_statistics(&case).await;
    }

    async fn papers(&mut self, road: &Road<'_>) {
        let releases = format!("/agreements/{}/releases", self.pending);
        let release = road.api.post(&releases, release()).by("data-production");
        self.release = release.done().await.unwrap().text("/release");
        for service in [&mut self.service, &mut self.ordered] {
            let quote = road.api.post("/service-agreements", quote(&self.pending)).by("case-officer");
            *service = quote.done().await.unwrap().text("/service_agreement");
        }
        road.act("applicant-lead", &format!("/service-agreements/{}", self.ordered), "order", json!({})).await;
        self.ordered_sha256 = road.sha256("applicant-lead", &format!("/service-agreements/{}", self.ordered)).await;
        let asked = road.api.post("/framework-contracts", json!({"organisation": "VANTORA"})).by("vantora-lead");
        self.contract = asked.done().await.unwrap().text("/contract");
        let told =
            json!({"changed_on": "2025-01-06", "heard": "Nobody knew whose turn it was.", "changed": "It is shown."});
        let change = road.api.post("/feedback/changes", told).by("team-manager");
        self.change = change.done().await.unwrap().text("/reference");
        let on = format!("/framework-contracts/{}", self.contract);
        road.act("case-officer", &on, "draft", terms()).await;
        road.act("case-officer", &on, "issue", json!({})).await;
        self.contract_sha256 = road.sha256("vantora-lead", &on).await;
    }

    /// Reads the versions again.
    pub async fn read(&mut self, setting: &Setting, road: &Road<'_>) {
        let mut paths = Vec::new();
        paths.push(("triage-officer", format!("/enquiries/unfiled/{}", self.mail)));
        paths.push(("triage-officer", format!("/enquiries/unfiled/{}", self.suspected)));
        for enquiry in [&self.enquiry, &self.routed, &self.over, &self.converted] {
            paths.push(("triage-officer", format!("/enquiries/{enquiry}")));
        }
        for nic in [&self.proposed, &self.draft, &self.submitted, &self.asked, &self.approved] {
            paths.push(("applicant-lead", format!("/applications/{nic}")));
        }
        let decided = [&self.before_approver, &self.approved, &self.changing];
        for nic in [&self.submitted, &self.assigned, &self.asked, &self.advising].into_iter().chain(decided) {
            paths.push(("case-officer", format!("/cases/{nic}")));
        }
        for nic in [&self.approved, &self.issued, &self.pending, &self.suspended, &self.ended] {
            paths.push(("case-officer", format!("/agreements/{nic}")));
        }
        paths.push(("case-officer", format!("/precedents/{}", self.precedent)));
        paths.push(("case-officer", format!("/meetings/{}", self.meeting)));
        paths.push(("case-officer", format!("/absences/{}", self.absent)));
        paths.push(("case-officer", format!("/releases/{}", self.release)));
        for service in [&self.service, &self.ordered] {
            paths.push(("case-officer", format!("/service-agreements/{service}")));
        }
        paths.push(("case-officer", format!("/framework-contracts/{}", self.contract)));
        paths.push(("team-manager", format!("/feedback/changes/{}", self.change)));
        paths.push(("case-officer", "/organisations/NORTHMERE".to_owned()));
        for (by, path) in paths {
            let etag = road.etag(by, &path).await.unwrap_or_else(|| panic!("{path} has no version"));
            self.etags.insert(path, etag);
        }
        let listed = setting.api.get("/register/pending").by("register-publisher").done().await.unwrap();
        let entry = listed.items("/items").iter().find(|entry| entry["nic"] == *self.pending).unwrap();
        self.etags.insert(format!("/register/agreements/{}", self.pending), format!("\"{}\"", entry["etag"]));
    }

    /// The version that stands there.
    pub fn etag(&self, path: &str) -> &str {
        self.etags.get(path).unwrap_or_else(|| panic!("{path} was not read"))
    }
}

/// What is certified of the agreement that was terminated on its first day.
pub fn certificate() -> Value {
    json!({"parties": ["NORTHMERE"], "method": "secure-erase", "destroyed_on": "2025-03-03",
           "backups_cleared_on": "2025-03-03", "declared_as": "Information governance lead"})
}

/// What could be released under the agreement in force.
pub fn release() -> Value {
    json!({"content": {"dataset": "ecds", "period": {"from": "2020-04-01", "to": "2025-02-28"},
           "level": "identifiable", "access_service": "extract", "recipient": "NORTHMERE", "kind": "file",
           "file_count": 1, "opt_outs_applied": false}})
}

/// What could be quoted under the agreement in force.
pub fn quote(nic: &str) -> Value {
    json!({"nic": nic, "service": "sde", "start": "2025-04-01", "end": "2026-03-31",
           "lines": [{"what": "Set-up", "quantity": 1, "unit_pence": 43400}]})
}

/// Terms of a framework contract.
pub fn terms() -> Value {
    json!({"template_version": "v3.0", "start": "2025-04-01", "end": "2028-03-31"})
}

/// A precedent as it is proposed.
pub fn terms_of_precedent() -> Value {
    json!({
        "title": "Counting hospital stays", "text": "Counts without money.", "conditions": [{"on": "not_commercial"}],
        "advice": {"group": "agd", "met_on": "2025-01-02", "minutes": "AGD, 2 January 2025"},
        "from": "2025-04-01", "until": "2027-03-31",
    })
}

//! What comes too early, too late or twice, command by command in the order of the flow.

use serde_json::{Value, json};

use super::{
    Case, Door, case,
    things::{Things, certificate, quote, release, terms},
};

/// Every command where its thing does not stand so.
pub fn all(door: &Door, things: &Things) -> Vec<Case> {
    [
        enquiries(door, things),
        applications(door, things),
        cases(door, things),
        agreements(door, things),
        papers(door, things),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One command: what, by whom, on what, the rest of the path, the body, and its problem.
type Row<'a> = (&'a str, &'a str, String, &'a str, Value, u16, &'static str);

fn changing(door: &Door, things: &Things, rows: Vec<Row<'_>>) -> Vec<Case> {
    let sent = rows.into_iter().map(|(what, by, on, rest, body, status, code)| {
        case(what, door.post(by, &format!("{on}{rest}"), Some(things.etag(&on)), &body), status, code)
    });
    sent.collect()
}

/// Commands that add something, and quote no version.
fn adding(door: &Door, rows: Vec<(&str, &str, String, Value, u16, &'static str)>) -> Vec<Case> {
    let sent = rows.into_iter();
    sent.map(|(what, by, path, body, status, code)| case(what, door.post(by, &path, None, &body), status, code))
        .collect()
}

fn enquiries(door: &Door, things: &Things) -> Vec<Case> {
    let on = |enquiry: &str| format!("/enquiries/{enquiry}");
    let Things { enquiry, routed, over, converted, .. } = things;
    let (text, by) = (|| json!({"text": "A word."}), "triage-officer");
    let signpost = json!({"to": ["published-statistics"], "text": "See there."});
    let rows = vec![
        ("triage of what is converted", by, on(converted), "/triage", json!({}), 409, "enquiry-converted"),
        ("triage of what is over", by, on(over), "/triage", json!({}), 409, "enquiry-over"),
        ("routing what is over", by, on(over), "/route", json!({"team": "incident"}), 409, "enquiry-over"),
        ("asking before it is routed", by, on(enquiry), "/ask", text(), 409, "enquiry-not-routed"),
        ("asking when it is over", by, on(over), "/ask", text(), 409, "enquiry-over"),
        ("answering when it is over", by, on(over), "/answer", text(), 409, "enquiry-over"),
        ("signposting twice", by, on(over), "/signpost", signpost, 409, "enquiry-over"),
        (
            "closing what is converted",
            by,
            on(converted),
            "/close",
            json!({"reason": "withdrawn"}),
            409,
            "enquiry-converted",
        ),
        ("closing what is over", by, on(over), "/close", json!({"reason": "withdrawn"}), 409, "enquiry-over"),
        ("reopening what is open", by, on(routed), "/reopen", json!({"reason": "More."}), 409, "enquiry-open"),
        (
            "reopening what is converted",
            by,
            on(converted),
            "/reopen",
            json!({"reason": "More."}),
            409,
            "enquiry-converted",
        ),
        ("a duplicate of itself", by, on(routed), "/duplicate", json!({"of": routed}), 422, "duplicate-of-itself"),
        (
            "an incident that nobody suspects",
            "incident-lead",
            on(routed),
            "/incident",
            json!({}),
            409,
            "no-incident-suspected",
        ),
        (
            "an incident ruled out that nobody suspects",
            "incident-lead",
            on(routed),
            "/no-incident",
            json!({"reason": "only-asked"}),
            409,
            "no-incident-suspected",
        ),
        (
            "a duplicate of nothing",
            by,
            on(routed),
            "/duplicate",
            json!({"of": "ENQ-2025-999999"}),
            422,
            "other-enquiry-unknown",
        ),
    ];
    changing(door, things, rows)
}

fn applications(door: &Door, things: &Things) -> Vec<Case> {
    let on = |nic: &str| format!("/applications/{nic}");
    let Things { proposed, draft, asked, approved, issued, pending, .. } = things;
    let (lead, accept) = ("applicant-lead", json!({"outcome": "accept"}));
    let withdraw = json!({"reason": "Too late."});
    let rows = vec![
        (
            "a proposal judged twice",
            "case-officer",
            on(draft),
            "/preliminary-assessment",
            accept,
            409,
            "preliminary-assessment-over",
        ),
        ("submitted as a proposal", lead, on(proposed), "/submit", json!({}), 409, "preliminary-assessment-open"),
        ("submitted while questions are open", lead, on(asked), "/submit", json!({}), 409, "already-submitted"),
        ("withdrawn once approved", lead, on(approved), "/withdraw", withdraw, 409, "already-decided"),
    ];
    let answer = |nic: &str, number: u32| format!("/applications/{nic}/clarifications/{number}/answer");
    let text = || json!({"text": "Because."});
    let change = || json!({"kind": "AMENDMENT"});
    let more = vec![
        ("an answer to a draft", lead, answer(draft, 1), text(), 409, "not-under-review"),
        ("an answer to no question", lead, answer(asked, 99), text(), 404, "clarification-unknown"),
        ("a second answer", lead, answer(asked, 1), text(), 409, "clarification-answered"),
        (
            "a change to what is not in force",
            lead,
            format!("/agreements/{issued}/changes"),
            change(),
            409,
            "agreement-not-in-force",
        ),
        (
            "a change of another kind",
            lead,
            format!("/agreements/{pending}/changes"),
            json!({"kind": "REVOLUTION"}),
            422,
            "value-not-acceptable",
        ),
    ];
    [changing(door, things, rows), adding(door, more)].concat_cases()
}

fn cases(door: &Door, things: &Things) -> Vec<Case> {
    let on = |nic: &str| format!("/cases/{nic}");
    let Things { submitted, asked, advising, before_approver, approved, .. } = things;
    let officer = "case-officer";
    let back = || json!({"reasons": [{"section": "purpose", "text": "It is empty."}]});
    let question = || json!({"section": "data-sets", "severity": "blocking", "text": "Why?"});
    let meets = || json!({"step": "schedule", "group": "agd", "meets_on": "2025-03-20"});
    let said = json!({"step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2025-03-02",
                      "advisers": ["expert"], "text": "Well."});
    let accept = || json!({"outcome": "accept"});
    let step = |step: &str| json!({"step": step});
    let rows = vec![
        ("sent back before it is assigned", officer, on(submitted), "/return", back(), 409, "case-not-assigned"),
        ("sent back while it waits", officer, on(asked), "/return", back(), 409, "case-in-clarification"),
        (
            "sent back before its approver",
            officer,
            on(before_approver),
            "/return",
            back(),
            409,
            "case-already-assessed",
        ),
        (
            "asked before it is assigned",
            officer,
            on(submitted),
            "/clarifications",
            question(),
            409,
            "case-not-assigned",
        ),
        (
            "asked before its approver",
            officer,
            on(before_approver),
            "/clarifications",
            question(),
            409,
            "case-before-approver",
        ),
        ("asked once decided", officer, on(approved), "/clarifications", question(), 409, "case-already-decided"),
        (
            "an answer judged that is not there",
            officer,
            on(asked),
            "/clarifications/2/resolve",
            accept(),
            409,
            "clarification-not-answered",
        ),
        (
            "a question that was not asked",
            officer,
            on(asked),
            "/clarifications/99/resolve",
            accept(),
            404,
            "clarification-unknown",
        ),
        ("moved on while it waits", officer, on(asked), "/assess", step("ready"), 409, "case-in-clarification"),
        ("moved on without advice", officer, on(advising), "/assess", step("advised"), 409, "advice-missing"),
        (
            "a meeting about what nobody sent",
            "secretariat",
            on(submitted),
            "/advice",
            meets(),
            409,
            "case-not-before-group",
        ),
        (
            "advice of a meeting that was not planned",
            "secretariat",
            on(advising),
            "/advice",
            said,
            409,
            "advice-not-scheduled",
        ),
        (
            "decided while the group has it",
            "approver",
            on(advising),
            "/decision",
            json!({"outcome": "approve"}),
            409,
            "case-not-before-approver",
        ),
    ];
    changing(door, things, rows)
}

fn agreements(door: &Door, things: &Things) -> Vec<Case> {
    let on = |nic: &str| format!("/agreements/{nic}");
    let Things { approved, issued, pending, suspended, ended, release: made, .. } = things;
    let officer = "case-officer";
    let breach = || json!({"reason": "breach"});
    let over = || json!({"reason": "purpose-ended"});
    let why = json!({"reason": "It is well."});
    let released = || format!("/releases/{made}");
    let rows = vec![
        ("suspended before it is in force", officer, on(issued), "/suspend", breach(), 409, "agreement-not-in-force"),
        ("suspended twice", officer, on(suspended), "/suspend", breach(), 409, "already-suspended"),
        ("suspended at its end", officer, on(ended), "/suspend", breach(), 409, "agreement-not-in-force"),
        ("reinstated without a suspension", officer, on(pending), "/reinstate", why, 409, "not-suspended"),
        ("terminated before it is in force", officer, on(issued), "/terminate", over(), 409, "agreement-not-in-force"),
        ("terminated twice", officer, on(ended), "/terminate", over(), 409, "agreement-not-in-force"),
        (
            "a condition that it has not",
            officer,
            on(pending),
            "/conditions/99/met",
            json!({"evidence": "There."}),
            404,
            "condition-not-found",
        ),
        (
            "a certificate that there is not",
            officer,
            on(ended),
            "/destruction/DDC-2025-999999/accept",
            json!({}),
            404,
            "certificate-not-found",
        ),
        ("a release that never went out", "applicant-lead", released(), "/acknowledge", json!({}), 409, "not-released"),
    ];
    let more = vec![
        (
            "a release under a draft",
            "data-production",
            format!("/agreements/{approved}/releases"),
            release(),
            409,
            "agreement-not-issued",
        ),
        (
            "a certificate about what is in force",
            "ig-lead",
            format!("/agreements/{pending}/destruction"),
            certificate(),
            409,
            "destruction-not-due",
        ),
    ];
    [changing(door, things, rows), adding(door, more)].concat_cases()
}

fn papers(door: &Door, things: &Things) -> Vec<Case> {
    let contract = || format!("/framework-contracts/{}", things.contract);
    let service = || format!("/service-agreements/{}", things.service);
    let (officer, users) = ("case-officer", json!({"users": ["collaborator"]}));
    let rows = vec![
        ("terms once it is issued", officer, contract(), "/draft", terms(), 409, "already-issued"),
        ("a contract issued twice", officer, contract(), "/issue", json!({}), 409, "not-a-draft"),
        ("set up before it is signed", officer, service(), "/provision", json!({}), 409, "not-signed"),
        ("begun before it is set up", officer, service(), "/activate", json!({}), 409, "not-provisioned"),
        ("users before it is signed", "applicant-lead", service(), "/users", users, 409, "not-signed"),
    ];
    let sign = |sha256: &str, side: &str| json!({"sha256": sha256, "side": side});
    let signatures = |on: String| format!("{on}/signatures");
    let zeros = "0".repeat(64);
    let more = vec![
        (
            "a second contract",
            "vantora-lead",
            "/framework-contracts".to_owned(),
            json!({"organisation": "VANTORA"}),
            409,
            "framework-contract-already-open",
        ),
        (
            "another contract's hash",
            "vantora-signatory",
            signatures(contract()),
            sign(&zeros, "organisation"),
            409,
            "signature-quotes-another-version",
        ),
        (
            "for the body without its role",
            "vantora-signatory",
            signatures(contract()),
            sign(&things.contract_sha256, "body"),
            403,
            "body-signatory-needed",
        ),
        (
            "a service signed before it is ordered",
            "signatory",
            signatures(service()),
            sign(&zeros, "organisation"),
            409,
            "not-ordered",
        ),
        (
            "a quote for what is not signed",
            officer,
            "/service-agreements".to_owned(),
            quote(&things.issued),
            409,
            "agreement-not-signed",
        ),
    ];
    [changing(door, things, rows), adding(door, more)].concat_cases()
}

/// Two lists of cases as one.
trait Together {
    fn concat_cases(self) -> Vec<Case>;
}

impl Together for [Vec<Case>; 2] {
    fn concat_cases(self) -> Vec<Case> {
        self.into_iter().flatten().collect()
    }
}

//! Values outside a code list or a range, in the commands of every stage.

use serde_json::{Value, json};

use super::{
    Case, Door, case,
    things::{Things, certificate, quote, release, terms},
};

const NOT_LISTED: (u16, &str) = (422, "value-not-acceptable");
const NOT_USABLE: (u16, &str) = (422, "values-unacceptable");

/// What, by whom, on what, the rest of the path, the body, and its problem; what changes quotes its version.
type Row = (&'static str, &'static str, String, String, Value, (u16, &'static str));

pub fn all(door: &Door, things: &Things) -> Vec<Case> {
    let rows = [
        enquiries(things),
        applications(things),
        cases(things),
        corrections(things),
        agreements(things),
        access(things),
        papers(things),
    ];
    let sent = rows.into_iter().flatten().map(|(what, by, on, rest, body, (status, code))| {
        let adds = ["/signatures", "/releases", "/destruction", "/answer", "/assurances", ""].contains(&rest.as_str());
        let answers = rest.ends_with("/answer") && on.starts_with("/applications/");
        let etag = (!(answers || adds && !on.starts_with("/enquiries/"))).then(|| things.etag(&on));
        case(format!("{what}: {by} {on}{rest}"), door.post(by, &format!("{on}{rest}"), etag, &body), status, code)
    });
    sent.collect()
}

fn long(length: usize) -> String {
    "a".repeat(length)
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[field] = value;
    body
}

fn enquiries(things: &Things) -> Vec<Row> {
    let by = "triage-officer";
    let routed = |rest: &str| (format!("/enquiries/{}", things.routed), rest.to_owned());
    let row = |what, rest: &str, body, problem| {
        let (on, rest) = routed(rest);
        (what, by, on, rest, body, problem)
    };
    let no_incident = (
        "a reason that is none",
        "incident-lead",
        format!("/enquiries/{}", things.enquiry),
        "/no-incident".to_owned(),
        json!({"reason": "calm"}),
        NOT_LISTED,
    );
    vec![
        no_incident,
        row("an empty question", "/ask", json!({"text": " "}), NOT_USABLE),
        row("a long question", "/ask", json!({"text": long(4001)}), NOT_USABLE),
        row("an empty answer", "/answer", json!({"text": ""}), NOT_USABLE),
        row("a long answer", "/answer", json!({"text": long(4001)}), NOT_USABLE),
        row("a NUL", "/answer", json!({"text": "a\u{0}b"}), NOT_LISTED),
        row("a place that is none", "/signpost", json!({"to": ["the-moon"], "text": "There."}), NOT_LISTED),
        row("no place", "/signpost", json!({"to": [], "text": "There."}), NOT_USABLE),
        row("no words", "/signpost", json!({"to": ["sde"], "text": ""}), NOT_USABLE),
        row("a reason that is none", "/close", json!({"reason": "boredom"}), NOT_LISTED),
        row("no reference", "/duplicate", json!({"of": "this one"}), NOT_LISTED),
        row("another alphabet", "/duplicate", json!({"of": "ENQ-２０２５-000001"}), NOT_LISTED),
    ]
}

fn applications(things: &Things) -> Vec<Row> {
    let (draft, proposed) = (format!("/applications/{}", things.draft), format!("/applications/{}", things.proposed));
    let asked = format!("/applications/{}", things.asked);
    let people = |lead: &str, others: Value| json!({"lead": lead, "collaborators": others});
    let judge = "/preliminary-assessment".to_owned();
    let at = |rest: &str| rest.to_owned();
    let crowd: Vec<String> = (0..201).map(|number| format!("person-{number}")).collect();
    let assurance = |kind: &str, outcome: &str, until: &str| json!({"kind": kind, "outcome": outcome, "plan_approved": false, "valid_to": until});
    let (reviewer, northmere) = ("security-reviewer", || "/organisations/NORTHMERE".to_owned());
    vec![
        ("an outcome", "case-officer", proposed.clone(), judge.clone(), json!({"outcome": "perhaps"}), NOT_LISTED),
        (
            "a place",
            "case-officer",
            proposed.clone(),
            judge.clone(),
            json!({"outcome": "redirect", "to": ["the-moon"], "reason": "So."}),
            NOT_LISTED,
        ),
        (
            "no reason",
            "case-officer",
            proposed,
            judge,
            json!({"outcome": "redirect", "to": ["sde"], "reason": ""}),
            NOT_USABLE,
        ),
        (
            "another's lead",
            "applicant-lead",
            draft.clone(),
            at("/people"),
            people("vantora-lead", json!([])),
            NOT_USABLE,
        ),
        ("nobody", "applicant-lead", draft.clone(), at("/people"), people("", json!([])), NOT_USABLE),
        ("a crowd", "applicant-lead", draft.clone(), at("/people"), people("applicant-lead", json!(crowd)), NOT_USABLE),
        ("no reason", "applicant-lead", draft.clone(), at("/withdraw"), json!({"reason": " "}), NOT_USABLE),
        ("a long reason", "applicant-lead", draft, at("/withdraw"), json!({"reason": long(4001)}), NOT_USABLE),
        (
            "nothing said",
            "applicant-lead",
            asked.clone(),
            at("/clarifications/2/answer"),
            json!({"text": ""}),
            NOT_USABLE,
        ),
        (
            "too much said",
            "applicant-lead",
            asked,
            at("/clarifications/2/answer"),
            json!({"text": long(4001)}),
            NOT_USABLE,
        ),
        ("a kind", reviewer, northmere(), at("/assurances"), assurance("oath", "met", "2027-06-30"), NOT_LISTED),
        (
            "an outcome",
            reviewer,
            northmere(),
            at("/assurances"),
            assurance("dspt", "splendid", "2027-06-30"),
            NOT_LISTED,
        ),
        ("a day", reviewer, northmere(), at("/assurances"), assurance("dspt", "met", "2027-02-30"), (400, "malformed")),
    ]
}

fn cases(things: &Things) -> Vec<Row> {
    let (asked, advising) = (format!("/cases/{}", things.asked), format!("/cases/{}", things.advising));
    let (before, assigned) = (format!("/cases/{}", things.before_approver), format!("/cases/{}", things.assigned));
    let question =
        |section: &str, severity: &str, text: &str| json!({"section": section, "severity": severity, "text": text});
    let at = |rest: &str| rest.to_owned();
    let officer = "case-officer";
    let meets = |group: &str, day: &str| json!({"step": "schedule", "group": group, "meets_on": day});
    let conditions = |text: &str| json!({"outcome": "approve", "conditions": [{"text": text}]});
    let many: Vec<Value> = (0..501).map(|_| json!({"text": "More."})).collect();
    vec![
        (
            "a section",
            officer,
            asked.clone(),
            at("/clarifications"),
            question("gossip", "blocking", "Why?"),
            NOT_LISTED,
        ),
        ("a weight", officer, asked.clone(), at("/clarifications"), question("purpose", "heavy", "Why?"), NOT_LISTED),
        ("no question", officer, asked.clone(), at("/clarifications"), question("purpose", "blocking", ""), NOT_USABLE),
        (
            "a long question",
            officer,
            asked.clone(),
            at("/clarifications"),
            question("purpose", "blocking", &long(4001)),
            NOT_USABLE,
        ),
        (
            "an outcome",
            officer,
            asked.clone(),
            at("/clarifications/1/resolve"),
            json!({"outcome": "shrug"}),
            NOT_LISTED,
        ),
        (
            "no words",
            officer,
            asked.clone(),
            at("/clarifications/1/resolve"),
            json!({"outcome": "reject", "text": ""}),
            NOT_USABLE,
        ),
        ("no reasons", officer, assigned, at("/return"), json!({"reasons": []}), NOT_USABLE),
        ("a group", "secretariat", advising.clone(), at("/advice"), meets("friends", "2025-03-20"), NOT_LISTED),
        ("a day", "secretariat", advising, at("/advice"), meets("agd", "2025-02-30"), (400, "malformed")),
        ("an empty condition", "approver", before.clone(), at("/decision"), conditions(" "), NOT_USABLE),
        ("a long condition", "approver", before.clone(), at("/decision"), conditions(&long(1001)), NOT_USABLE),
        (
            "many conditions",
            "approver",
            before.clone(),
            at("/decision"),
            json!({"outcome": "approve", "conditions": many}),
            NOT_USABLE,
        ),
        (
            "no questions",
            "approver",
            before,
            at("/decision"),
            json!({"outcome": "defer", "reasons": "So.", "questions": []}),
            NOT_USABLE,
        ),
    ]
}

/// What is put right, and the quick check of a simple amendment.
fn corrections(things: &Things) -> Vec<Row> {
    let (assigned, asked) = (format!("/cases/{}", things.assigned), format!("/cases/{}", things.asked));
    let changing = format!("/cases/{}", things.changing);
    let right =
        |what, by, on: &str, body: Value, problem| (what, by, on.to_owned(), "/corrections".to_owned(), body, problem);
    let quick = |what, on: &str, body: Value, problem| {
        (what, "case-officer", on.to_owned(), "/assess".to_owned(), with(body, "/step", json!("quick_check")), problem)
    };
    let (specialist, officer, secretary) = ("security-reviewer", "case-officer", "secretariat");
    let advising = format!("/cases/{}", things.advising);
    let advised = |field: &str, value: Value| {
        let body = json!({
            "what": "advice", "number": 1, "outcome": "supportive", "met_on": "2025-03-02", "advisers": ["expert"],
            "reason": "It was the next one.",
        });
        with(body, &format!("/{field}"), value)
    };
    let said = |number: u32, outcome: &str| json!({"what": "check_answer", "number": number, "outcome": outcome, "note": "Safe.", "reason": "Misread."});
    let taken = |number: u32| json!({"what": "resolution", "number": number, "text": "Which years?", "reason": "They are not said."});
    let (reason, long_reason) = (|| json!({"reason": "So."}), || json!({"reason": long(4001)}));
    vec![
        right("a kind", officer, &assigned, json!({"what": "decision", "reason": "So."}), NOT_LISTED),
        right("an outcome", specialist, &assigned, said(1, "perhaps"), NOT_LISTED),
        right("a check", specialist, &assigned, said(7, "satisfied"), (404, "check-unknown")),
        right("no answer", specialist, &assigned, said(1, "satisfied"), (409, "check-not-answered")),
        right("no advice", secretary, &advising, advised("number", json!(7)), (404, "advice-unknown")),
        right("an officer's advice", officer, &advising, advised("number", json!(1)), (403, "role-needed")),
        right("advice of a kind", secretary, &advising, advised("outcome", json!("perhaps")), NOT_LISTED),
        right("advice of no day", secretary, &advising, advised("met_on", json!("2025-02-30")), (400, "malformed")),
        right("a question", officer, &asked, taken(99), (404, "clarification-unknown")),
        right("not taken", officer, &asked, taken(1), (409, "clarification-not-settled")),
        right(
            "not sent back",
            officer,
            &assigned,
            json!({"what": "return", "reason": "So."}),
            (409, "application-not-sent-back"),
        ),
        quick("no reason", &changing, json!({}), NOT_USABLE),
        quick("an empty reason", &changing, json!({"reason": " "}), NOT_USABLE),
        quick("a long reason", &changing, long_reason(), NOT_USABLE),
        quick("standards", &changing, with(reason(), "/open_standards", json!("So.")), (422, "reason-not-kept")),
        quick(
            "a precedent",
            &changing,
            with(reason(), "/precedent", json!("PRE-2031-999")),
            (422, "precedent-not-kept"),
        ),
        quick("no precedent", &changing, with(reason(), "/precedent", json!("PRE-1")), NOT_LISTED),
        quick("no change", &assigned, reason(), (409, "change-not-simple")),
    ]
}

fn agreements(things: &Things) -> Vec<Row> {
    let (pending, suspended) = (format!("/agreements/{}", things.pending), format!("/agreements/{}", things.suspended));
    let at = |rest: &str| rest.to_owned();
    let (lead, officer) = ("incident-lead", "case-officer");
    let suspend = |reason: &str, note: &str| json!({"reason": reason, "note": note});
    vec![
        ("a reason", lead, pending.clone(), at("/suspend"), suspend("mood", "So."), NOT_LISTED),
        ("a long note", lead, pending.clone(), at("/suspend"), suspend("breach", &long(4001)), (422, "text-too-long")),
        ("a reason", officer, pending.clone(), at("/terminate"), suspend("mood", "So."), NOT_LISTED),
        (
            "a long note",
            officer,
            pending.clone(),
            at("/terminate"),
            suspend("purpose-ended", &long(4001)),
            (422, "text-too-long"),
        ),
        ("no reason", lead, suspended.clone(), at("/reinstate"), json!({"reason": " "}), (422, "text-missing")),
        ("a long reason", lead, suspended, at("/reinstate"), json!({"reason": long(4001)}), (422, "text-too-long")),
        (
            "long evidence",
            officer,
            pending.clone(),
            at("/conditions/1/met"),
            json!({"evidence": long(4001)}),
            (422, "text-too-long"),
        ),
        ("no number", officer, pending, at("/conditions/first/met"), json!({"evidence": "There."}), (404, "not-found")),
    ]
}

fn access(things: &Things) -> Vec<Row> {
    let (pending, ended) = (format!("/agreements/{}", things.pending), format!("/agreements/{}", things.ended));
    let at = |rest: &str| rest.to_owned();
    let (maker, declarer) = ("data-production", "ig-lead");
    let of = |pointer: &str, value: Value| with(release(), pointer, value);
    let saying = |field: &str, value: Value| with(certificate(), &format!("/{field}"), value);
    let query = format!("/destruction/{}/query", things.certificate);
    let reversed = json!({"from": "2025-02-28", "to": "2020-04-01"});
    let fields: Vec<String> = (0..2001).map(|number| format!("field-{number}")).collect();
    let (put, certify) = (|| at("/releases"), || at("/destruction"));
    vec![
        ("a name", maker, pending.clone(), put(), of("/content/dataset", json!("a b; drop")), (422, "not-a-name")),
        ("a level", maker, pending.clone(), put(), of("/content/level", json!("raw")), NOT_LISTED),
        ("a service", maker, pending.clone(), put(), of("/content/access_service", json!("courier")), NOT_LISTED),
        ("a kind", maker, pending.clone(), put(), of("/content/kind", json!("parcel")), NOT_LISTED),
        ("a period", maker, pending.clone(), put(), of("/content/period", reversed), (422, "period-reversed")),
        (
            "no files",
            maker,
            pending.clone(),
            put(),
            of("/content/file_count", json!(0)),
            (422, "file-count-out-of-range"),
        ),
        ("fewer than none", maker, pending.clone(), put(), of("/content/file_count", json!(-1)), (400, "malformed")),
        ("many fields", maker, pending, put(), of("/content/fields", json!(fields)), (422, "too-many-fields")),
        ("nobody", declarer, ended.clone(), certify(), saying("parties", json!([])), (422, "parties-missing")),
        (
            "another",
            declarer,
            ended.clone(),
            certify(),
            saying("parties", json!(["VANTORA"])),
            (422, "party-not-covered"),
        ),
        ("a way", declarer, ended.clone(), certify(), saying("method", json!("fire")), NOT_LISTED),
        (
            "tomorrow",
            declarer,
            ended.clone(),
            certify(),
            saying("destroyed_on", json!("2025-03-09")),
            (422, "destroyed-in-future"),
        ),
        (
            "before its end",
            declarer,
            ended.clone(),
            certify(),
            saying("destroyed_on", json!("2025-01-09")),
            (422, "destroyed-before-end"),
        ),
        ("nothing asked", "case-officer", ended, query, json!({"text": ""}), (422, "text-missing")),
    ]
}

fn papers(things: &Things) -> Vec<Row> {
    let contract = || format!("/framework-contracts/{}", things.contract);
    let officer = "case-officer";
    let (quotes, asks) = (|| "/service-agreements".to_owned(), || "/framework-contracts".to_owned());
    let offer = |field: &str, value: Value| with(quote(&things.pending), &format!("/{field}"), value);
    let here = String::new;
    let set = |field: &str, value: Value| with(terms(), &format!("/{field}"), value);
    let line = json!({"what": "Gold", "quantity": u32::MAX, "unit_pence": u32::MAX});
    let dear = json!([line, line]);
    vec![
        ("nobody's", officer, asks(), here(), json!({"organisation": "NOBODY"}), (422, "organisation-not-known")),
        ("no code", officer, asks(), here(), json!({"organisation": "no code"}), NOT_LISTED),
        ("no number", officer, asks(), here(), json!({"organisation": "FENMERE", "contract": "CON-1"}), NOT_LISTED),
        ("a day", officer, contract(), "/draft".to_owned(), set("start", json!("2025-02-30")), (400, "malformed")),
        ("a reason", officer, contract(), "/terminate".to_owned(), json!({"reason": "mood"}), NOT_LISTED),
        ("no lines", officer, quotes(), here(), offer("lines", json!([])), (422, "lines-incomplete")),
        ("gold", officer, quotes(), here(), offer("lines", dear), (422, "price-too-large")),
        ("a service", officer, quotes(), here(), offer("service", json!("courier")), NOT_LISTED),
        ("not agreed", officer, quotes(), here(), offer("service", json!("digitrials")), (422, "service-not-agreed")),
        (
            "the wrong way round",
            officer,
            quotes(),
            here(),
            offer("end", json!("2025-03-31")),
            (422, "end-before-start"),
        ),
        (
            "longer than its agreement",
            officer,
            quotes(),
            here(),
            offer("end", json!("2040-03-31")),
            (422, "outside-agreement"),
        ),
        ("no number", officer, quotes(), here(), offer("nic", json!("DARS-1")), NOT_LISTED),
    ]
}

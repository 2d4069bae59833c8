//! Commands about framework contracts and service agreements.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::things::{quote, terms},
    Command, Other, Things,
};

pub fn commands(things: &Things) -> Vec<Command> {
    let on = |plural: &'static str, reference: &str, unknown, code| {
        let on = format!("/{plural}/{reference}");
        let etag = things.etag(&on).to_owned();
        move |name, rest: &str, by, good: Value, wrong_type: Value, others: &[Other]| Command {
            name,
            method: Method::POST,
            etag: Some(etag.clone()),
            on: on.clone(),
            rest: rest.to_owned(),
            unknown: Some((unknown, code)),
            by,
            good,
            wrong_type,
            others: [others, &[("stranger", 404, code)]].concat(),
        }
    };
    let contract = on(
        "framework-contracts",
        &things.contract,
        "/framework-contracts/CON-999999-A2B3C",
        "framework-contract-not-found",
    );
    let service =
        on("service-agreements", &things.service, "/service-agreements/SVA-2025-999999", "service-agreement-not-found");
    let ordered =
        on("service-agreements", &things.ordered, "/service-agreements/SVA-2025-999999", "service-agreement-not-found");
    let made = |name, on: &str, by, good, wrong_type, others: &[Other]| Command {
        name,
        method: Method::POST,
        on: on.to_owned(),
        rest: String::new(),
        unknown: None,
        by,
        etag: None,
        good,
        wrong_type,
        others: others.to_vec(),
    };
    let officers = [("approver", 403, "case-officer-needed"), ("vantora-lead", 403, "case-officer-needed")];
    let unsigned = [
        ("vantora-lead", 403, "signing-authority-not-confirmed"),
        ("case-officer", 403, "signing-authority-not-confirmed"),
    ];
    let no_authority = [
        ("applicant-lead", 403, "signing-authority-not-confirmed"),
        ("case-officer", 403, "signing-authority-not-confirmed"),
    ];
    let buyers =
        [("case-officer", 403, "lead-or-administrator-needed"), ("ig-lead", 403, "lead-or-administrator-needed")];
    let providers = [("approver", 403, "provider-needed"), ("applicant-lead", 403, "provider-needed")];
    let signature = |sha256: Value| json!({"sha256": sha256, "side": "organisation"});
    let mut numbered = terms();
    numbered["start"] = json!(20_250_401);
    let mut counted = quote(&things.pending);
    counted["lines"] = json!({"what": "Set-up", "quantity": 1, "unit_pence": 43400});
    let sign_contract = contract(
        "signing a framework contract",
        "/signatures",
        "vantora-signatory",
        signature(json!(things.contract_sha256)),
        signature(json!([])),
        &unsigned,
    );
    let sign_service = ordered(
        "signing a service agreement",
        "/signatures",
        "signatory",
        signature(json!(things.ordered_sha256)),
        signature(json!(0)),
        &no_authority,
    );
    vec![
        made(
            "asking for a framework contract",
            "/framework-contracts",
            "case-officer",
            json!({"organisation": "FENMERE"}),
            json!({"organisation": ["FENMERE"]}),
            &[("vantora-lead", 403, "not-a-member"), ("stranger", 403, "not-a-member")],
        ),
        contract("setting terms", "/draft", "case-officer", terms(), numbered, &officers),
        contract("issuing a framework contract", "/issue", "case-officer", json!({}), json!("now"), &officers),
        Command { etag: None, ..sign_contract },
        contract(
            "ending a framework contract",
            "/terminate",
            "case-officer",
            json!({"reason": "purpose-ended"}),
            json!({"reason": 1}),
            &officers,
        ),
        made(
            "quoting",
            "/service-agreements",
            "case-officer",
            quote(&things.pending),
            counted,
            &[("approver", 403, "case-officer-needed"), ("applicant-lead", 403, "case-officer-needed")],
        ),
        service("ordering", "/order", "applicant-lead", json!({}), json!("now"), &buyers),
        Command { etag: None, ..sign_service },
        service("setting up", "/provision", "case-officer", json!({}), json!("now"), &providers),
        service("letting users in", "/activate", "data-production", json!({}), json!("now"), &providers),
        service(
            "naming users",
            "/users",
            "applicant-lead",
            json!({"users": ["collaborator"]}),
            json!({"users": "collaborator"}),
            &buyers,
        ),
    ]
}

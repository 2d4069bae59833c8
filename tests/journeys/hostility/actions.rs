//! Every action of every service, asked over NATS without the right word, and with a word of somebody who may not.

use std::collections::BTreeSet;

use bytes::Bytes;
use dars_bus::{assertion::Signer, ids, technical};
use dars_messages::{Owner, topology};
use dars_testkit::place;
use dars_vocabulary::{Actor, ActorKind, PersonId, StaffRole};
use serde_json::{Value, json};

use super::requests::ask;
use crate::setting::Setting;

/// What each service does when it is asked to.
const INTAKE: &[&str] = &[
    "raise-enquiry",
    "triage-enquiry",
    "route-enquiry",
    "give-back-enquiry",
    "assign-enquiry",
    "merge-enquiry",
    "add-message",
    "ask-enquirer",
    "answer-enquiry",
    "signpost-enquiry",
    "convert-enquiry",
    "close-enquiry",
    "mark-duplicate",
    "reopen-enquiry",
    "renew-enquiry-link",
    "file-mail",
    "discard-mail",
    "give-enquiry-feedback",
    "confirm-incident",
    "rule-out-incident",
    "rule-out-mail",
    "record-assurance",
    "register-organisation",
    "rename-organisation",
    "add-member",
    "change-member",
    "end-member",
    "ask-authority",
    "confirm-authority",
    "decline-authority",
    "end-authority",
    "save-dataset",
    "signpost",
    "assess-preliminary",
    "note-preliminary",
    "record-early-view",
    "copy-application",
    "take-over-evidence",
    "invite-collaborator",
    "revoke-invitation",
    "accept-invitation",
    "hand-over-application",
    "set-people",
    "save-section",
    "submit-application",
    "answer-clarification",
    "withdraw-application",
    "open-change",
    "begin-attachment",
    "explain-finding",
    "give-feedback",
    "publish-change",
    "remove-attachment",
    "withdraw-change",
];
const REVIEW: &[&str] = &[
    "assign-case",
    "assess-case",
    "return-application",
    "raise-clarification",
    "resolve-clarification",
    "record-advice",
    "decide-case",
    "propose-precedent",
    "replace-precedent",
    "approve-precedent",
    "end-precedent",
    "set-meeting-members",
    "set-agenda",
    "declare-interest",
    "put-off-meeting",
    "write-minutes",
    "publish-minutes",
    "add-note",
    "answer-check",
    "assess-standard",
    "call-off-absence",
    "check-completeness",
    "correct-case",
    "hand-over-all",
    "hand-over-case",
    "record-absence",
    "request-check",
    "request-decision-review",
    "review-decision",
    "search",
];
const CONTRACTS: &[&str] = &[
    "request-framework-contract",
    "draft-framework-contract",
    "issue-framework-contract",
    "sign-framework-contract",
    "terminate-framework-contract",
    "issue-agreement",
    "sign-agreement",
    "suspend-agreement",
    "reinstate-agreement",
    "terminate-agreement",
    "meet-condition",
    "submit-certificate",
    "accept-certificate",
    "query-certificate",
    "plan-release",
    "check-release",
    "make-release",
    "acknowledge-release",
    "quote-service",
    "order-service",
    "sign-service-agreement",
    "provision-service",
    "activate-service",
    "set-service-users",
];
const REGISTER: &[&str] = &["publish-entry"];
/// What operators ask of all of them; the dead letters have a test of their own.
const OF_OPERATORS: [&str; 3] = ["operations-reveal", "operations-retry", "operations-discard"];

/// What only a local stack's door asks.
const LOCAL: &[(Owner, &str)] = &[
    (Owner::Intake, "fixture-organisation"),
    (Owner::Intake, "fixture-membership"),
    (Owner::Intake, "fixture-authority"),
    (Owner::Intake, "fixture-dataset"),
    (Owner::Intake, "fixture-assurance"),
    (Owner::Contracts, "fixture-framework-contract"),
];

/// A word that claims everything.
const STAFF: [StaffRole; 8] = [
    StaffRole::TriageOfficer,
    StaffRole::CaseOfficer,
    StaffRole::TeamManager,
    StaffRole::Approver,
    StaffRole::Secretariat,
    StaffRole::IncidentLead,
    StaffRole::DataProduction,
    StaffRole::RegisterPublisher,
];

pub async fn no_action_is_done_for_the_wrong_word(setting: &Setting) {
    let all: Vec<(Owner, &str)> =
        [(Owner::Intake, INTAKE), (Owner::Review, REVIEW), (Owner::Contracts, CONTRACTS), (Owner::Register, REGISTER)]
            .into_iter()
            .flat_map(|(owner, actions)| actions.iter().map(move |action| (owner, *action)))
            .collect();
    every_write_of_the_api_is_there(&all);
    let client = setting.stack.nats().connect(Owner::Portal).await.unwrap();
    let signer = Signer::from_base64(setting.stack.assertion_key()).unwrap();
    let stranger = Signer::from_base64(&Signer::generate().unwrap()).unwrap();
    setting.quiet().await;
    let before = setting.census().await;
    for (owner, action) in all.iter().copied().chain(LOCAL.iter().copied()) {
        let subject = topology::request_subject(owner, action);
        let elsewhere = topology::request_subject(owner, "operations-outbox");
        let body = Bytes::from(json!({"path": "POST /somewhere", "params": {}, "body": {}}).to_string());
        let word = |signer: &Signer, subject: &str, actor: &Actor, body: &[u8]| {
            Some(signer.sign(actor, owner, subject, body, ids::fresh(), technical::now()))
        };
        let officer = anybody(ActorKind::Person, STAFF.to_vec());
        let broken = Bytes::from_static(b"{\"path\": ");
        for (what, body, word, expected) in [
            ("no word", &body, None, (401, "assertion-missing")),
            ("a stranger's word", &body, word(&stranger, &subject, &officer, &body), (401, "assertion-invalid")),
            (
                "a word for another action",
                &body,
                word(&signer, &elsewhere, &officer, &body),
                (401, "assertion-for-another-request"),
            ),
            (
                "a word for another body",
                &body,
                word(&signer, &subject, &officer, b"{}"),
                (401, "assertion-for-another-request"),
            ),
            ("no JSON", &broken, word(&signer, &subject, &officer, &broken), (400, "malformed")),
        ] {
            let (status, answer) = ask(&client, &subject, body.clone(), word).await;
            assert_eq!((status, answer["code"].as_str().unwrap_or_default()), expected, "{subject}, {what}: {answer}");
        }
        // Words of the portal's, about nothing that there is: each is refused as the caller's own mistake.
        for actor in [
            Actor::public(),
            anybody(ActorKind::Machine, STAFF.to_vec()),
            anybody(ActorKind::System, Vec::new()),
            officer,
        ] {
            for inner in [Value::Null, json!([]), json!({}), json!({"text": 5}), json!("now")] {
                let body =
                    json!({"path": "POST /somewhere", "params": {"nic": "'; drop table outbox; --"}, "body": inner});
                let body = Bytes::from(body.to_string());
                let (status, answer) =
                    ask(&client, &subject, body.clone(), word(&signer, &subject, &actor, &body)).await;
                assert!((400..500).contains(&status), "{subject} by {:?} with {inner}: {status} {answer}", actor.kind);
            }
        }
    }
    setting.unchanged_since(&before, "hostile requests of every action").await;
    setting.is_up().await;
}

fn anybody(kind: ActorKind, roles: Vec<StaffRole>) -> Actor {
    Actor { id: PersonId(ids::fresh()), kind, roles, signed_in_at: Some(technical::now()) }
}

fn every_write_of_the_api_is_there(all: &[(Owner, &str)]) {
    let description = place::root().join("services/portal/src/api/openapi.json");
    let description: Value = serde_json::from_slice(&std::fs::read(description).unwrap()).unwrap();
    let described: BTreeSet<&str> = description["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap())
        .filter(|(method, _)| ["post", "put"].contains(&method.as_str()))
        .filter_map(|(_, operation)| operation["operationId"].as_str())
        .filter(|action| !OF_OPERATORS.contains(action))
        .collect();
    let known: BTreeSet<&str> = all.iter().map(|(_, action)| *action).collect();
    assert_eq!(known, described);
}

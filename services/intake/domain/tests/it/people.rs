//! The people of the tests, their organisations, and a content that may be submitted.

use dars_intake_domain::Membership;
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, MembershipRole, Nic, OrganisationId, PersonId, Refuse, StaffRole,
};
use jiff::{Timestamp, civil::date};

pub fn person(name: &str) -> PersonId {
    PersonId::of("tests", name)
}

pub fn signed_in(name: &str, roles: &[StaffRole]) -> Actor {
    Actor { id: person(name), kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: Some(now()) }
}

pub fn machine(name: &str, roles: &[StaffRole]) -> Actor {
    Actor { kind: ActorKind::Machine, ..signed_in(name, roles) }
}

pub fn system() -> Actor {
    Actor::system("review")
}

pub fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

pub fn northmere() -> OrganisationId {
    "NU01".parse().unwrap()
}

pub fn wychmoor() -> OrganisationId {
    "WU02".parse().unwrap()
}

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

/// A membership of Northmere, from January to December 2026.
pub fn membership(role: MembershipRole) -> Membership {
    let until = Some(date(2026, 12, 31));
    Membership { organisation: northmere(), roles: vec![role], from: date(2026, 1, 1), until }
}

/// Kind and code of a refusal, as the API shows them.
pub fn no<E: std::fmt::Debug, R: Refuse>(result: Result<Vec<E>, R>) -> (dars_vocabulary::RefusalKind, &'static str) {
    let refusal = result.unwrap_err();
    (refusal.kind(), code_of(&refusal))
}

/// The code of a refusal, which also says in a sentence what to do.
pub fn code_of(refusal: &impl Refuse) -> &'static str {
    let detail = refusal.detail();
    assert!(detail.contains(' ') && detail.ends_with(['.', '?']), "{}: {detail}", refusal.code());
    refusal.code()
}

/// A content that may be submitted.
pub fn content() -> ApplicationContent {
    let paper =
        |reference: &str| serde_json::json!({"title": "A paper", "reference": reference, "sha256": "0f".repeat(32)});
    serde_json::from_value(serde_json::json!({
        "title": "Stroke outcomes after screening",
        "parties": { "controllers": [{ "organisation": "NU01", "also_processes": true }], "controller_basis": "sole" },
        "locations": { "places": [{ "organisation": "NU01", "kind": "processing", "country": "GB-ENG" }] },
        "data_sets": { "requests": [{
            "dataset": "hes-apc", "period": { "from": "2015-04-01", "to": "2026-03-31" }, "level": "identifiable",
            "sensitivity": "sensitive", "frequency": "ongoing", "legal_power": "s261-2-c", "cldc": ["consent"],
            "access_service": "extract",
            "opt_outs": { "applied": false, "reason": "consented", "evidence": "CONSENT/3" },
        }] },
        "legal_basis": {
            "gdpr_article_6": ["e"], "gdpr_article_9": ["j"], "schedule_1_condition": "Paragraph 4: research.",
            "consent": {
                "form": "CONSENT/3", "information_sheet": "SHEET/3", "covers_linkage": true, "covers_recipients": true,
            },
        },
        "purpose": {
            "objective": "To see whether screening prevents stroke.",
            "processing_activities": "Records are linked and counted.",
            "lay_summary": "We follow people who agreed to screening.",
            "direct_care": false,
            "uses": ["research"],
        },
        "outputs": { "expected": "A paper." },
        "benefits": { "expected": "Fewer strokes." },
        "commercial": { "is_commercial": false },
        "ethics": {
            "is_research": true, "outcome": "favourable", "reference": "24/XX/0101",
            "protocol_version": "3.1", "letter_protocol_version": "3.1",
        },
        "privacy_notice": { "url": "https://northmere.example/privacy", "confirmed": true },
        "term": { "start": "2027-01-04", "end": "2027-11-18", "territory": "england" },
        "evidence": { "items": [paper("CONSENT/3"), paper("SHEET/3")] },
    }))
    .unwrap()
}

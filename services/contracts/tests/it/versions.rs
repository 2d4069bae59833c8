//! The next version beside the one in force, void versions, and what the rules of issue learn from intake.

use dars_bus::chain::canonical_sha256;
use dars_contracts_domain::agreement::Coming;
use dars_messages::facts::{
    intake::{
        ApplicationVersionV1, ApplicationWithdrawnV1, DataSetRegisteredV1, MembershipGrantedV1,
        OrganisationRegisteredV1, OrganisationRenamedV1,
    },
    review::{ApplicationApprovedV1, DecisionMadeV1},
};
use dars_vocabulary::{
    DataSetTraits, DocumentVersion, MembershipRole, StaffRole,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
    content::Controller,
    london_midnight,
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::world::{
    APPLICANT, APPROVAL_DAY, BODY, CONDITION, ISSUE_DAY, NIC, PROCESSOR, START, World, approval, assured,
    body_signatory, content, decision, id, nic, officer, person, refused, version,
};

const CHANGE: Date = date(2026, 8, 1);
/// Ninety days later.
const VOID_ON: Date = date(2026, 10, 30);

fn second() -> DocumentVersion {
    DocumentVersion::FIRST_DRAFT.next_minor()
}

/// A change is approved while the first version is in force.
async fn changed() -> World {
    let world = World::signed().await;
    world.sweep(START).await;
    world.hears(&ApplicationVersionV1 { version: second(), ..version() }, CHANGE).await;
    world.hears(&DecisionMadeV1 { version: second(), ..decision() }, CHANGE).await;
    world.hears(&ApplicationApprovedV1 { version: second(), ..approval() }, CHANGE).await;
    world
}

async fn issue(world: &World, start: Date, day: Date) -> String {
    let body = json!({"start": start});
    let etag = world.version_of().await;
    let reply = world.ask(officer(), "issue-agreement", &[("nic", NIC)], body, Some(etag), day).await.unwrap();
    reply.body["sha256"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_change_runs_beside_the_version_in_force_and_supersedes_it_on_its_first_day() {
    let world = changed().await;
    let start = date(2026, 8, 20);
    let sha256 = issue(&world, start, CHANGE).await;
    let shown = world.get(person("lead", &[]), CHANGE).await.unwrap().body;
    assert_eq!((&shown["status"], &shown["version"]), (&json!("ACTIVE"), &json!("v1.0")));
    assert_eq!(shown["next"]["version"], "v1.1");
    assert_eq!(shown["next"]["sha256"], json!(sha256));
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, CHANGE).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, CHANGE).await.unwrap();
    assert_eq!(world.get(officer(), start).await.unwrap().body["version"], "v1.1", "before the sweep has come by");
    assert_eq!((world.sweep(start).await, world.sweep(start).await), (1, 0));
    let told = world.outbox().await;
    assert_eq!(told[told.len() - 2..], ["agreement_superseded", "agreement_activated"]);
    let (version, from, until): (String, jiff_sqlx::Date, jiff_sqlx::Date) =
        sqlx::query_as("select version, start_day, end_day from agreements").fetch_one(&world.pool).await.unwrap();
    assert_eq!((version.as_str(), from.to_jiff(), until.to_jiff()), ("v1.1", start, date(2027, 3, 2)));
    world.is_sound().await;
}

#[tokio::test]
async fn a_renewal_is_drafted_as_the_next_whole_version() {
    use dars_vocabulary::code::ChangeKind;
    let world = World::signed().await;
    world.sweep(START).await;
    let change = Some(ChangeKind::Renewal);
    world.hears(&ApplicationVersionV1 { version: second(), change, ..version() }, CHANGE).await;
    world.hears(&DecisionMadeV1 { version: second(), ..decision() }, CHANGE).await;
    world.hears(&ApplicationApprovedV1 { version: second(), ..approval() }, CHANGE).await;
    assert_eq!(world.state().await.draft().unwrap().version.to_string(), "v2.0");
    world.is_sound().await;
}

#[tokio::test]
async fn an_organisations_new_name_is_kept() {
    let world = World::signed().await;
    let organisation: dars_vocabulary::OrganisationId = APPLICANT.parse().unwrap();
    let fact = OrganisationRenamedV1 { organisation, name: "The University of Northmere".to_owned(), from: CHANGE };
    world.hears(&fact, CHANGE).await;
    let name: String = sqlx::query_scalar("select name from organisations where id = $1")
        .bind(APPLICANT)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(name, fact.name);
    // What was told before it, and comes again or late, brings no older name back.
    let older = OrganisationRegisteredV1 {
        organisation: fact.organisation.clone(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    };
    for (code, name) in [(APPLICANT, fact.name.as_str()), ("FENMERE", "The University of Northmere")] {
        let organisation: dars_vocabulary::OrganisationId = code.parse().unwrap();
        world.hears(&OrganisationRenamedV1 { organisation: organisation.clone(), ..fact.clone() }, CHANGE).await;
        world.hears(&OrganisationRegisteredV1 { organisation, ..older.clone() }, ISSUE_DAY).await;
        let kept: (String, Option<String>) =
            sqlx::query_as("select name, organisation_type from organisations where id = $1")
                .bind(code)
                .fetch_one(&world.pool)
                .await
                .unwrap();
        assert_eq!(kept, (name.to_owned(), Some("academic".to_owned())), "{code}");
    }
}

#[tokio::test]
async fn the_draft_of_a_change_is_shown_to_its_controllers_and_not_to_a_processor() {
    let world = changed().await;
    let seen = |actor| async { world.get(actor, CHANGE).await.unwrap().body["next"].clone() };
    assert!(seen(officer()).await["draft"]["content"].is_object());
    assert!(seen(person("lead", &[])).await["draft"]["content"].is_object());
    let to_the_processor = seen(person("host", &[])).await;
    assert_eq!((&to_the_processor["state"], &to_the_processor["draft"]), (&json!("DRAFT"), &Value::Null));
    issue(&world, CHANGE, CHANGE).await;
    assert!(seen(person("host", &[])).await["document"].is_object(), "from its issue on");
}

#[tokio::test]
async fn a_change_is_drafted_in_whichever_order_its_halves_are_heard() {
    let world = World::signed().await;
    world.sweep(START).await;
    world.hears(&DecisionMadeV1 { version: second(), ..decision() }, CHANGE).await;
    world.hears(&ApplicationApprovedV1 { version: second(), ..approval() }, CHANGE).await;
    assert_eq!(world.state().await.draft(), None);
    world.hears(&ApplicationVersionV1 { version: second(), ..version() }, CHANGE).await;
    let state = world.state().await;
    assert_eq!((state.name(), state.draft().unwrap().version.to_string()), ("ACTIVE", "v1.1".to_owned()));
    assert_eq!(world.count("agreement_drafted").await, 2);
}

#[tokio::test]
async fn an_unsigned_version_is_void_after_ninety_days_and_issued_anew_from_the_same_approval() {
    let (world, sha256) = World::issued().await;
    let void_on = date(2026, 5, 11);
    let late = world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, void_on).await;
    assert_eq!(refused(late), (409, "agreement-void".to_owned()), "even if the sweep is late");
    assert_eq!(world.get(officer(), void_on).await.unwrap().body["status"], "VOID");
    assert_eq!((world.sweep(void_on).await, world.sweep(void_on).await), (1, 0));
    assert_eq!(world.count("agreement_voided").await, 1);
    assert_eq!(world.tasks(person("signatory", &[]), void_on).await, []);

    let anew = issue(&world, date(2026, 6, 1), date(2026, 5, 20)).await;
    assert_ne!(anew, sha256);
    let shown = world.get(officer(), date(2026, 5, 20)).await.unwrap().body;
    assert_eq!((&shown["version"], &shown["document"]["application_version"]), (&json!("v1.1"), &json!("v0.1")));
    world.is_sound().await;
}

/// A change that was opened beside a void version is approved while that one is issued anew.
async fn two_changes() -> (World, String) {
    let world = changed().await;
    issue(&world, CHANGE, CHANGE).await;
    world.sweep(VOID_ON).await;
    let sha256 = issue(&world, VOID_ON, VOID_ON).await;
    let third = second().next_minor();
    world.hears(&ApplicationVersionV1 { version: third, ..version() }, VOID_ON).await;
    world.hears(&DecisionMadeV1 { version: third, ..decision() }, VOID_ON).await;
    world.hears(&ApplicationApprovedV1 { version: third, ..approval() }, VOID_ON).await;
    assert_eq!(world.state().await.coming().map(Coming::name), Some("ISSUED_FOR_SIGNATURE"), "it waits");
    (world, sha256)
}

async fn copies(world: &World) -> i64 {
    let kept = "select count(*) from application_versions where body is not null";
    sqlx::query_scalar(kept).fetch_one(&world.pool).await.unwrap()
}

#[tokio::test]
async fn an_approval_waits_for_the_version_on_its_way_and_is_drafted_once_that_is_in_force() {
    let (world, sha256) = two_changes().await;
    world.sweep(VOID_ON).await;
    assert_eq!((world.count("agreement_drafted").await, copies(&world).await), (2, 1));
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, VOID_ON).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, VOID_ON).await.unwrap();
    assert_eq!(world.next_due().await, Some(london_midnight(VOID_ON)), "the sweep drafts it at once");
    assert_eq!((world.sweep(VOID_ON).await, world.sweep(VOID_ON).await), (1, 0));
    let state = world.state().await;
    assert_eq!((state.name(), state.draft().map(|draft| draft.version.to_string())), ("ACTIVE", Some("v1.3".into())));
    assert_eq!((world.count("agreement_drafted").await, copies(&world).await), (3, 0));
    world.is_sound().await;
}

#[tokio::test]
async fn of_two_approvals_that_wait_the_newer_is_drafted_whichever_was_given_first() {
    let (world, sha256) = two_changes().await;
    // Its refusal was set aside after the next change had been approved.
    let fourth = second().next_minor().next_minor();
    for version_of in [fourth.next_minor(), fourth] {
        world.hears(&ApplicationVersionV1 { version: version_of, ..version() }, VOID_ON).await;
        world.hears(&DecisionMadeV1 { version: version_of, ..decision() }, VOID_ON).await;
        world.hears(&ApplicationApprovedV1 { version: version_of, ..approval() }, VOID_ON).await;
    }
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, VOID_ON).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, VOID_ON).await.unwrap();
    assert_eq!((world.sweep(VOID_ON).await, world.sweep(VOID_ON).await), (1, 0));
    let state = world.state().await;
    let draft = state.draft().unwrap();
    assert_eq!((draft.approved.application_version, draft.version.to_string()), (fourth.next_minor(), "v1.3".into()));
    // What it overtook is not drafted behind it either, and nothing is due for it.
    let sha256 = issue(&world, VOID_ON, VOID_ON).await;
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, VOID_ON).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, VOID_ON).await.unwrap();
    world.sweep(VOID_ON).await;
    let state = world.state().await;
    assert_eq!((state.name(), state.coming()), ("ACTIVE", None));
    assert_eq!(world.count("agreement_drafted").await, 3);
    world.is_sound().await;
}

#[tokio::test]
async fn an_approval_waits_until_the_version_on_its_way_is_void_however_late_the_sweep() {
    let (world, _) = two_changes().await;
    let later = date(2027, 1, 28);
    assert_eq!((world.sweep(later).await, world.sweep(later).await), (1, 0));
    let told = world.outbox().await;
    assert_eq!(told[told.len() - 2..], ["agreement_voided", "agreement_drafted"]);
    assert_eq!(world.state().await.draft().map(|draft| draft.version.to_string()), Some("v1.3".into()));
    assert_eq!(copies(&world).await, 0);
    world.is_sound().await;
}

#[tokio::test]
async fn an_approval_that_waits_for_a_terminated_agreement_is_never_drafted() {
    let (world, _) = two_changes().await;
    let body = json!({"reason": "breach"});
    world.act(officer(), "terminate-agreement", body, VOID_ON).await.unwrap();
    world.sweep(date(2027, 2, 1)).await;
    assert_eq!((world.count("agreement_drafted").await, world.state().await.coming()), (2, None));
    assert_eq!(world.sweep(date(2027, 2, 1)).await, 0, "nothing is asked again and again");
}

#[tokio::test]
async fn what_is_to_be_signed_is_plain_beside_a_version_in_force() {
    let world = changed().await;
    let to_sign = |actor, day| {
        let world = &world;
        async move { world.get(actor, day).await.unwrap().body["to_sign"].clone() }
    };
    assert_eq!(to_sign(officer(), CHANGE).await, Value::Null, "a draft is not signed");
    let sha256 = issue(&world, CHANGE, CHANGE).await;
    let all = json!({"version": "v1.1", "sha256": sha256, "organisations_missing": [APPLICANT, BODY]});
    assert_eq!(to_sign(person("signatory", &[]), CHANGE).await, all);
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, CHANGE).await.unwrap();
    let one = json!({"version": "v1.1", "sha256": sha256, "organisations_missing": [BODY]});
    assert_eq!(to_sign(body_signatory(), CHANGE).await, one);
    assert_eq!(to_sign(officer(), VOID_ON).await, Value::Null, "a void version is not, whatever the sweep has told");
    world.sign(body_signatory(), "body", BODY, &sha256, CHANGE).await.unwrap();
    assert_eq!(to_sign(officer(), CHANGE).await, Value::Null);
}

#[tokio::test]
async fn a_party_of_the_next_version_alone_learns_nothing_of_how_the_one_in_force_fares() {
    let world = World::signed().await;
    world.sweep(START).await;
    let mut with_brack = content();
    with_brack
        .parties
        .as_mut()
        .unwrap()
        .controllers
        .push(Controller { organisation: "BRACK".parse().unwrap(), also_processes: false });
    let sha256 = canonical_sha256(&with_brack).unwrap();
    let change =
        ApplicationVersionV1 { version: second(), sha256: sha256.clone(), content: Some(with_brack), ..version() };
    world.hears(&change, CHANGE).await;
    world.hears(&DecisionMadeV1 { version: second(), ..decision() }, CHANGE).await;
    world.hears(&ApplicationApprovedV1 { version: second(), sha256, ..approval() }, CHANGE).await;
    let newcomer = MembershipGrantedV1 {
        organisation: "BRACK".parse().unwrap(),
        person: id("newcomer"),
        roles: vec![MembershipRole::Lead],
        from: date(2026, 1, 1),
        until: None,
    };
    world.hears(&newcomer, CHANGE).await;
    let evidence = json!({"evidence": "The Zebulon office's last report"});
    world.act(officer(), "meet-condition", evidence, CHANGE).await.unwrap();
    let lead = person("incident-lead", &[StaffRole::IncidentLead]);
    world.act(lead, "suspend-agreement", json!({"reason": "breach"}), CHANGE).await.unwrap();

    let seen = world.get(person("newcomer", &[]), CHANGE).await.unwrap().body;
    assert!(seen["next"]["draft"]["content"].is_object(), "its own version it sees");
    for field in ["document", "conditions", "suspension", "ended", "destruction"] {
        assert_eq!(seen[field], Value::Null, "{field}");
    }
    let own = world.get(person("lead", &[]), CHANGE).await.unwrap().body;
    assert_eq!(own["suspension"]["reason"], "breach");
    assert_eq!(own["conditions"][0]["evidence"], "The Zebulon office's last report");
}

#[tokio::test]
async fn redacting_the_first_application_leaves_the_next_versions_content() {
    let world = changed().await;
    issue(&world, CHANGE, CHANGE).await;
    let first: uuid::Uuid = sqlx::query_scalar("select source_event from application_versions where version = 'v0.1'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let fact = dars_messages::facts::intake::IntakeRedactedV1 { reference: NIC.to_owned(), events: vec![first] };
    world.hears(&fact, CHANGE).await;
    let shown = world.get(officer(), CHANGE).await.unwrap().body;
    assert_eq!(shown["document"], Value::Null);
    assert_ne!(shown["next"]["document"], Value::Null);
    world.is_sound().await;
}

#[tokio::test]
async fn redacting_the_decision_leaves_no_word_of_its_conditions() {
    let (world, _) = World::issued().await;
    assert!(world.contains(CONDITION).await, "the search would find it");
    let source: uuid::Uuid =
        sqlx::query_scalar("select source_event from approvers").fetch_one(&world.pool).await.unwrap();
    let fact = dars_messages::facts::review::ReviewRedactedV1 { reference: NIC.to_owned(), events: vec![source] };
    world.hears(&fact, ISSUE_DAY).await;
    assert!(!world.contains(CONDITION).await);
    world.is_sound().await;
}

#[tokio::test]
async fn conditions_that_were_redacted_before_they_came_stop_the_issue() {
    let world = World::peopled().await;
    world.record_contract(date(2025, 1, 1), ISSUE_DAY).await.unwrap();
    world.hears(&version(), APPROVAL_DAY).await;
    world.hears(&DecisionMadeV1 { conditions: Vec::new(), ..decision() }, APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    let etag = world.version_of().await;
    assert_eq!(refused(world.issue(officer(), etag).await), (409, "content-redacted".to_owned()));
}

#[tokio::test]
async fn nothing_is_issued_while_an_organisations_security_or_fee_has_lapsed() {
    let world = World::drafted().await;
    let etag = world.version_of().await;
    for (code, kind) in [(APPLICANT, AssuranceKind::IcoFee), (PROCESSOR, AssuranceKind::Dspt)] {
        world.hears(&assured(code, kind, ISSUE_DAY.yesterday().unwrap()), ISSUE_DAY).await;
        assert_eq!(refused(world.issue(officer(), etag).await), (422, "rules-not-met".to_owned()));
        world.hears(&assured(code, kind, date(2027, 6, 30)), ISSUE_DAY).await;
    }
    // A version of the toolkit that is too old.
    let mut old = assured(PROCESSOR, AssuranceKind::Dspt, date(2027, 6, 30));
    old.particulars.version = Some(2023);
    world.hears(&old, ISSUE_DAY).await;
    assert_eq!(refused(world.issue(officer(), etag).await), (422, "rules-not-met".to_owned()));
    world.hears(&assured(PROCESSOR, AssuranceKind::Dspt, date(2027, 6, 30)), ISSUE_DAY).await;
    // Short of the standards, and without an approved plan.
    let mut short = assured(APPLICANT, AssuranceKind::Dspt, date(2027, 6, 30));
    short.outcome = AssuranceOutcome::Approaching;
    world.hears(&short, ISSUE_DAY).await;
    assert_eq!(refused(world.issue(officer(), etag).await), (422, "rules-not-met".to_owned()));
    short.plan_approved = true;
    world.hears(&short, ISSUE_DAY).await;
    // The plan comes with a special condition that has a date.
    world.issue(officer(), etag).await.unwrap();
}

#[tokio::test]
async fn a_data_set_and_a_withdrawal_are_heard_twice_and_change_no_agreement() {
    let world = World::drafted().await;
    let dataset = DataSetRegisteredV1 {
        dataset: "hes-apc".to_owned(),
        name: "Admitted patient care".to_owned(),
        traits: DataSetTraits { covid_only: true, ..DataSetTraits::default() },
    };
    world.hears(&dataset, ISSUE_DAY).await;
    let withdrawn = ApplicationWithdrawnV1 { nic: nic(), organisation: APPLICANT.parse().unwrap() };
    let before = world.version_of().await;
    world.hears(&withdrawn, ISSUE_DAY).await;
    assert_eq!((world.version_of().await, world.state().await.name()), (before, "DRAFT"));
    let known: i64 = sqlx::query_scalar("select count(*) from datasets where (traits->>'covid_only')::boolean")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(known, 1);
}

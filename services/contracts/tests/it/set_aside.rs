//! A change that was refused and, once that was set aside, approved after all: contracts hears it over the real bus, and
//! drafts its next version then and once; and nothing of it where a later change was approved before.

use dars_bus::{Reply, chain::canonical_sha256};
use dars_messages::{
    Outgoing, Owner,
    facts::{
        intake::{ApplicationVersionV1, OrganisationRegisteredV1, SigningAuthorityConfirmedV1},
        review::{
            ApplicationApprovedV1, ApplicationRefusedV1, CaseMovedV1, CaseStage, DecisionMadeV1,
            DecisionReviewRequestedV1, DecisionReviewedV1, ReviewOutcome,
        },
    },
};
use dars_testkit::{
    NatsServer, Running, Teller,
    service::{matching, person, signer, until},
};
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, Nic, StaffRole,
    calendar::days_after,
    code::{AssuranceKind, ChangeKind, OrganisationType, RefusalReason},
    london_date,
};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    telling::assured,
    world::{APPLICANT, BODY, CONTRACT, PROCESSOR, approval, content, version},
};

const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
const SECOND: DocumentVersion = DocumentVersion { major: 0, minor: 2 };
const THIRD: DocumentVersion = DocumentVersion { major: 0, minor: 3 };

fn today() -> Date {
    london_date(dars_bus::technical::now())
}

fn officer() -> Actor {
    person("officer", &[StaffRole::CaseOfficer])
}

/// Refused first, or approved first: the first approver, and the one who overruled them.
fn approver(of: DocumentVersion) -> Actor {
    person(if of == FIRST { "first-approver" } else { "second-approver" }, &[StaffRole::BodySignatory])
}

/// What is asked for, from today on, until the next version where its kind lets it end later.
fn asked_for(of: DocumentVersion, kind: ChangeKind) -> ApplicationContent {
    let mut content = content();
    let term = content.term.as_mut().unwrap();
    let longer = of != FIRST && matches!(kind, ChangeKind::Renewal | ChangeKind::Extension);
    (term.start, term.end) = (today(), days_after(today(), if longer { 700 } else { 350 }));
    content
}

/// A running contracts that knows the people and organisations, and who tells it.
struct House {
    _nats: NatsServer,
    contracts: Running,
    intake: Teller,
    review: Teller,
}

impl House {
    async fn start() -> anyhow::Result<Self> {
        let nats = NatsServer::start(Vec::new()).await?;
        let contracts = Running::start(&dars_contracts::service(), &nats, &signer()?).await?;
        let intake = Teller::start(Owner::Intake, &nats).await?;
        let review = Teller::start(Owner::Review, &nats).await?;
        let house = Self { _nats: nats, contracts, intake, review };
        let far = days_after(today(), 1000);
        house
            .intake
            .tell(Outgoing::fact(&OrganisationRegisteredV1 {
                organisation: APPLICANT.parse()?,
                name: "Northmere University".to_owned(),
                organisation_type: OrganisationType::Academic,
            }))
            .await?;
        for code in [APPLICANT, PROCESSOR] {
            for kind in [AssuranceKind::Dspt, AssuranceKind::IcoFee] {
                house.intake.tell(Outgoing::fact(&assured(code, kind, far))).await?;
            }
        }
        let body_signatories = ["first-approver", "second-approver", "body-signatory"].map(|name| (name, BODY));
        for (name, code) in [("signatory", APPLICANT)].into_iter().chain(body_signatories) {
            let (organisation, from) = (code.parse()?, days_after(today(), -30));
            let authority =
                SigningAuthorityConfirmedV1 { organisation, person: person(name, &[]).id, from, until: None };
            house.intake.tell(Outgoing::fact(&authority)).await?;
        }
        let body = json!({
            "contract": CONTRACT, "organisation": APPLICANT, "start": days_after(today(), -400), "end": far,
        });
        house.contracts.ask(&Actor::system("portal"), "fixture-framework-contract", &[], body).await.unwrap();
        Ok(house)
    }

    /// Tells its hearer of a version twice: intake as it is submitted.
    async fn submits(&self, nic: &Nic, of: DocumentVersion, kind: ChangeKind) -> anyhow::Result<()> {
        let content = asked_for(of, kind);
        let submitted = ApplicationVersionV1 {
            nic: nic.clone(),
            version: of,
            sha256: canonical_sha256(&content)?,
            content: Some(content),
            change: (of != FIRST).then_some(kind),
            ..version()
        };
        self.intake.twice([Outgoing::fact(&submitted)]).await
    }

    /// And review as it is approved.
    async fn approves(&self, nic: &Nic, of: DocumentVersion, kind: ChangeKind) -> anyhow::Result<()> {
        let made = DecisionMadeV1 { nic: nic.clone(), version: of, approver: approver(of).id, conditions: Vec::new() };
        let approved = ApplicationApprovedV1 {
            nic: nic.clone(),
            version: of,
            sha256: canonical_sha256(&asked_for(of, kind))?,
            with_conditions: false,
            decided_on: today(),
            ..approval()
        };
        self.review.twice([Outgoing::fact(&made), Outgoing::fact(&approved)]).await
    }

    /// What an officer reads of it; null while there is none.
    async fn shown(&self, nic: &Nic) -> Value {
        let read = self.contracts.ask(&officer(), "get-agreement", &[("nic", nic.as_str())], Value::Null).await;
        read.map_or(Value::Null, |read| read.body)
    }

    /// It is in force as its first version; its change was submitted, refused, and that set aside.
    async fn set_aside(&self, nic: &Nic, kind: ChangeKind) -> anyhow::Result<()> {
        self.submits(nic, FIRST, kind).await?;
        self.approves(nic, FIRST, kind).await?;
        self.stands(nic, "/status", "DRAFT").await?;
        let sha256 = self.issue(nic, today()).await;
        self.sign_all(nic, &sha256).await;
        self.stands(nic, "/status", "ACTIVE").await?;

        self.submits(nic, SECOND, kind).await?;
        let (of, on) = (|| nic.clone(), today());
        let reason = RefusalReason::NoHealthBenefit;
        let refused = ApplicationRefusedV1 { nic: of(), version: SECOND, reason, decided_on: on };
        let asked = DecisionReviewRequestedV1 { nic: of(), version: SECOND, requested_on: on };
        let outcome = ReviewOutcome::SetAside;
        let aside = DecisionReviewedV1 { nic: of(), version: SECOND, outcome, reviewed_on: on };
        let moved = CaseMovedV1 { nic: of(), stage: CaseStage::Decision };
        let told = [Outgoing::fact(&refused), Outgoing::fact(&asked), Outgoing::fact(&aside), Outgoing::fact(&moved)];
        self.review.twice(told).await
    }

    async fn stands(&self, nic: &Nic, pointer: &str, value: &str) -> anyhow::Result<()> {
        until(&format!("{pointer} of {nic} is {value}"), async || {
            self.shown(nic).await.pointer(pointer).is_some_and(|found| found == value)
        })
        .await
    }

    async fn issue(&self, nic: &Nic, start: Date) -> String {
        let params = [("nic", nic.as_str())];
        let etag = self.contracts.ask(&officer(), "get-agreement", &params, Value::Null).await.unwrap().etag;
        let body = json!({"start": start});
        let issued = self.contracts.ask_with(&officer(), "issue-agreement", &params, body, &matching(etag)).await;
        issued.unwrap().body["sha256"].as_str().unwrap().to_owned()
    }

    async fn sign(&self, nic: &Nic, by: &Actor, side: &str, sha256: &str) -> Result<Reply, dars_bus::Problem> {
        let organisation = if side == "body" { BODY } else { APPLICANT };
        let body = json!({"sha256": sha256, "side": side, "organisation": organisation});
        self.contracts.ask(by, "sign-agreement", &[("nic", nic.as_str())], body).await
    }

    async fn sign_all(&self, nic: &Nic, sha256: &str) {
        self.sign(nic, &person("signatory", &[]), "organisation", sha256).await.unwrap();
        let body = person("body-signatory", &[StaffRole::BodySignatory]);
        self.sign(nic, &body, "body", sha256).await.unwrap();
    }

    /// How often it told that a version of it is drafted.
    async fn drafted(&self, nic: &Nic) -> i64 {
        sqlx::query_scalar("select count(*) from outbox where subject like 'dars.contracts.agreement_drafted.%' || $1")
            .bind(nic.as_str())
            .fetch_one(&self.contracts.started.context.pool)
            .await
            .unwrap()
    }
}

/// The version of the agreement that a change of its first makes.
fn next(kind: ChangeKind) -> DocumentVersion {
    match kind {
        ChangeKind::Amendment | ChangeKind::SimpleAmendment => DocumentVersion::FIRST_ISSUE.next_minor(),
        ChangeKind::Renewal | ChangeKind::Extension => DocumentVersion::FIRST_ISSUE.next_major(),
    }
}

#[tokio::test]
async fn a_change_of_each_kind_is_drafted_once_when_it_is_approved_after_its_refusal_was_set_aside()
-> anyhow::Result<()> {
    let house = House::start().await?;
    for (number, kind) in (900_501..).zip(ChangeKind::ALL.iter().copied()) {
        let nic = Nic::allot(number, 1);
        house.set_aside(&nic, kind).await?;
        house.approves(&nic, SECOND, kind).await?;

        let next = next(kind);
        house.stands(&nic, "/next/draft/version", &next.to_string()).await?;
        assert_eq!(house.shown(&nic).await["status"], "ACTIVE", "what stands stands meanwhile: {kind:?}");
        let sha256 = house.issue(&nic, days_after(today(), 1)).await;
        // Whoever approved it after all signs it for the body as little as any other approver; who approved the first may.
        let own = house.sign(&nic, &approver(SECOND), "body", &sha256).await.unwrap_err();
        assert_eq!((own.status, own.code.as_str()), (403, "signs-what-they-approved"), "{kind:?}");
        house.sign(&nic, &approver(FIRST), "body", &sha256).await.unwrap();
        house.sign(&nic, &person("signatory", &[]), "organisation", &sha256).await.unwrap();
        house.stands(&nic, "/next/state", "SIGNED").await?;
        assert_eq!(house.drafted(&nic).await, 2, "told twice, each version is drafted once: {kind:?}");
    }
    house.contracts.is_quiet().await
}

#[tokio::test]
async fn a_change_of_each_kind_that_is_approved_after_the_next_one_was_is_overtaken_by_it() -> anyhow::Result<()> {
    let house = House::start().await?;
    for (number, kind) in (900_601..).zip(ChangeKind::ALL.iter().copied()) {
        let nic = Nic::allot(number, 1);
        house.set_aside(&nic, kind).await?;
        house.submits(&nic, THIRD, kind).await?;
        house.approves(&nic, THIRD, kind).await?;
        house.stands(&nic, "/next/draft/application_version", "v0.3").await?;
        // The older one is decided while the newer is drafted, and told once more while that is signed.
        house.approves(&nic, SECOND, kind).await?;
        let sha256 = house.issue(&nic, days_after(today(), 1)).await;
        house.approves(&nic, SECOND, kind).await?;
        house.sign(&nic, &approver(FIRST), "body", &sha256).await.unwrap();
        house.sign(&nic, &person("signatory", &[]), "organisation", &sha256).await.unwrap();
        house.stands(&nic, "/next/state", "SIGNED").await?;
        let shown = house.shown(&nic).await;
        assert_eq!(shown["next"]["version"], json!(next(kind)), "{kind:?}");
        assert_eq!(shown["next"]["document"]["application_version"], "v0.3", "{kind:?}");
        assert_eq!(house.drafted(&nic).await, 2, "the older one makes no version: {kind:?}");
    }
    house.contracts.is_quiet().await
}

#[tokio::test]
async fn the_next_change_waits_for_the_older_one_when_its_version_is_heard_behind_both_approvals() -> anyhow::Result<()>
{
    let house = House::start().await?;
    let (nic, kind) = (Nic::allot(900_701, 1), ChangeKind::Amendment);
    house.set_aside(&nic, kind).await?;
    house.approves(&nic, THIRD, kind).await?;
    house.approves(&nic, SECOND, kind).await?;
    house.stands(&nic, "/next/draft/application_version", "v0.2").await?;
    house.submits(&nic, THIRD, kind).await?;
    let sha256 = house.issue(&nic, today()).await;
    house.sign(&nic, &approver(FIRST), "body", &sha256).await.unwrap();
    house.sign(&nic, &person("signatory", &[]), "organisation", &sha256).await.unwrap();
    house.stands(&nic, "/version", "v1.1").await?;
    house.stands(&nic, "/next/draft/version", "v1.2").await?;
    let shown = house.shown(&nic).await;
    assert_eq!(shown["next"]["draft"]["application_version"], "v0.3");
    assert_eq!(house.drafted(&nic).await, 3, "each once, in their order");
    house.contracts.is_quiet().await
}

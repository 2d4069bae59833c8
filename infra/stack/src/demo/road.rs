//! The steps of the road, each by whoever takes it.

use dars_vocabulary::content::SectionName;
use serde_json::json;

use super::{
    scene::{On, Scene},
    story::Story,
};
use crate::api::{Answer, text};

/// From the enquiry to the decision; answers the enquiry's reference.
pub async fn to_decision(scene: &mut Scene, story: &Story) -> anyhow::Result<String> {
    let nic = story.nic.as_str();
    let enquiry = enquire(scene, story).await?;
    draft(scene, story).await?;
    let application = format!("/applications/{nic}");
    scene.at(story.moment("submitted")?).await?;
    let on = On { path: &application, reference: nic };
    scene.act(&story.lead, "submits the application", on, "submit", json!({})).await?;

    let case = format!("/cases/{nic}");
    let on = On { path: &case, reference: nic };
    scene.at(story.moment("assigned")?).await?;
    scene.act("case-officer", "takes the case", on, "assign", json!({})).await?;
    scene.at(story.moment("assured")?).await?;
    scene.act("case-officer", "finds it complete", on, "assess", json!({ "step": "ready" })).await?;
    scene.at(story.moment("advised")?).await?;
    let unneeded = json!({ "step": "no_advice_needed", "reason": story.no_advice_reason });
    scene.act("case-officer", "finds no advice needed", on, "assess", unneeded).await?;
    scene.at(story.moment("decided")?).await?;
    scene.act("approver", "decides", on, "decision", serde_json::to_value(&story.decision)?).await?;
    Ok(enquiry)
}

async fn enquire(scene: &mut Scene, story: &Story) -> anyhow::Result<String> {
    scene.at(story.moment("enquired")?).await?;
    let at = scene.now()?;
    let raised = scene.api.post("/enquiries", serde_json::to_value(&story.enquiry)?).done().await?;
    let enquiry = raised.text("/reference");
    scene.did(at, "public", "raises an enquiry", &enquiry);
    let path = format!("/enquiries/{enquiry}");
    let on = On { path: &path, reference: &enquiry };
    scene.at(story.moment("routed")?).await?;
    scene.act("triage-officer", "routes the enquiry", on, "route", json!({ "team": story.team })).await?;
    scene.at(story.moment("converted")?).await?;
    let convert = json!({ "organisation": story.organisation, "lead": story.lead, "nic": story.nic });
    scene.act("triage-officer", "converts the enquiry", on, "convert", convert).await?;
    Ok(enquiry)
}

/// Section by section, with a look at what is still wrong before and after.
async fn draft(scene: &mut Scene, story: &Story) -> anyhow::Result<()> {
    let (nic, lead) = (story.nic.as_str(), story.lead.as_str());
    scene.at(story.moment("drafted")?).await?;
    scene.does(lead, "drafts the application", nic)?;
    let application = format!("/applications/{nic}");
    let check = format!("{application}/check");
    let empty = scene.api.get(&check).by(lead).done().await?;
    scene.checks.add(format!("{nic}: an empty draft is stopped"), true, empty.text("/errors") != "0");
    let mut etag = scene.api.get(&application).by(lead).done().await?.etag;
    for section in SectionName::ALL {
        let Some(body) = story.sections.get(section.code()) else { continue };
        let path = format!("{application}/sections/{}", section.code());
        etag = scene.api.put(&path, body.clone()).by(lead).reading(etag).done().await?.etag;
    }
    let whole = scene.api.get(&check).by(lead).done().await?;
    scene.checks.add(format!("{nic}: what stops the whole draft"), 0, whole.text("/errors"));
    scene.checks.add(format!("{nic}: rules shown beside"), story.shown.join(" "), rules(&whole));
    Ok(())
}

/// The rules that found something, each once.
fn rules(checked: &Answer) -> String {
    let mut rules: Vec<String> = checked.items("/findings").iter().map(|finding| text(finding, "/rule")).collect();
    rules.dedup();
    rules.join(" ")
}

/// From the decision to the register.
pub async fn to_publication(scene: &mut Scene, story: &Story) -> anyhow::Result<()> {
    let nic = story.nic.as_str();
    let agreement = format!("/agreements/{nic}");
    scene.at(story.moment("issued")?).await?;
    let on = On { path: &agreement, reference: nic };
    scene.act("case-officer", "issues the agreement", on, "issue", json!({})).await?;
    for (signatory, step) in story.signatures.iter().zip(["signed", "countersigned"]) {
        scene.at(story.moment(step)?).await?;
        scene.does(&signatory.by, "signs the agreement", nic)?;
        let read = scene.api.get(&agreement).by(&signatory.by).done().await?;
        let signature = json!({
            "sha256": read.text("/sha256"),
            "side": signatory.side,
            "organisation": signatory.organisation,
        });
        scene.api.post(&format!("{agreement}/signatures"), signature).by(&signatory.by).done().await?;
    }
    scene.at(story.moment("active")?).await?;
    status(scene, story, "on its first day", "ACTIVE").await?;
    let entry = format!("/register/agreements/{nic}");
    let early = scene.api.get(&entry).send().await?.status;
    scene.checks.add(format!("{nic}: its entry before publication"), 404, early.as_u16());
    scene.at(story.moment("published")?).await?;
    let on = On { path: &entry, reference: nic };
    let tick = json!({ "no_personal_names": true });
    scene.act("register-publisher", "publishes the entry", on, "publish", tick).await?;
    Ok(())
}

/// Down the ladder and past the last day.
pub async fn to_the_end(scene: &mut Scene, story: &Story) -> anyhow::Result<()> {
    scene.at(story.moment("expiring")?).await?;
    status(scene, story, "90 days before its end", "EXPIRING").await?;
    scene.at(story.moment("ended")?).await?;
    status(scene, story, "on the day after its last", "EXPIRED").await
}

async fn status(scene: &mut Scene, story: &Story, when: &str, expected: &str) -> anyhow::Result<()> {
    let agreement = scene.api.get(&format!("/agreements/{}", story.nic)).by("case-officer").done().await?;
    scene.checks.add(format!("{}: {when}", story.nic), expected, agreement.text("/status"));
    Ok(())
}

//! Files over the road that a person's take: through the web door into the application, and out again as its paper and
//! its pack, for those who review it and for their advisers. What means harm is sent in the hostility journey.

use dars_stack::api::Answer;
use dars_vocabulary::calendar::{days_after, london_midnight};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::{
    made, papers,
    road::Road,
    setting::{Setting, until},
};

/// The largest file that is taken, in bytes.
const LARGEST: usize = 25 * 1024 * 1024;

struct Files<'a> {
    setting: &'a Setting,
    http: Client,
    nic: String,
}

impl Files<'_> {
    fn url(&self, behind: &str) -> String {
        format!("{}/api/v1/applications/{}{behind}", self.setting.stack.url(), self.nic)
    }

    /// Sends a file; answers the status.
    async fn send(&self, by: &str, name: &str, bytes: Vec<u8>) -> u16 {
        let path = format!("/applications/{}/attachments", self.nic);
        self.setting.api.attach(&path, name, bytes).by(by).send().await.unwrap().status.as_u16()
    }

    async fn listed(&self, by: &str) -> Vec<Value> {
        let list: Answer =
            self.setting.api.get(&format!("/applications/{}/attachments", self.nic)).by(by).done().await.unwrap();
        list.items("/items").to_vec()
    }

    async fn fetched(&self, by: &str, what: &str) -> (u16, Vec<u8>) {
        let token = self.setting.api.token(by).await.unwrap();
        let answer = self.http.request(Method::GET, self.url(what)).bearer_auth(token).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_come_back_as_they_were_to_those_who_may_have_them() {
    let setting = Setting::start("files", "info", Vec::new()).await;
    let road = Road::new(&setting.api);
    setting.fill(london_midnight(road.story.first_day)).await;
    let lead = road.story.lead.clone();
    let nic = road.draft().await;
    let http = Client::builder().no_proxy().build().unwrap();
    let files = Files { setting: &setting, http, nic };
    let attached = files.listed(&lead).await;

    let sent = [
        ("largest.pdf", made::pdf_of(LARGEST)),
        ("../../above.pdf", made::pdf("A path.")),
        ("plan.docx", made::docx()),
    ];
    for (name, bytes) in sent.clone() {
        assert_eq!(files.send(&lead, name, bytes).await, 201, "{name}");
    }
    let names: Vec<Value> =
        files.listed(&lead).await.iter().skip(attached.len()).map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["largest.pdf", "above.pdf", "plan.docx"]);

    road.act(&lead, &format!("/applications/{}", files.nic), "submit", json!({})).await;
    road.there("case-officer", &format!("/cases/{}", files.nic), |_| true).await;
    for by in [lead.as_str(), "case-officer"] {
        let (status, paper) = files.fetched(by, "/document.pdf").await;
        assert_eq!((status, paper.starts_with(b"%PDF-"), paper.len() > 10_000), (200, true, true), "{by}");
        let (status, pack) = files.fetched(by, "/pack.zip").await;
        assert_eq!(status, 200, "{by}");
        let pack = papers::of_pack(&pack, &format!("{}-v0.1", files.nic));
        assert_eq!(pack.keys().filter(|path| path.starts_with("data/")).count(), 5, "{:?}", pack.keys());
        for (name, bytes) in pack {
            let ours = sent.iter().find(|(sent, _)| name.ends_with(sent.trim_start_matches("../")));
            assert!(ours.is_none_or(|(_, sent)| *sent == bytes), "{name} came back as another");
        }
    }
    for what in ["/document.pdf", "/pack.zip"] {
        assert_eq!(files.fetched("vantora-lead", what).await.0, 404, "{what}");
    }
    its_advisers_have_the_files(&files, &road, &lead, &sent[0].1).await;
    setting.is_up().await;
    setting.end().await;
}

/// The advisory group's meeting has it: whoever declared that they have no interest has its files, and nobody else.
async fn its_advisers_have_the_files(files: &Files<'_>, road: &Road<'_>, lead: &str, largest: &[u8]) {
    let case = format!("/cases/{}", files.nic);
    road.act("case-officer", &case, "assign", json!({})).await;
    for step in ["ready", "to_agd"] {
        road.act("case-officer", &case, "assess", json!({"step": step})).await;
    }
    let meets_on = days_after(road.story.first_day, 14);
    road.act("secretariat", &case, "advice", json!({"step": "schedule", "group": "agd", "meets_on": meets_on})).await;
    let meeting = format!("/meetings/AGD-{meets_on}");
    road.act("secretariat", &meeting, "members", json!({"members": ["adviser", "adviser-2"]})).await;
    let listed = files.listed(lead).await;
    let one = listed.iter().find(|one| one["name"] == "largest.pdf").unwrap();
    let file = format!("/attachments/{}", one["id"].as_str().unwrap());
    for who in ["adviser", "adviser-2"] {
        assert_eq!(files.fetched(who, &file).await.0, 404, "{who} has declared nothing yet");
    }
    for (who, interest) in [("adviser-2", true), ("adviser", false)] {
        let declared = json!({"nic": files.nic, "interest": interest});
        road.api.post(&format!("{meeting}/declarations"), declared).by(who).done().await.unwrap();
    }
    let (_, theirs) = until("the adviser has the file", async || {
        Some(files.fetched("adviser", &file).await).filter(|(status, _)| *status == 200)
    })
    .await;
    assert!(theirs == largest, "it came back as another");
    let names: Vec<Value> = files.listed("adviser").await.iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, listed.iter().map(|one| one["name"].clone()).collect::<Vec<_>>());
    for (who, what) in [("adviser-2", file.as_str()), ("stranger", &file), ("adviser", "/attachments/99")] {
        assert_eq!(files.fetched(who, what).await.0, 404, "{who} {what}");
    }
    // The files, and no more: what was written is read as the meeting's papers.
    assert_eq!(files.fetched("adviser", "").await.0, 404);
}

//! What the catalogue says that every use of a data set must heed, where the case is decided.

use dars_messages::facts::intake::DataSetRegisteredV1;
use dars_vocabulary::DataSetTraits;
use serde_json::json;

use crate::desk::{Desk, FIRST, ann, asking_for, nic, olu, request, road, told, version_told};

#[tokio::test]
async fn the_approver_reads_the_special_conditions_of_what_is_asked_for_and_of_nothing_else() {
    let desk = Desk::open().await;
    let registered = |event: u128, dataset: &str, text: &str, time: &str| {
        let traits = DataSetTraits { special_conditions: vec![text.to_owned()], ..DataSetTraits::default() };
        told(&DataSetRegisteredV1 { dataset: dataset.to_owned(), name: dataset.to_uppercase(), traits }, event, time)
    };
    desk.hear(&registered(50, "hes-apc", "Never passed on.", "2026-11-01T09:00:00Z")).await.unwrap();
    desk.hear(&registered(51, "ecds", "Ask the college.", "2026-11-01T09:00:00Z")).await.unwrap();
    desk.hear(&version_told(1, FIRST, asking_for(&["hes-apc"]))).await.unwrap();
    desk.walk(&road()[..3]).await;
    let heed = async |who| {
        desk.serve(request(&who, "get-case", &nic(), json!(null), None)).await.unwrap().body["to_heed"].clone()
    };
    let expected = json!([{"dataset": "hes-apc", "text": "Never passed on."}]);
    for who in [ann(), olu()] {
        assert_eq!(heed(who).await, expected);
    }
    // The catalogue may say something else meanwhile, and may say it twice.
    for _again in 0..2 {
        desk.hear(&registered(52, "hes-apc", "Never linked.", "2026-11-02T09:00:00Z")).await.unwrap();
    }
    assert_eq!(heed(ann()).await, json!([{"dataset": "hes-apc", "text": "Never linked."}]));
}

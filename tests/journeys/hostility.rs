//! What nobody should send: over the bus, on the streams, through the door. Each gets its clear error, changes nothing,
//! and leaves every service up.

mod actions;
mod door;
mod poison;
mod requests;

use dars_vocabulary::calendar::london_midnight;

use crate::{road::Road, setting::Setting};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_comes_over_the_bus_gets_its_error_and_changes_nothing() {
    let setting = Setting::start("bus", "info", Vec::new()).await;
    let road = Road::new(&setting.api);
    setting.fill(london_midnight(road.story.first_day)).await;
    requests::without_the_portals_word_nothing_is_done(&setting).await;
    actions::no_action_is_done_for_the_wrong_word(&setting).await;
    poison::every_durable_survives_what_it_cannot_read(&setting, &road).await;
    poison::what_is_parked_follows_its_mended_head_in_order(&setting).await;
    setting.is_up().await;
    setting.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_comes_through_the_door_gets_its_error_and_changes_nothing() {
    let setting = Setting::start("door", "info", Vec::new()).await;
    let road = Road::new(&setting.api);
    setting.fill(london_midnight(road.story.first_day)).await;
    door::bad_input_gets_its_error(&setting, &road).await;
    setting.is_up().await;
    setting.end().await;
}

//! Of the catalogue.

use dars_messages::Owner::Intake;

use super::ANYONE;
use crate::api::route::{Route, To};

const TO: To = To::One(Intake);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::list("/catalogue/datasets", TO, "list-datasets").open_to_all().says("The data sets.", ANYONE),
        Route::get("/catalogue/datasets/{id}", TO, "get-dataset").open_to_all().says("One data set.", ANYONE),
    ]
}

//! Of the catalogue, and of where to go.

use dars_messages::Owner::Intake;

use super::ANYONE;
use crate::api::{
    examples::catalogue as example,
    route::{Query, Route, To},
};

const TO: To = To::One(Intake);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/catalogue/datasets", TO, "list-datasets")
            .asking(&[Query::Words, Query::Limit, Query::Cursor])
            .open_to_all()
            .says(
                "The data sets; by `q`, those that are meant by these words, the likeliest first, each with the words on \
                 which it was found. What an entry names under `provisional` is illustrative.",
                ANYONE,
            ),
        Route::list("/catalogue/datasets.jsonld", TO, "catalogue-dcat")
            .open_to_all()
            .in_linked_data()
            .says("The data sets as DCAT 3, for catalogues of others.", ANYONE),
        Route::get("/catalogue/datasets/{id}", TO, "get-dataset")
            .open_to_all()
            .says("One data set, with its fields and what the caller may do with the entry.", ANYONE),
        Route::put("/catalogue/datasets/{id}", TO, "save-dataset", vec![example::data_set()]).with_if_match().says(
            "Put an entry in its place; `If-Match: \"0\"` puts the first one of a data set.",
            "data production",
        ),
        Route::get("/catalogue/services", TO, "list-services").open_to_all().says(
            "The access services: whom each is for, what it fits, needs and costs; those first in which data stays where \
             it is.",
            ANYONE,
        ),
        Route::get("/catalogue/services/{id}", TO, "get-service").open_to_all().says("One access service.", ANYONE),
        Route::post("/signpost", TO, "signpost", example::signpost()).open_to_all().says(
            "Where to go, from a few answers, none of which is kept: why there, with what prepared, who has it and by \
             when, and how to go on anyway. For data sets: which access services fit, best first.",
            ANYONE,
        ),
    ]
}

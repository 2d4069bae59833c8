//! A whole list goes to another officer, also where much of it cannot.

use dars_vocabulary::{Actor, StaffRole};
use serde_json::json;

use crate::desk::{Desk, mia, nic, olu, request, signed_in};

impl Desk {
    /// So many rows of cases that nobody can be given: there are no such cases. Each comes before the one of the tests.
    async fn crowd(&self, officer: &Actor, cases: i32) {
        let rows = "insert into cases select (jsonb_populate_record(known, jsonb_build_object('nic', \
                    'DARS-NIC-' || 100000 + n || '-A1B2C'))).* from cases known, generate_series(1, $2) n \
                    where known.officer = $1";
        sqlx::query(rows).bind(officer.id.0).bind(cases).execute(&self.pool).await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_handed_over_keeps_nothing_behind_it() {
    let pat = signed_in("pat", &[StaffRole::CaseOfficer]);
    for (crowd, handed_over, more) in [(120, json!([nic()]), false), (500, json!([]), true)] {
        let desk = Desk::with_case(1).await;
        desk.crowd(&olu(), crowd).await;
        let body = json!({"to": "pat", "reason": "She has left."});
        let mut asked = request(&mia(), "hand-over-all", &nic(), body, None);
        asked.envelope.params = [("officer".to_owned(), olu().id.to_string())].into();
        let done = desk.serve(asked).await.unwrap().body;
        assert_eq!((&done["handed_over"], &done["more"]), (&handed_over, &json!(more)));
        assert_eq!(done["refused"].as_array().unwrap().len(), usize::try_from(crowd).unwrap());
        let has_it = if more { olu().id } else { pat.id };
        assert_eq!(desk.get(&mia()).await.unwrap().body["officer"], json!(has_it));
    }
}

//! How long everything takes, for everyone: what two services say of what each of them owns.

use dars_bus::{Problem, Reply};
use dars_messages::Owner;
use futures::future::join;
use serde_json::{Value, json};

use super::door::{Asked, Door};

/// The cases as `review` tells them, and beside them the enquiries as `intake` does. Where `intake` does not answer they
/// are missing, and the answer says so.
pub(super) async fn joined(door: &Door, asked: &Asked) -> Result<Reply, Problem> {
    let (cases, enquiries) =
        join(door.ask(Owner::Review, "performance", asked), door.ask(Owner::Intake, "performance", asked)).await;
    let mut reply = cases?;
    let (enquiries, incomplete) = match enquiries {
        Ok(enquiries) => (enquiries.body, Vec::new()),
        Err(problem) => {
            tracing::warn!(service = %Owner::Intake, code = problem.code, "a service did not tell how it performs");
            (Value::Null, vec![Owner::Intake.name()])
        }
    };
    if let Value::Object(whole) = &mut reply.body {
        whole.insert("enquiries".to_owned(), enquiries);
        whole.insert("incomplete".to_owned(), json!(incomplete));
    }
    Ok(reply)
}

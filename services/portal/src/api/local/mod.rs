//! What a local stack adds: its clock, and a look at all it holds. None of it exists in a production configuration.

mod clock;
mod due;
mod quiet;

use dars_bus::{Problem, Reply};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    door::{Asked, Door},
    operations,
    route::Here,
};

/// What the portal answers itself.
pub(super) async fn answer(door: &Door, here: Here, asked: &Asked) -> Result<Reply, Problem> {
    match here {
        Here::ReadClock => Ok(clock::read(door)),
        Here::MoveClock => clock::advance(door, asked).await,
        Here::Overview => Ok(Reply { status: 200, etag: None, body: overview(door, asked.request).await }),
    }
}

/// What every service holds, how much of it waits, the register and the mails; what cannot be had says why.
pub(crate) async fn overview(door: &Door, request: Uuid) -> Value {
    let asked = Asked::by_us(request, "GET /local/overview");
    let (held, settled, register, mails) = futures::join!(
        operations::all(door, "local-overview", &asked),
        operations::all(door, "local-settled", &asked),
        door.ask(dars_messages::Owner::Register, "list-entries", &asked),
        door.ask(dars_messages::Owner::Notification, "local-mail", &asked),
    );
    let by_service = |answers: Vec<(dars_messages::Owner, Result<Reply, Problem>)>| -> Map<String, Value> {
        answers.into_iter().map(|(owner, answer)| (owner.name().to_owned(), shown(answer))).collect()
    };
    json!({
        "now": door.clock().now(),
        "services": by_service(held),
        "waiting": by_service(settled),
        "register": shown(register),
        "mails": shown(mails),
    })
}

/// One mail as it looks.
pub(crate) async fn mail(door: &Door, request: Uuid, id: &str) -> Value {
    let mut asked = Asked::by_us(request, "GET /local/mail");
    asked.envelope.params.insert("id".to_owned(), id.to_owned());
    shown(door.ask(dars_messages::Owner::Notification, "local-mail", &asked).await)
}

fn shown(answer: Result<Reply, Problem>) -> Value {
    answer.map_or_else(|problem| json!({"problem": problem.code}), |reply| reply.body)
}

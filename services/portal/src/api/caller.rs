//! Who asks: nobody in particular, somebody with a token, or a local stack.

use axum::http::HeaderMap;
use dars_bus::{Problem, technical};
use dars_vocabulary::Actor;

use super::{
    door::Door,
    headers,
    route::{Route, Who},
};

/// Who asks by this route. A token that is not good is refused, also where none is needed.
pub(super) async fn of(door: &Door, route: &Route, headers: &HeaderMap) -> Result<Actor, Problem> {
    if route.who == Who::Local {
        return Ok(Actor::system("portal"));
    }
    match headers::bearer(headers)? {
        Some(token) => by_token(door, token).await,
        None if route.who == Who::Public => Ok(Actor::public()),
        None => Err(Problem::new(401, "sign-in-needed", "Sign in, and send the access token: Authorization: Bearer …")),
    }
}

/// Whom an access token speaks for.
pub(crate) async fn by_token(door: &Door, token: &str) -> Result<Actor, Problem> {
    // Technical time: a moved clock must not make a token old or young.
    door.verifier.verify(token, technical::now()).await.map(|caller| caller.actor()).map_err(|refusal| {
        let status = if refusal.is_unknown() { 503 } else { 401 };
        Problem::new(status, refusal.code(), capitalised(&refusal.to_string()))
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

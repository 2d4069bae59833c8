//! An organisation for each request, whose framework contract is made on the way: registered before the first fault, with
//! somebody who may ask for it and somebody who may sign.

use anyhow::Context as _;
use futures::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use crate::{tale::Tale, world::World};

const AT_ONCE: usize = 8;

/// Registers those of all requests, the undisturbed one among them.
pub async fn register(world: &World, requests: usize) -> anyhow::Result<()> {
    let story = &world.tale.story;
    let signatory = story.signatures.first().context("f01.json: nobody signs")?;
    let persona = |key: &str| {
        let found = world.fixtures.personas.iter().find(|persona| persona.key == key);
        found.with_context(|| format!("personas.json: there is no {key}"))
    };
    let (lead, signer) = (persona(&story.lead)?, persona(&signatory.by)?);
    let from = world.fixtures.calendar.people_from;
    let api = &world.stack.api()?;
    let register = |number: usize| async move {
        let organisation = Tale::organisation(number);
        let name = format!("Organisation {number}");
        let post = async |path: &str, body: Value| api.post(path, body).done().await.map(drop);
        post("/local/organisations", json!({ "id": organisation, "name": name, "organisation_type": "academic" }))
            .await?;
        for (person, role) in [(lead, "lead"), (signer, "signatory")] {
            let membership = json!({
                "organisation": organisation, "subject": person.key, "name": person.name, "email": person.email,
                "roles": [role], "from": from,
            });
            post("/local/memberships", membership).await?;
        }
        let authority = json!({ "organisation": organisation, "subject": signer.key, "from": from });
        post("/local/signing-authorities", authority).await
    };
    futures::stream::iter(0..=requests).map(register).buffer_unordered(AT_ONCE).try_collect().await
}

//! What a fresh local stack is filled with: the catalogue that `intake` brings, and `tests/fixtures/*.json`, through the API
//! like everything else.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use dars_messages::{
    Owner,
    requests::{
        contracts::RecordFrameworkContract,
        intake::{ConfirmSigningAuthority, GrantMembership, RecordAssurance, RegisterOrganisation},
    },
};
use dars_testkit::place;
use dars_vocabulary::{MembershipRole, OrganisationId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{api::Api, demo::Story, stack::Stack};

/// Where the fixtures' days lie.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Where a fresh stack's trade time begins: before the earliest event of the fixtures.
    pub begins: Timestamp,
    /// From when memberships and authorities hold.
    pub people_from: Date,
    /// Where trade time stands when all is loaded.
    pub anchor: Timestamp,
}

/// A membership beside those that the personas' own file names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Membership {
    organisation: OrganisationId,
    subject: String,
    roles: Vec<MembershipRole>,
}

/// Who may sign for whom.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authority {
    organisation: OrganisationId,
    subject: String,
}

/// What is read here of a persona.
#[derive(Clone, Debug, Deserialize)]
pub struct Persona {
    /// What one asks for a token of.
    pub key: String,
    /// Who this is, without a name.
    pub title: String,
    /// Their invented name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Roles on the body's staff.
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    organisations: Vec<PersonaOrganisation>,
}

#[derive(Clone, Debug, Deserialize)]
struct PersonaOrganisation {
    id: OrganisationId,
    roles: Vec<MembershipRole>,
}

/// Everything that is loaded.
#[derive(Clone, Debug)]
pub struct Fixtures {
    /// Where its days lie.
    pub calendar: Calendar,
    /// Who can sign in.
    pub personas: Vec<Persona>,
    organisations: Vec<RegisterOrganisation>,
    memberships: Vec<GrantMembership>,
    authorities: Vec<ConfirmSigningAuthority>,
    contracts: Vec<RecordFrameworkContract>,
    assurances: Vec<AssuranceOf>,
}

/// What an organisation shows for its security.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct AssuranceOf {
    organisation: OrganisationId,
    #[serde(flatten)]
    assurance: RecordAssurance,
}

/// The folder of the fixtures.
pub fn folder() -> PathBuf {
    place::root().join("tests/fixtures")
}

/// Reads one file of fixtures.
pub fn read<T: DeserializeOwned>(name: &str) -> anyhow::Result<T> {
    let path = folder().join(name);
    let text = std::fs::read(&path).with_context(|| format!("{}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{}", path.display()))
}

impl Fixtures {
    /// Reads them all.
    pub fn read() -> anyhow::Result<Self> {
        let calendar: Calendar = read("calendar.json")?;
        let personas: Vec<Persona> = read("personas.json")?;
        let extra: Vec<Membership> = read("memberships.json")?;
        let authorities: Vec<Authority> = read("signing-authorities.json")?;
        let own = personas.iter().flat_map(|persona| {
            persona.organisations.iter().map(|organisation| Membership {
                organisation: organisation.id.clone(),
                subject: persona.key.clone(),
                roles: organisation.roles.clone(),
            })
        });
        let memberships = own.chain(extra).map(|membership| granted(membership, &personas, &calendar));
        let memberships = memberships.collect::<anyhow::Result<_>>()?;
        let confirmed = |Authority { organisation, subject }| ConfirmSigningAuthority {
            organisation,
            subject,
            from: calendar.people_from,
            until: None,
        };
        Ok(Self {
            organisations: read("organisations.json")?,
            memberships,
            authorities: authorities.into_iter().map(confirmed).collect(),
            contracts: read("framework-contracts.json")?,
            assurances: read("assurances.json")?,
            calendar,
            personas,
        })
    }

    /// What lasts beside the stories, and runs out: framework contracts, and organisations with what they show.
    pub fn lasting(&self) -> Vec<String> {
        let contracts = self.contracts.iter().map(|contract| contract.contract.to_string());
        contracts.chain(self.organisations.iter().map(|organisation| organisation.id.to_string())).collect()
    }

    /// Loads everything; what is there already stays as it is.
    pub async fn load(&self, api: &Api) -> anyhow::Result<()> {
        load_each(api, "/local/organisations", &self.organisations).await?;
        load_each(api, "/local/memberships", &self.memberships).await?;
        load_each(api, "/local/signing-authorities", &self.authorities).await?;
        load_each(api, "/local/framework-contracts", &self.contracts).await?;
        load_each(api, "/local/assurances", &self.assurances).await
    }
}

fn granted(membership: Membership, personas: &[Persona], calendar: &Calendar) -> anyhow::Result<GrantMembership> {
    let Membership { organisation, subject, roles } = membership;
    let persona = personas.iter().find(|persona| persona.key == subject);
    let persona = persona.with_context(|| format!("memberships.json: there is no persona {subject}"))?;
    let (name, email) = (persona.name.clone(), persona.email.clone());
    Ok(GrantMembership { organisation, subject, name, email, roles, from: calendar.people_from, until: None })
}

/// Loads the catalogue that `intake` brings with it, as operators do.
fn load_catalogue(stack: &Stack) -> anyhow::Result<()> {
    let loaded = stack.operate(Owner::Intake, &["catalogue", "load"])?.output()?;
    let said = || format!("{}{}", String::from_utf8_lossy(&loaded.stdout), String::from_utf8_lossy(&loaded.stderr));
    ensure!(loaded.status.success(), "the catalogue was not loaded:\n{}", said());
    Ok(())
}

async fn load_each<T: Serialize>(api: &Api, path: &str, records: &[T]) -> anyhow::Result<()> {
    for record in records {
        api.post(path, serde_json::to_value(record)?).done().await?;
    }
    Ok(())
}

/// Moves trade time to an instant, and waits until every service has done what fell due on the way.
pub async fn move_clock(api: &Api, to: Timestamp) -> anyhow::Result<()> {
    api.post("/local/clock", json!({ "to": to })).done().await.map(drop)
}

/// The stories, in order of their numbers: `tests/fixtures/stories/*.json`.
pub fn stories() -> anyhow::Result<Vec<Story>> {
    let folder = folder().join("stories");
    let files = std::fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))?;
    let paths = files.map(|file| Ok(file?.path())).collect::<anyhow::Result<Vec<PathBuf>>>()?;
    let stories = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut names: Vec<String> =
        stories.filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names.iter().map(|name| read(&format!("stories/{name}"))).collect()
}

/// One story by what it is called: `F01`.
pub fn story(called: &str) -> anyhow::Result<Story> {
    read(&format!("stories/{}.json", called.to_lowercase()))
}

/// Does something to a stack once, so that a second start does not do it again; false when it did not come to what it
/// should.
pub async fn once(stack: &Stack, what: &str, work: impl AsyncFnOnce() -> anyhow::Result<bool>) -> anyhow::Result<bool> {
    let marker = stack.options().dir.join(format!("loaded-{what}"));
    if marker.exists() {
        return Ok(true);
    }
    (stack.options().say)(&format!("Loading the {what}, this once …"));
    let as_told = work().await?;
    std::fs::write(&marker, "").with_context(|| format!("{}", marker.display()))?;
    Ok(as_told)
}

/// Does what cannot be done twice, even by halves; a later start says so when it was broken off.
pub async fn whole(
    stack: &Stack,
    what: &str,
    work: impl AsyncFnOnce() -> anyhow::Result<bool>,
) -> anyhow::Result<bool> {
    let begun = stack.options().dir.join(format!("begun-{what}"));
    once(stack, what, async || {
        anyhow::ensure!(
            !begun.exists(),
            "the {what} were broken off when they were loaded: begin anew with infra/up --fresh"
        );
        std::fs::write(&begun, "").with_context(|| format!("{}", begun.display()))?;
        work().await
    })
    .await
}

/// Fills a stack that was not filled yet, and moves its trade time to `until`.
pub async fn fill(stack: &Stack, fixtures: &Fixtures, until: Timestamp) -> anyhow::Result<()> {
    once(stack, "fixtures", async || {
        let api = stack.api()?;
        load_catalogue(stack)?;
        fixtures.load(&api).await?;
        move_clock(&api, until).await?;
        Ok(true)
    })
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fixture_can_be_read_and_reaches_nobody() {
        let fixtures = Fixtures::read().unwrap();
        assert!(fixtures.calendar.begins < fixtures.calendar.anchor);
        for membership in &fixtures.memberships {
            assert!(membership.email.ends_with(".example"), "{}", membership.subject);
        }
        let organisations: Vec<_> = fixtures.organisations.iter().map(|organisation| &organisation.id).collect();
        for (at, organisation) in organisations.iter().enumerate() {
            assert!(!organisations.iter().skip(at + 1).any(|other| other == organisation), "{organisation} twice");
        }
        for id in fixtures.memberships.iter().map(|it| &it.organisation) {
            assert!(organisations.contains(&id), "{id}");
        }
        for authority in &fixtures.authorities {
            assert!(organisations.contains(&&authority.organisation), "{}", authority.organisation);
            assert!(fixtures.memberships.iter().any(|membership| membership.subject == authority.subject));
        }
        for contract in &fixtures.contracts {
            assert!(organisations.contains(&&contract.organisation), "{}", contract.organisation);
        }
    }
}

//! `PUT /applications/{nic}/sections/{section}`: autosave of a draft; not history.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, StoreError, Work, aggregate::load_for_update};
use dars_intake_domain::application;
use dars_vocabulary::{ApplicationContent, Nic, content::SectionName};
use serde::de::DeserializeOwned;
use serde_json::json;
use sqlx::PgConnection;

use crate::{
    handle::{Application, application_facts},
    store::drafts,
};

/// Saves one section.
#[derive(Debug)]
pub struct SaveSection;

#[async_trait]
impl Work for SaveSection {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let section = section(request)?;
        let if_match = request.must_match()?;
        let facts = application_facts(tx, &request.meta()).await?;
        let loaded = load_for_update::<Application>(tx, nic.as_str()).await?;
        application::may_save(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let mut draft = drafts::load(tx, &nic).await?;
        if if_match.is_some_and(|version| version != loaded.version + draft.revision) {
            return Err(StoreError::ChangedMeanwhile { reference: nic.to_string() }.into());
        }
        put(&mut draft.content, section, request)?;
        let revision = drafts::save(tx, &nic, &draft).await?;
        Reply::versioned(loaded.version + revision, &json!({"nic": nic, "section": section.code()}))
    }
}

fn section(request: &Request) -> Result<SectionName, Problem> {
    let name = request.envelope.params.get("section").map(String::as_str).unwrap_or_default();
    SectionName::ALL.iter().find(|section| section.code() == name).copied().ok_or_else(|| {
        let known: Vec<&str> = SectionName::ALL.iter().map(|section| section.code()).collect();
        Problem::new(404, "section-unknown", format!("The sections are {}.", known.join(", ")))
    })
}

/// The title as its section carries it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    title: String,
}

fn put(content: &mut ApplicationContent, section: SectionName, request: &Request) -> Result<(), Problem> {
    match section {
        SectionName::Title => content.title = Some(request.body::<Title>()?.title),
        SectionName::Parties => content.parties = body(request)?,
        SectionName::DataSets => content.data_sets = body(request)?,
        SectionName::LegalBasis => content.legal_basis = body(request)?,
        SectionName::Purpose => content.purpose = body(request)?,
        SectionName::Outputs => content.outputs = body(request)?,
        SectionName::Benefits => content.benefits = body(request)?,
        SectionName::Commercial => content.commercial = body(request)?,
        SectionName::Term => content.term = body(request)?,
        SectionName::Evidence => content.evidence = body(request)?,
    }
    Ok(())
}

fn body<T: DeserializeOwned>(request: &Request) -> Result<Option<T>, Problem> {
    request.body().map(Some)
}

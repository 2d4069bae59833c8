//! `PUT /applications/{nic}/sections/{section}`: autosave of a draft; not history.

use async_trait::async_trait;
use dars_bus::{Aggregate as _, Problem, Reply, Request, StoreError, Work, aggregate::load_for_update};
use dars_intake_domain::application;
use dars_vocabulary::{ApplicationContent, Nic, content::SectionName, london_date};
use serde::de::DeserializeOwned;
use serde_json::json;
use sqlx::PgConnection;

use super::super::attachment::texts;
use crate::{
    handle::{Application, application_facts, application_rules, notices},
    store::{
        drafts::{self, Draft, Save},
        due, papers,
    },
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
        let meta = request.meta();
        let loaded = load_for_update::<Application>(tx, nic.as_str()).await?;
        let mut facts = application_facts(tx, &meta, nic.as_str(), &loaded.state).await?;
        application::may_save(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let mut draft = drafts::load(tx, &nic).await?;
        if if_match.is_some_and(|version| version != loaded.version + draft.revision) {
            return Err(saved_meanwhile(&nic, &draft, if_match.unwrap_or_default() - loaded.version));
        }
        put(&mut draft.content, section, request)?;
        let mut findings = texts::of_section(tx, &nic, &draft.content, section).await?;
        facts.rules = application_rules(tx, &meta, &loaded.state, &draft.content).await?;
        let of_rules = application::findings(&loaded.state, &draft.content, &facts).into_iter();
        findings.extend(of_rules.filter(|found| texts::is_in(section, &found.pointer)));
        let today = Some(london_date(meta.now));
        let first_today = draft.saved_on != today;
        draft.saved_on = today;
        let save = Save { revision: draft.revision + 1, by: meta.actor.id, at: meta.now };
        draft.saves.insert(section.code().to_owned(), save);
        let revision = drafts::save(tx, &nic, &draft).await?;
        if section == SectionName::PrivacyNotice {
            notices::have_looked_at(tx, &meta, &nic, loaded.chain_length, &draft.content, false).await?;
        }
        if section == SectionName::Evidence
            && let Some(application) = loaded.state.application()
        {
            papers::replace(tx, &application.organisation, nic.as_str(), Some(&draft.content)).await?;
        }
        if first_today {
            // A save ends the silence.
            due::keep(tx, Application::KIND, nic.as_str(), application::next_due(&loaded.state, today)).await?;
        }
        Reply::versioned(
            loaded.version + revision,
            &json!({"nic": nic, "section": section.code(), "findings": findings}),
        )
    }
}

/// Nothing of what was saved is lost, and nothing of what was to be saved: whoever comes second reads who saved what,
/// and decides.
pub fn saved_meanwhile(nic: &Nic, draft: &Draft, read: i64) -> Problem {
    let problem = Problem::from(StoreError::ChangedMeanwhile { reference: nic.to_string() });
    draft.saves.iter().filter(|(_, save)| save.revision > read).fold(problem, |problem, (section, save)| {
        let detail = format!("Saved by {} at {}. Read the section again before you save yours.", save.by, save.at);
        problem.at(&format!("/{}", section.replace('-', "_")), "saved-meanwhile", detail)
    })
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
        SectionName::Locations => content.locations = body(request)?,
        SectionName::DataSets => content.data_sets = body(request)?,
        SectionName::LegalBasis => content.legal_basis = body(request)?,
        SectionName::Purpose => content.purpose = body(request)?,
        SectionName::Outputs => content.outputs = body(request)?,
        SectionName::Benefits => content.benefits = body(request)?,
        SectionName::Commercial => content.commercial = body(request)?,
        SectionName::SubLicensing => content.sub_licensing = body(request)?,
        SectionName::Ethics => content.ethics = body(request)?,
        SectionName::PrivacyNotice => content.privacy_notice = body(request)?,
        SectionName::Term => content.term = body(request)?,
        SectionName::Evidence => content.evidence = body(request)?,
    }
    Ok(())
}

fn body<T: DeserializeOwned>(request: &Request) -> Result<Option<T>, Problem> {
    request.body().map(Some)
}

//! What the law and people's consent allow.

use dars_vocabulary::{
    Severity,
    code::{Cldc, EthicsOutcome, PurposeOfUse},
    content::{Consent, Section251},
};

use super::{Found, Known};
use crate::{finding::blank, papers::Papers, v15_lawful_basis};

pub(super) fn ethics(known: &Known<'_>) -> Found {
    const ASK: &str = "Ask a research ethics committee, or show by the research authority's tool that none is needed.";
    let Some(said) = &known.content.ethics else {
        let uses = known.content.purpose.iter().flat_map(|purpose| &purpose.uses).collect::<Vec<_>>();
        if !uses.is_empty() && !uses.contains(&&PurposeOfUse::Research) {
            return Found::not_needed();
        }
        return Found::said(known.answers.ethics, ASK);
    };
    if !said.is_research {
        return Found::not_needed();
    }
    match said.outcome {
        EthicsOutcome::Favourable if blank(said.reference.as_deref()) => {
            Found::under_way("Give the reference of the committee's opinion.")
        }
        EthicsOutcome::NotRequired if blank(said.tool_output.as_deref()) => {
            Found::under_way("Add what the research authority's tool says.")
        }
        EthicsOutcome::Favourable | EthicsOutcome::NotRequired => Found::ready(),
        EthicsOutcome::Pending => Found::under_way("Add the committee's letter once it is there."),
    }
}

pub(super) fn basis(known: &Known<'_>) -> Found {
    const NAME: &str = "Name the letters of UK GDPR Art 6 and 9 and, for each data set, the power to provide it.";
    let content = known.content;
    let Some(basis) = &content.legal_basis else { return Found::said(known.answers.legal_basis, NAME) };
    let named = !basis.gdpr_article_6.is_empty() && !basis.gdpr_article_9.is_empty();
    let powers = content.requests().iter().all(|request| request.legal_power.is_some());
    let objection = v15_lawful_basis(content, known.context)
        .into_iter()
        .find(|found| found.severity == Severity::Error)
        .map(|found| found.message);
    match objection {
        Some(message) => Found::under_way(message),
        None if named && powers && !content.requests().is_empty() => Found::ready(),
        None => Found::under_way(NAME),
    }
}

/// What the duty of confidentiality rests on, data set by data set.
pub(super) fn confidentiality(known: &Known<'_>) -> Found {
    let requests = known.content.requests();
    if requests.is_empty() || requests.iter().any(|request| request.cldc.is_empty()) {
        return Found::missing("Name each data set, and say on what the duty of confidentiality rests.");
    }
    let rests_on = |basis| requests.iter().any(|request| request.cldc.contains(&basis));
    let law = known.content.legal_basis.as_ref();
    let papers = Papers::of(known.content);
    let wanting = [
        rests_on(Cldc::Consent).then(|| consent(law.and_then(|law| law.consent.as_ref()), &papers)),
        rests_on(Cldc::S251).then(|| support(law.and_then(|law| law.section_251.as_ref()), known)),
    ];
    if wanting.iter().all(Option::is_none) {
        return Found::not_needed();
    }
    wanting.into_iter().flatten().flatten().next().unwrap_or_else(Found::ready)
}

fn consent(consent: Option<&Consent>, papers: &Papers<'_>) -> Option<Found> {
    let Some(consent) = consent else {
        return Some(Found::missing("Add the consent form and the information sheet."));
    };
    let listed = |paper: Option<&str>| paper.is_some_and(|paper| papers.lists(paper));
    let there = listed(consent.form.as_deref()) && listed(consent.information_sheet.as_deref());
    (!there).then(|| Found::under_way("List the consent form and the information sheet among your papers."))
}

fn support(support: Option<&Section251>, known: &Known<'_>) -> Option<Found> {
    let Some(support) = support else {
        return Some(Found::missing("Ask for section 251 support: it takes months."));
    };
    let lapsed = support.expires.is_some_and(|last| last < known.today) || support.review_due < known.today;
    lapsed.then(|| Found::missing("Section 251 support has lapsed: have it reviewed."))
}

pub(super) fn privacy_notice(known: &Known<'_>) -> Found {
    match &known.content.privacy_notice {
        Some(notice) if notice.confirmed => Found::ready(),
        Some(_) => Found::under_way("Confirm that the notice tells of this use."),
        None => Found::missing("Publish a privacy notice that tells of this use, and give its address."),
    }
}

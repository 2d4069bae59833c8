//! The lists, word for word as domain.md §7 has them.

use std::collections::BTreeSet;

use super::{
    Article6, Article9, AssuranceKind, AssuranceOutcome, Cldc, Frequency, Level, OrganisationType, Sensitivity,
    Territory, cldc_label,
};

macro_rules! labels {
    ($list:ident) => {
        $list::ALL.iter().map(|one| one.label()).collect::<Vec<_>>()
    };
}

macro_rules! codes {
    ($list:ident) => {
        $list::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()
    };
}

#[test]
fn organisations_have_the_registers_twenty_seven_types() {
    let expected = [
        "Academic",
        "Research",
        "NHS Trust",
        "NHS Trust Site",
        "Hospital",
        "NHS Treatment Centre",
        "ICB - Integrated Care Board",
        "Sub ICB Location",
        "Commissioning Support Unit (CSU)",
        "Network",
        "Academic Health Science Network (AHSN)",
        "Local Authority",
        "Ministerial Department",
        "Agency/Public Body",
        "Public Corporation",
        "Charity",
        "Society",
        "Commercial",
        "Supplier",
        "Supplier (IT)",
        "Consultancy",
        "SME",
        "Non NHS Provider",
        "Private Healthcare",
        "Independent Sector Healthcare Provider",
        "Legal Sector",
        "Devolved Administration",
    ];
    assert_eq!(labels!(OrganisationType), expected);
    assert_eq!(codes!(OrganisationType).into_iter().collect::<BTreeSet<_>>().len(), expected.len());
}

#[test]
fn the_registers_columns_have_its_labels() {
    let levels = [
        "Identifiable",
        "Pseudonymised",
        "Anonymised - ICO Code Compliant",
        "Aggregated - small numbers not suppressed",
        "Aggregated",
    ];
    assert_eq!(labels!(Level), levels);
    assert_eq!(labels!(Sensitivity), ["Sensitive", "Non-Sensitive"]);
    assert_eq!(labels!(Frequency), ["One-Off", "Ongoing", "System Access"]);
    let duty = [
        "Does not include the flow of confidential data",
        "Section 251 NHS Act 2006",
        "Consent (Reasonable Expectation)",
        "Statutory exemption to flow confidential data without consent",
        "Flow to de-identified environment - no analysis on confidential patient information",
    ];
    assert_eq!(labels!(Cldc), duty);
    assert!(cldc_label(&[Cldc::S251, Cldc::Consent]).is_some_and(|label| label.starts_with("Mixture of ")));
}

#[test]
fn territories_grow_and_the_named_countries_come_before_the_whole_world() {
    let expected = ["England", "England and Wales", "UK", "UK + EEA", "named country + transfer tool", "worldwide"];
    assert_eq!(labels!(Territory), expected);
}

#[test]
fn security_is_shown_in_four_ways_beside_the_fee() {
    assert_eq!(codes!(AssuranceKind), ["dspt", "iso-27001", "slsp", "ico-fee", "other"]);
    let outcomes = [
        "Standards Exceeded",
        "Standards Met",
        "Approaching Standards",
        "Standards Not Met (plan agreed)",
        "Standards Not Met",
        "Not Published",
    ];
    assert_eq!(labels!(AssuranceOutcome), outcomes);
}

#[test]
fn the_articles_have_every_letter_with_its_text() {
    assert_eq!(codes!(Article6).concat(), "abcdef");
    assert_eq!(codes!(Article9).concat(), "abcdefghij");
    let usual_6 = Article6::ALL.iter().filter(|article| article.is_usual()).map(|article| article.code());
    assert_eq!(usual_6.collect::<String>(), "acef");
    let usual_9 = Article9::ALL.iter().filter(|article| article.is_usual()).map(|article| article.code());
    assert_eq!(usual_9.collect::<String>(), "aghij");
    let conditions = Article9::ALL.iter().filter(|article| article.needs_condition()).map(|article| article.code());
    assert_eq!(conditions.collect::<String>(), "bghij");
    let whole = |text: &str| text.len() > 80 && !text.ends_with(['.', ';', ',']);
    assert!(labels!(Article6).into_iter().chain(labels!(Article9)).all(whole));
    assert_eq!((Article6::of("e"), Article6::of("g"), Article9::of("E")), (Some(Article6::E), None, None));
    let begins = "Art 6(1)(e): processing is necessary for the performance of a task of the controller";
    assert!(Article6::E.cited().starts_with(begins));
}

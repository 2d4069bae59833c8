//! Whether what is proposed can be taken at all.

use dars_messages::requests::review::PrecedentCondition;
use dars_rules::policy;
use dars_vocabulary::{FieldError, calendar::days_after, code::AdviceOutcome};
use jiff::{ToSpan, civil::Date};

use super::{AdviceFound, Terms};
use crate::rules::public_words::public_words;

/// A longest text or reason, in characters.
pub(super) const LONG: usize = 4000;
/// A longest line, in characters.
const LINE: usize = 200;
/// So many conditions at most; there are not many more kinds.
const CONDITIONS: usize = 32;
/// So many values of a condition at most.
const VALUES: usize = 100;
/// A longest period or term, in years.
const YEARS: u8 = 100;

/// Everything that is wrong with `terms`.
pub(super) fn wrong(terms: &Terms, advice: AdviceFound, today: Date) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Some(title) = terms.title.open() {
        errors.extend(public_words("/title", title, LINE));
    }
    if let Some(text) = terms.text.open() {
        errors.extend(public_words("/text", text, LONG));
    }
    conditions(&terms.conditions, &mut errors);
    rests_on(terms, advice, today, &mut errors);
    days(terms, today, &mut errors);
    errors
}

fn conditions(conditions: &[PrecedentCondition], errors: &mut Vec<FieldError>) {
    if conditions.is_empty() {
        errors.push(error("/conditions", "missing", "Give at least one condition."));
    }
    if conditions.len() > CONDITIONS {
        errors.push(error("/conditions", "too-many", "At most 32 conditions."));
    }
    for (at, condition) in conditions.iter().enumerate() {
        let pointer = format!("/conditions/{at}");
        let kind = std::mem::discriminant(condition);
        if conditions.iter().take(at).any(|before| std::mem::discriminant(before) == kind) {
            errors.push(error(&pointer, "given-twice", "This condition is given twice: join the two."));
        }
        match values(condition) {
            Some(0) => errors.push(error(&format!("{pointer}/among"), "missing", "Give at least one.")),
            Some(count) if count > VALUES => {
                errors.push(error(&format!("{pointer}/among"), "too-many", "At most 100."));
            }
            Some(_) | None => {}
        }
        if let PrecedentCondition::DataSets { among } = condition
            && among.iter().any(|id| id.trim().is_empty() || id.chars().count() > LINE)
        {
            errors.push(error(&format!("{pointer}/among"), "value-not-acceptable", "Name data sets by their ids."));
        }
        if let PrecedentCondition::Period { years } | PrecedentCondition::Term { years } = condition
            && !(1..=YEARS).contains(years)
        {
            errors.push(error(&format!("{pointer}/years"), "out-of-range", "Between 1 and 100 years."));
        }
    }
}

/// How many values a condition lists; `None`: it lists none.
fn values(condition: &PrecedentCondition) -> Option<usize> {
    match condition {
        PrecedentCondition::DataSets { among } => Some(among.len()),
        PrecedentCondition::Levels { among } => Some(among.len()),
        PrecedentCondition::Sensitivities { among } => Some(among.len()),
        PrecedentCondition::AccessServices { among } => Some(among.len()),
        PrecedentCondition::Frequencies { among } => Some(among.len()),
        PrecedentCondition::Confidentiality { among } => Some(among.len()),
        PrecedentCondition::OrganisationTypes { among } => Some(among.len()),
        PrecedentCondition::Purposes { among } => Some(among.len()),
        PrecedentCondition::Period { .. }
        | PrecedentCondition::NoCovidOnlyData {}
        | PrecedentCondition::NoProcessors {}
        | PrecedentCondition::NotCommercial {}
        | PrecedentCondition::NoSubLicensing {}
        | PrecedentCondition::NoSection251 {}
        | PrecedentCondition::Territory { .. }
        | PrecedentCondition::Term { .. } => None,
    }
}

/// Advice was given before, and was not against it.
fn rests_on(terms: &Terms, advice: AdviceFound, today: Date, errors: &mut Vec<FieldError>) {
    if terms.advice.met_on > today {
        errors.push(error("/advice/met_on", "in-the-future", "A precedent rests on advice that was given."));
    }
    match &terms.advice.minutes {
        Some(minutes) => errors.extend(public_words("/advice/minutes", minutes, LINE)),
        None if terms.advice.case.is_none() => {
            errors.push(error("/advice", "missing", "Name the case that was advised on, or where the minutes are."));
        }
        None => {}
    }
    match advice {
        AdviceFound::Nowhere => errors.push(error(
            "/advice/case",
            "advice-unknown",
            "This case holds no advice of that group and day: name another, or the minutes alone.",
        )),
        AdviceFound::Said(AdviceOutcome::Supportive | AdviceOutcome::SupportiveWithActions) | AdviceFound::NotAsked => {
        }
        AdviceFound::Said(AdviceOutcome::NotSupportive | AdviceOutcome::UnableToAdvise | AdviceOutcome::Deferred) => {
            errors.push(error("/advice/case", "advice-not-supportive", "The group did not support that case."));
        }
    }
}

fn days(terms: &Terms, today: Date, errors: &mut Vec<FieldError>) {
    if terms.until < terms.from {
        errors.push(error("/until", "before-start", "The last day comes after the first."));
    } else if terms.until < today {
        errors.push(error("/until", "in-the-past", "The last day is today or later."));
    } else if terms.until > last_day(terms.from) {
        let most = policy::PRECEDENT_TERM.value;
        errors.push(error(
            "/until",
            "too-long",
            &format!("A precedent lasts {most} years at most, then it is renewed."),
        ));
    }
}

/// The last day of a version that begins on `from`.
fn last_day(from: Date) -> Date {
    days_after(from.saturating_add(i64::from(policy::PRECEDENT_TERM.value).years()), -1)
}

pub(super) fn error(pointer: &str, code: &str, detail: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

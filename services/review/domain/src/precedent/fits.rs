//! Whether a case is like what was agreed: each condition holds for what the application says. What it does not say
//! fits nothing.

use dars_messages::requests::review::PrecedentCondition;
use dars_rules::Context;
use dars_vocabulary::{
    ApplicationContent, FieldError, OrganisationId,
    calendar::days_after,
    code::{Cldc, Territory},
    content::DataSetRequest,
};
use jiff::{ToSpan, civil::Date};

/// Everything in `content` that is not as the conditions say, each with where it stands; nothing when it fits.
pub fn fits(conditions: &[PrecedentCondition], content: &ApplicationContent, known: &Context) -> Vec<FieldError> {
    conditions.iter().flat_map(|condition| misfits(condition, content, known)).collect()
}

fn misfits(condition: &PrecedentCondition, content: &ApplicationContent, known: &Context) -> Vec<FieldError> {
    match condition {
        PrecedentCondition::DataSets { among } => {
            each(content, "dataset", "precedent-data-set", |request| among.contains(&request.dataset))
        }
        PrecedentCondition::Levels { among } => {
            each(content, "level", "precedent-level", |request| request.level.is_some_and(|is| among.contains(&is)))
        }
        PrecedentCondition::Sensitivities { among } => {
            each(content, "sensitivity", "precedent-sensitivity", |request| {
                request.sensitivity.is_some_and(|is| among.contains(&is))
            })
        }
        PrecedentCondition::AccessServices { among } => {
            each(content, "access_service", "precedent-access-service", |request| {
                request.access_service.is_some_and(|is| among.contains(&is))
            })
        }
        PrecedentCondition::Frequencies { among } => each(content, "frequency", "precedent-frequency", |request| {
            request.frequency.is_some_and(|is| among.contains(&is))
        }),
        PrecedentCondition::Confidentiality { among } => {
            each(content, "cldc", "precedent-confidentiality", |request| {
                !request.cldc.is_empty() && request.cldc.iter().all(|is| among.contains(is))
            })
        }
        PrecedentCondition::Period { years } => each(content, "period", "precedent-period", |request| {
            request.period.is_some_and(|period| within(period.from, period.to, *years))
        }),
        PrecedentCondition::NoCovidOnlyData {} => each(content, "dataset", "precedent-covid-only", |request| {
            let traits = known.catalogue.as_ref().and_then(|catalogue| catalogue.get(&request.dataset));
            traits.is_some_and(|traits| !traits.covid_only)
        }),
        PrecedentCondition::OrganisationTypes { among } => {
            let is_one = |organisation: &OrganisationId| {
                known.organisations.get(organisation).is_some_and(|is| among.contains(is))
            };
            let mut found = Vec::new();
            if !known.applicant.as_ref().is_some_and(&is_one) {
                found.push(misfit("/applicant", "precedent-organisation"));
            }
            if content.controllers().is_empty() {
                found.push(misfit("/parties/controllers", "precedent-organisation"));
            }
            let others = content.controllers().iter().enumerate().filter(|(_, one)| !is_one(&one.organisation));
            let pointer = |at| format!("/parties/controllers/{at}/organisation");
            found.extend(others.map(|(at, _)| misfit(&pointer(at), "precedent-organisation")));
            found
        }
        PrecedentCondition::NoProcessors {} => one(
            content.parties.is_some() && content.processors().is_empty(),
            "/parties/processors",
            "precedent-processors",
        ),
        PrecedentCondition::Purposes { among } => {
            let uses = content.purpose.as_ref().map(|purpose| purpose.uses.as_slice()).unwrap_or_default();
            let all = !uses.is_empty() && uses.iter().all(|is| among.contains(is));
            one(all, "/purpose/uses", "precedent-purpose")
        }
        PrecedentCondition::NotCommercial {} => {
            let none = content.commercial.as_ref().is_some_and(|said| !said.is_commercial && !said.solely);
            one(none, "/commercial/is_commercial", "precedent-commercial")
        }
        // Completeness asks for the section only where sub-licences are wanted: silence allows nobody any.
        PrecedentCondition::NoSubLicensing {} => {
            let none = content.sub_licensing.as_ref().is_none_or(|said| !said.allowed);
            one(none, "/sub_licensing/allowed", "precedent-sub-licensing")
        }
        PrecedentCondition::NoSection251 {} => {
            let mut found = each(content, "cldc", "precedent-section-251", |request| {
                !request.cldc.is_empty() && !request.cldc.contains(&Cldc::S251)
            });
            let none = content.legal_basis.as_ref().is_some_and(|law| law.section_251.is_none());
            found.extend(one(none, "/legal_basis/section_251", "precedent-section-251"));
            found
        }
        PrecedentCondition::Territory { within: widest } => {
            let inside = content.term.as_ref().is_some_and(|term| holds(*widest, term.territory));
            one(inside, "/term/territory", "precedent-territory")
        }
        PrecedentCondition::Term { years } => {
            let short = content.term.as_ref().is_some_and(|term| within(term.start, term.end, *years));
            one(short, "/term/end", "precedent-term")
        }
    }
}

/// Each data set asked for is so; there is at least one.
fn each(
    content: &ApplicationContent,
    field: &str,
    code: &str,
    fits: impl Fn(&DataSetRequest) -> bool,
) -> Vec<FieldError> {
    if content.requests().is_empty() {
        return vec![misfit("/data_sets/requests", code)];
    }
    let others = content.requests().iter().enumerate().filter(|(_, request)| !fits(request));
    others.map(|(at, _)| misfit(&format!("/data_sets/requests/{at}/{field}"), code)).collect()
}

fn one(fits: bool, pointer: &str, code: &str) -> Vec<FieldError> {
    if fits { Vec::new() } else { vec![misfit(pointer, code)] }
}

fn misfit(pointer: &str, code: &str) -> FieldError {
    let detail = "This is not as the precedent says, or not said at all: take another route.";
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

/// Whether the span of days, both included, is of so many years at most.
fn within(from: Date, to: Date, years: u8) -> bool {
    from <= to && to <= days_after(from.saturating_add(i32::from(years).years()), -1)
}

/// Each territory holds those before it. A precedent names no countries, so of those that an application names it holds
/// none unless it holds the whole world.
fn holds(widest: Territory, asked: Territory) -> bool {
    let size = |territory: Territory| match territory {
        Territory::England => 1,
        Territory::EnglandAndWales => 2,
        Territory::Uk => 3,
        Territory::UkAndEea => 4,
        Territory::NamedCountries => 5,
        Territory::Worldwide => 6,
    };
    let whole = widest == Territory::Worldwide;
    whole || (asked != Territory::NamedCountries && size(asked) <= size(widest))
}

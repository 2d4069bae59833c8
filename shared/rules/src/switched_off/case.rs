//! Contents to be spoilt, one field at a time.

// What the cases beside this file are made of.
pub(super) use std::sync::Arc;

pub(super) use dars_vocabulary::{
    ApplicationContent, CoveredPlaces, DataSetTraits, Stage,
    code::{
        AccessService, AssuranceKind, AssuranceOutcome, ChangeKind, Cldc, CommercialUse, EthicsOutcome, Frequency,
        LegalPower, Level, OptOutReason, OrganisationType, PlaceKind, PurposeOfUse, Territory,
    },
    content::{Condition, Controller, ControllerBasis, NamedCountry, OptOuts, Owing, Period, Processor},
};
pub(super) use jiff::civil::{Date, date};

pub(super) use crate::{
    Assurance, Changed, Context, FrameworkCover, Look, NoticeCheck,
    names::Names,
    sample::{catalogue, complete, paper, place, sub_licensing, supported},
};

/// The day on which all of it is looked at.
pub(super) const TODAY: Date = date(2025, 2, 1);
pub(super) const LATE: Date = date(2030, 1, 1);

/// What is looked at.
pub(super) struct Case {
    pub content: ApplicationContent,
    pub known: Context,
}

impl Case {
    pub fn of(content: ApplicationContent) -> Self {
        Self { content, known: Context::default() }
    }

    pub fn look(&self) -> Look<'_> {
        Look { content: &self.content, today: TODAY, known: &self.known }
    }
}

/// A rule, its code, and a case in which it says so.
pub(super) type Row = (&'static str, &'static str, fn() -> Case);

macro_rules! spoilt {
    ($content:expr, |$c:ident| $spoil:expr) => {
        || {
            let mut $c = Case::of($content);
            $spoil;
            $c
        }
    };
}

pub(super) fn purpose(c: &mut Case) -> &mut dars_vocabulary::content::Purpose {
    c.content.purpose.as_mut().unwrap()
}

pub(super) fn request(c: &mut Case) -> &mut dars_vocabulary::content::DataSetRequest {
    &mut c.content.data_sets.as_mut().unwrap().requests[0]
}

pub(super) fn basis(c: &mut Case) -> &mut dars_vocabulary::content::LegalBasis {
    c.content.legal_basis.as_mut().unwrap()
}

pub(super) fn support(c: &mut Case) -> &mut dars_vocabulary::content::Section251 {
    basis(c).section_251.as_mut().unwrap()
}

pub(super) fn ethics(c: &mut Case) -> &mut dars_vocabulary::content::Ethics {
    c.content.ethics.as_mut().unwrap()
}

pub(super) fn licence(c: &mut Case) -> &mut dars_vocabulary::content::SubLicensing {
    c.content.sub_licensing.as_mut().unwrap()
}

pub(super) fn parties(c: &mut Case) -> &mut dars_vocabulary::content::Parties {
    c.content.parties.as_mut().unwrap()
}

pub(super) fn places(c: &mut Case) -> &mut Vec<dars_vocabulary::content::Place> {
    &mut c.content.locations.as_mut().unwrap().places
}

pub(super) fn term(c: &mut Case) -> &mut dars_vocabulary::content::Term {
    c.content.term.as_mut().unwrap()
}

pub(super) fn papers(c: &mut Case) -> &mut Vec<dars_vocabulary::content::EvidenceItem> {
    &mut c.content.evidence.as_mut().unwrap().items
}

pub(super) fn commercial(c: &mut Case) -> &mut dars_vocabulary::content::Commercial {
    c.content.commercial.as_mut().unwrap()
}

pub(super) fn controller(organisation: &str) -> Controller {
    Controller { organisation: organisation.parse().unwrap(), also_processes: true }
}

/// A change of what ended on `end`, which says the same.
pub(super) fn changes(c: &mut Case, kind: ChangeKind, end: Date) {
    c.known.change = Some(kind);
    c.known.changed = Some(Changed { content: Some(Arc::new(c.content.clone())), end: Some(end) });
    // V25 has a case of its own.
    c.content.benefits.as_mut().unwrap().yielded = Some("Two papers.".to_owned());
    if kind == ChangeKind::SimpleAmendment {
        c.known.changed.as_mut().unwrap().content = Some(Arc::new(c.content.clone()));
    }
}

pub(super) fn covered(c: &mut Case, end: Date) {
    c.known.framework_contracts = Some(vec![FrameworkCover {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: "NU01".parse().unwrap(),
        start: date(2024, 1, 1),
        end,
    }]);
}

/// What both organisations show; the first one's toolkit result and fee as given.
pub(super) fn shown(c: &mut Case, dspt: Option<(AssuranceOutcome, Date)>, fee: Option<Date>) {
    use AssuranceKind::{Dspt, IcoFee};
    let one = |organisation: &str, kind, outcome, valid_to, plan_approved| Assurance {
        organisation: organisation.parse().unwrap(),
        kind,
        outcome,
        valid_to,
        plan_approved,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    };
    let met = AssuranceOutcome::Met;
    let planned = c.known.conditions.is_empty();
    let others = [one("CB01", Dspt, met, LATE, false), one("CB01", IcoFee, met, LATE, false)];
    let own = dspt.map(|(outcome, until)| one("NU01", Dspt, outcome, until, planned));
    let fee = fee.map(|until| one("NU01", IcoFee, met, until, false));
    c.known.assurances = Some(others.into_iter().chain(own).chain(fee).collect());
}

/// What the controller shows for its security.
pub(super) fn of_the_controller(c: &mut Case) -> &mut Assurance {
    let assurances = c.known.assurances.as_mut().unwrap();
    assurances.iter_mut().find(|it| it.organisation.as_str() == "NU01" && it.kind == AssuranceKind::Dspt).unwrap()
}

pub(super) fn traits(c: &mut Case, traits: DataSetTraits) {
    c.known.catalogue = Some(catalogue("hes-apc", traits));
}

pub(super) fn opt_outs(applied: bool, reason: Option<OptOutReason>, evidence: Option<&str>) -> OptOuts {
    OptOuts { applied, reason, evidence: evidence.map(str::to_owned) }
}

pub(super) fn covid(c: &mut Case) {
    traits(c, DataSetTraits { covid_only: true, ..DataSetTraits::default() });
    purpose(c).uses.push(PurposeOfUse::Covid19);
    purpose(c).objective.push_str(" It is about COVID-19.");
}

pub(super) use spoilt;

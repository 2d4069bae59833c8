//! Contents as large as they may come, and everything known beside them.

use std::sync::Arc;

use dars_rules::{Assurance, Context, FrameworkCover, NoticeCheck, names::Names, policy};
use dars_vocabulary::{
    ApplicationContent, DataSetTraits, OrganisationId, Stage,
    code::{
        AccessService, AssuranceKind, AssuranceOutcome, Cldc, Frequency, LegalPower, Level, OptOutReason,
        OrganisationType, PlaceKind, PurposeOfUse, Sensitivity, Territory,
    },
    content::{
        Benefits, Commercial, Controller, ControllerBasis, DataSetRequest, DataSets, Evidence, EvidenceItem,
        LegalBasis, Locations, OptOuts, Outputs, Parties, Period, Place, PrivacyNotice, Processor, Purpose, Section251,
        SubLicensing, Term,
    },
};
use jiff::civil::date;

/// Fields of each data set, so that the whole still fits into a message.
const FIELDS: u32 = 10;
const ORGANISATIONS: u32 = 5_000;

fn id(number: u32) -> OrganisationId {
    match format!("ORG{number:04}").parse() {
        Ok(id) => id,
        Err(error) => unreachable!("{error}"),
    }
}

fn all(most: policy::PolicyValue) -> std::ops::Range<u32> {
    0..most.value
}

/// A text of as many words as a text may have characters for, with names in it.
fn text(seed: u32) -> String {
    let mut text = String::new();
    for number in 0.. {
        let at = seed + number;
        let sentence = if number % 40 == 0 {
            format!("Work is shared with Research Group {} of Northmere University, a host. ", at % ORGANISATIONS)
        } else {
            format!("Records are linked and counted in table {at}, and nothing else is done with them. ")
        };
        if text.len() + sentence.len() > policy::TEXT_CHARACTERS.value as usize {
            return text;
        }
        text.push_str(&sentence);
    }
    text
}

fn paper(number: u32) -> EvidenceItem {
    EvidenceItem { title: "A paper".to_owned(), reference: format!("PAPER/{number}"), sha256: "0f".repeat(32) }
}

fn place(number: u32) -> Place {
    Place {
        organisation: id(number),
        kind: if number.is_multiple_of(2) { PlaceKind::Cloud } else { PlaceKind::Storage },
        country: "GB-ENG".to_owned(),
        address: Some("A street in a town".to_owned()),
        cloud_risk_score: Some(2),
        cloud_risk_evidence: Some(format!("PAPER/{number}")),
        transfer_safeguard: None,
        remote_access: None,
        security: None,
    }
}

fn request(number: u32) -> DataSetRequest {
    DataSetRequest {
        dataset: format!("set-{number}"),
        period: Some(Period { from: date(2015, 4, 1), to: date(2025, 3, 31) }),
        level: Some(Level::Identifiable),
        sensitivity: Some(Sensitivity::Sensitive),
        frequency: Some(Frequency::Ongoing),
        legal_power: Some(LegalPower::S2617),
        cldc: vec![Cldc::S251],
        access_service: Some(AccessService::Sde),
        minimisation_note: Some("Only what is needed to count strokes.".to_owned()),
        fields: (0..FIELDS).map(|field| format!("FIELD_{field}")).collect(),
        opt_outs: Some(OptOuts {
            applied: false,
            reason: Some(OptOutReason::ExemptPolicy),
            evidence: Some(format!("PAPER/{number}")),
        }),
        ..DataSetRequest::default()
    }
}

/// As much of everything as a form may hold, and nothing that stops it but what nobody can know.
pub fn sound() -> ApplicationContent {
    let controller = |number| Controller { organisation: id(number), also_processes: true };
    let processor =
        |number| Processor { organisation: id(number + policy::PARTIES.value), instructions_in_place: true };
    ApplicationContent {
        title: Some("Stroke outcomes after screening".to_owned()),
        parties: Some(Parties {
            controllers: all(policy::PARTIES).map(controller).collect(),
            controller_basis: ControllerBasis::Joint,
            joint_arrangement: Some("The first leads.".to_owned()),
            processors: all(policy::PARTIES).map(processor).collect(),
            ..Parties::default()
        }),
        locations: Some(Locations { places: all(policy::PLACES).map(place).collect() }),
        data_sets: Some(DataSets { requests: all(policy::DATA_SETS).map(request).collect() }),
        legal_basis: Some(LegalBasis {
            gdpr_article_6: vec!["e".to_owned()],
            gdpr_article_9: vec!["j".to_owned()],
            schedule_1_condition: Some("Paragraph 4".to_owned()),
            section_251: Some(Section251 {
                cag_reference: "20/CAG/0123".to_owned(),
                regulation: 5,
                approved_on: date(2024, 6, 1),
                review_due: date(2027, 6, 1),
                expires: Some(date(2030, 6, 1)),
                data_sets: all(policy::DATA_SETS).map(|number| format!("set-{number}")).collect(),
                opt_out_exempt: false,
            }),
            ..LegalBasis::default()
        }),
        purpose: Some(Purpose {
            objective: text(0),
            processing_activities: text(1_000),
            lay_summary: "We follow people who agreed to screening.".to_owned(),
            uses: vec![PurposeOfUse::Statistics],
            public_interest: Some(text(2_000)),
            data_subjects: Some("People who agreed.".to_owned()),
            ..Purpose::default()
        }),
        outputs: Some(Outputs { expected: text(3_000), ..Outputs::default() }),
        benefits: Some(Benefits { expected: text(4_000), ..Benefits::default() }),
        commercial: Some(Commercial::default()),
        sub_licensing: Some(SubLicensing::default()),
        ethics: None,
        privacy_notice: Some(PrivacyNotice { url: "https://nu01.example/privacy".to_owned(), confirmed: true }),
        term: Some(Term {
            start: date(2027, 1, 4),
            end: date(2029, 12, 31),
            territory: Territory::England,
            countries: Vec::new(),
            longer_because: None,
            archiving: false,
        }),
        evidence: Some(Evidence { items: all(policy::PAPERS).map(paper).collect() }),
    }
}

/// The same, with something missing in every entry of every list.
pub fn with_holes() -> ApplicationContent {
    let mut content = sound();
    for processor in content.parties.iter_mut().flat_map(|parties| &mut parties.processors) {
        processor.instructions_in_place = false;
    }
    for place in content.locations.iter_mut().flat_map(|section| &mut section.places) {
        "FR".clone_into(&mut place.country);
        place.cloud_risk_evidence = None;
    }
    for request in content.data_sets.iter_mut().flat_map(|section| &mut section.requests) {
        *request =
            DataSetRequest { dataset: request.dataset.clone(), cldc: vec![Cldc::S251], ..DataSetRequest::default() };
    }
    content
}

/// Everything that is known beside a content: of each party, each data set, and 5,000 organisations by name.
pub fn known(content: &ApplicationContent) -> Context {
    let numbers = || 0..2 * policy::PARTIES.value;
    let assurance = |number: u32, kind| Assurance {
        organisation: id(number),
        kind,
        outcome: AssuranceOutcome::Met,
        valid_to: date(2030, 1, 1),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    };
    let cover = |number| {
        let contract = match format!("CON-9{number:05}-A1B2C").parse() {
            Ok(contract) => contract,
            Err(error) => unreachable!("{error}"),
        };
        FrameworkCover { contract, organisation: id(number), start: date(2024, 1, 1), end: date(2030, 1, 1) }
    };
    let names = (0..ORGANISATIONS).map(|number| {
        let party = number < 2 * policy::PARTIES.value;
        (id(number), if party { format!("Party {number}") } else { format!("Research Group {number}") })
    });
    Context {
        next: Stage::Submit,
        applicant: Some(id(0)),
        catalogue: Some(
            content.requests().iter().map(|request| (request.dataset.clone(), DataSetTraits::default())).collect(),
        ),
        organisations: numbers().map(|number| (id(number), OrganisationType::Academic)).collect(),
        framework_contracts: Some(numbers().map(cover).collect()),
        assurances: Some(
            numbers()
                .flat_map(|number| [assurance(number, AssuranceKind::Dspt), assurance(number, AssuranceKind::IcoFee)])
                .collect(),
        ),
        privacy_notice: Some(NoticeCheck::Done { live: true, code: "live".to_owned(), on: date(2026, 11, 20) }),
        names: Some(Arc::new(Names::of(names))),
        ..Context::default()
    }
}

//! V34: the access service is offered for the data set, and fits the asker, the level, the cohort and the frequency.

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage,
    code::{AccessService, OrganisationType},
    content::DataSetRequest,
    refusal::Basis,
};

use crate::{
    context::Context,
    finding::{Rule, blank},
    matching::{names_people, services},
};

const V34: Rule = Rule { id: "V34", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the published services of each data set, and the policy of access instead of sharing. By the same facts as the
/// matching of services.
pub fn v34_access_services(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let applicant = known.applicant.as_ref().and_then(|applicant| known.organisations.get(applicant)).copied();
    let unsaid = DataSetTraits::default();
    let traits = |id: &str| known.catalogue.as_ref().and_then(|catalogue| catalogue.get(id)).unwrap_or(&unsaid);
    let requests = content.requests().iter().enumerate();
    requests.flat_map(|(at, request)| of_request(at, request, traits(&request.dataset), applicant)).collect()
}

fn of_request(
    at: usize,
    request: &DataSetRequest,
    traits: &DataSetTraits,
    applicant: Option<OrganisationType>,
) -> Vec<Finding> {
    let pointer = |field: &str| format!("/data_sets/requests/{at}/{field}");
    let mut findings = Vec::new();
    if request.level.is_some_and(|level| !traits.levels.is_empty() && !traits.levels.contains(&level)) {
        let message = "This data set is not offered at this level: choose another level, or expect questions.";
        findings.push(V34.finding("level-not-offered", pointer("level"), message));
    }
    let Some(service) = request.access_service else { return findings };
    let Some(terms) = services::terms(service) else { return findings };
    if !terms.is_offered_for(traits) {
        let message = "This data set is not offered by this service: choose another service, or expect questions.";
        findings.push(V34.finding("service-not-offered", pointer("access_service"), message));
    }
    if applicant.is_some_and(|applicant| !terms.is_open_to(applicant)) {
        let message = format!("This service is open to others only: {} Choose another one.", terms.who);
        findings.push(V34.finding("service-not-open", pointer("access_service"), message));
    }
    if request.level.is_some_and(|level| !terms.fits_level(level)) {
        let message = "This service does not give data at this level: choose another level, or another service.";
        findings.push(V34.finding("service-does-not-fit-level", pointer("access_service"), message));
    }
    if names_people(request).is_some_and(|named| !terms.fits_cohort(named)) {
        let message = match terms.cohort {
            services::CohortFit::Needed => {
                "This service works on people whom you name alone: say who they are, or choose another service."
            }
            services::CohortFit::Possible | services::CohortFit::Impossible => {
                "This service cannot be narrowed down to people whom you name: choose another one."
            }
        };
        findings.push(V34.finding("service-does-not-fit-cohort", pointer("filter"), message));
    }
    if request.frequency.is_some_and(|frequency| !terms.fits_frequency(frequency)) {
        let message = match service {
            AccessService::Extract => {
                "With an extract data leaves; with system access nothing does: choose one of the two."
            }
            _ => "Data does not flow through this service this often: choose another frequency, or another service.",
        };
        findings.push(V34.finding("service-does-not-fit-frequency", pointer("frequency"), message));
    }
    let sde_instead = service == AccessService::Extract && traits.services.contains(&AccessService::Sde);
    if sde_instead && blank(request.extract_reason.as_deref()) {
        let message = "This data set is offered in a secure data environment: say why an extract is needed.";
        findings.push(V34.finding("extract-reason-missing", pointer("extract_reason"), message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dars_vocabulary::{
        code::{Frequency, Level},
        content::DataSets,
    };

    use super::*;
    use crate::sample::{catalogue, complete, request};

    type Spoil = fn(&mut DataSetRequest);

    /// The codes and fields of the findings on one data set, asked for by an organisation of this type.
    fn findings(traits: DataSetTraits, of: OrganisationType, spoil: Spoil) -> Vec<(&'static str, String)> {
        let mut one = request();
        spoil(&mut one);
        let mut content = complete();
        content.data_sets = Some(DataSets { requests: vec![one] });
        let applicant: dars_vocabulary::OrganisationId = "NU01".parse().unwrap();
        let known = Context {
            organisations: BTreeMap::from([(applicant.clone(), of)]),
            applicant: Some(applicant),
            catalogue: Some(catalogue("hes-apc", traits)),
            ..Context::default()
        };
        let findings = v34_access_services(&content, &known);
        assert!(findings.iter().all(|found| found.severity == Severity::Warning));
        let field = |found: &Finding| found.pointer.trim_start_matches("/data_sets/requests/0/").to_owned();
        findings.iter().map(|found| (found.code, field(found))).collect()
    }

    fn by(request: &mut DataSetRequest, service: AccessService) {
        request.access_service = Some(service);
    }

    fn pseudonymised(request: &mut DataSetRequest, service: AccessService) {
        by(request, service);
        request.level = Some(Level::Pseudonymised);
    }

    fn everyone(request: &mut DataSetRequest, service: AccessService) {
        by(request, service);
        request.cldc = Vec::new();
    }

    fn some(request: &mut DataSetRequest, service: AccessService) {
        everyone(request, service);
        request.filter = Some("The registry's patients".to_owned());
    }

    fn a_cohort(request: &mut DataSetRequest, service: AccessService) {
        everyone(request, service);
        let cohort = Some("The registry's patients".to_owned());
        request.filters = Some(dars_vocabulary::content::Filters { cohort, ..Default::default() });
    }

    fn looked_at(request: &mut DataSetRequest, frequency: Frequency) {
        everyone(request, AccessService::SystemAccess);
        request.level = Some(Level::Pseudonymised);
        request.frequency = Some(frequency);
    }

    #[test]
    fn a_service_fits_the_data_set_the_asker_the_level_the_cohort_and_the_frequency() {
        use AccessService::{Commissioners, DigiTrials, Extract, Sde, Seft};
        use OrganisationType::{Academic, Csu, Icb};
        type Row<'a> = (&'a [AccessService], &'a [Level], OrganisationType, Spoil, Option<(&'a str, &'a str)>);
        let not_open = Some(("service-not-open", "access_service"));
        let reason = Some(("extract-reason-missing", "extract_reason"));
        let not_at_level = Some(("service-does-not-fit-level", "access_service"));
        let not_cohort = Some(("service-does-not-fit-cohort", "filter"));
        let not_so_often = Some(("service-does-not-fit-frequency", "frequency"));
        let table: [Row; 28] = [
            (&[], &[], Academic, |_| {}, None),
            (&[Extract], &[], Academic, |_| {}, None),
            (&[DigiTrials], &[], Academic, |_| {}, Some(("service-not-offered", "access_service"))),
            (&[DigiTrials], &[], Academic, |r| r.access_service = None, None),
            (&[Extract, Sde], &[], Academic, |_| {}, reason),
            (&[Extract, Sde], &[], Academic, |r| r.extract_reason = Some(" ".to_owned()), reason),
            (&[Extract, Sde], &[], Academic, |r| r.extract_reason = Some("Linkage on site.".to_owned()), None),
            (&[Extract, Sde], &[], Academic, |r| by(r, Sde), not_at_level),
            (&[Extract, Sde], &[], Academic, |r| pseudonymised(r, Sde), None),
            (&[], &[], Academic, |r| everyone(r, Commissioners), not_open),
            (&[], &[], Icb, |r| everyone(r, Commissioners), None),
            (&[], &[], Csu, |r| everyone(r, Commissioners), None),
            (&[], &[], Icb, |r| by(r, Commissioners), not_cohort),
            (&[], &[Level::Aggregate], Academic, |_| {}, Some(("level-not-offered", "level"))),
            (&[], &[Level::Aggregate, Level::Identifiable], Academic, |_| {}, None),
            (&[], &[], Academic, |r| by(r, Seft), None),
            (&[], &[], Academic, |r| everyone(r, Seft), not_cohort),
            (&[], &[], Academic, |r| some(r, Seft), None),
            (&[], &[], Academic, |r| a_cohort(r, Seft), None),
            (&[], &[], Icb, |r| a_cohort(r, Commissioners), not_cohort),
            (&[], &[], Academic, |r| pseudonymised(r, Seft), not_at_level),
            (&[], &[], Academic, |r| r.frequency = Some(Frequency::SystemAccess), not_so_often),
            (&[], &[], Academic, |r| r.frequency = Some(Frequency::OneOff), None),
            (&[], &[], Academic, |r| r.frequency = None, None),
            (&[], &[], Academic, |r| looked_at(r, Frequency::SystemAccess), None),
            (&[], &[], Academic, |r| looked_at(r, Frequency::Ongoing), not_so_often),
            (&[], &[], Academic, |r| by(r, DigiTrials), None),
            (&[], &[], Academic, |r| r.level = None, None),
        ];
        for (services, levels, of, spoil, expected) in table {
            let traits =
                DataSetTraits { services: services.to_vec(), levels: levels.to_vec(), ..DataSetTraits::default() };
            let expected: Vec<_> = expected.map(|(code, field)| (code, field.to_owned())).into_iter().collect();
            assert_eq!(findings(traits, of, spoil), expected, "{services:?} {levels:?} {of}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_held_against_anyone() {
        assert_eq!(v34_access_services(&complete(), &Context::default()), []);
    }
}

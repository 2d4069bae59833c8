//! V34: the access service is offered for the data set, and fits the asker, the level and the frequency.

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage,
    code::{AccessService, Frequency, OrganisationType},
    content::DataSetRequest,
    refusal::Basis,
};

use crate::{
    context::Context,
    finding::{Rule, blank},
};

const V34: Rule = Rule { id: "V34", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the published services of each data set, and the policy of access instead of sharing.
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
    if !traits.services.is_empty() && !traits.services.contains(&service) {
        let message = "This data set is not offered by this service: choose another service, or expect questions.";
        findings.push(V34.finding("service-not-offered", pointer("access_service"), message));
    }
    if service == AccessService::Commissioners && applicant.is_some_and(|applicant| !is_commissioner(applicant)) {
        let message = "This service is open to commissioners only: choose another one.";
        findings.push(V34.finding("service-not-open", pointer("access_service"), message));
    }
    let nothing_leaves = request.frequency == Some(Frequency::SystemAccess);
    if nothing_leaves && service == AccessService::Extract {
        let message = "With an extract data leaves; with system access nothing does: choose one of the two.";
        findings.push(V34.finding("service-does-not-fit-frequency", pointer("frequency"), message));
    }
    let sde_instead = service == AccessService::Extract && traits.services.contains(&AccessService::Sde);
    if sde_instead && blank(request.extract_reason.as_deref()) {
        let message = "This data set is offered in a secure data environment: say why an extract is needed.";
        findings.push(V34.finding("extract-reason-missing", pointer("extract_reason"), message));
    }
    findings
}

fn is_commissioner(organisation: OrganisationType) -> bool {
    matches!(organisation, OrganisationType::Icb | OrganisationType::Csu)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dars_vocabulary::{code::Level, content::DataSets};

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

    #[test]
    fn a_service_fits_the_data_set_the_asker_and_the_frequency() {
        use AccessService::{Commissioners, DigiTrials, Extract, Sde};
        use OrganisationType::{Academic, Csu, Icb};
        type Row<'a> = (&'a [AccessService], &'a [Level], OrganisationType, Spoil, Option<(&'a str, &'a str)>);
        let not_open = Some(("service-not-open", "access_service"));
        let reason = Some(("extract-reason-missing", "extract_reason"));
        let table: [Row; 14] = [
            (&[], &[], Academic, |_| {}, None),
            (&[Extract], &[], Academic, |_| {}, None),
            (&[DigiTrials], &[], Academic, |_| {}, Some(("service-not-offered", "access_service"))),
            (&[DigiTrials], &[], Academic, |r| r.access_service = None, None),
            (&[Extract, Sde], &[], Academic, |_| {}, reason),
            (&[Extract, Sde], &[], Academic, |r| r.extract_reason = Some(" ".to_owned()), reason),
            (&[Extract, Sde], &[], Academic, |r| r.extract_reason = Some("Linkage on site.".to_owned()), None),
            (&[Extract, Sde], &[], Academic, |r| r.access_service = Some(Sde), None),
            (&[], &[], Academic, |r| r.access_service = Some(Commissioners), not_open),
            (&[], &[], Icb, |r| r.access_service = Some(Commissioners), None),
            (&[], &[], Csu, |r| r.access_service = Some(Commissioners), None),
            (&[], &[Level::Aggregate], Academic, |_| {}, Some(("level-not-offered", "level"))),
            (&[], &[Level::Aggregate, Level::Identifiable], Academic, |_| {}, None),
            (
                &[],
                &[],
                Academic,
                |r| r.frequency = Some(Frequency::SystemAccess),
                Some(("service-does-not-fit-frequency", "frequency")),
            ),
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

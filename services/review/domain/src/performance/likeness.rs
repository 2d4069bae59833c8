//! Which cases are alike: what makes one take longer than another, as far as it is known when it is submitted.

use dars_vocabulary::{
    ApplicationContent,
    code::{AccessService, Level},
};

/// To which groups of cases one belongs, from the closest to all of them. A group is looked at only when it is large
/// enough to learn from.
pub fn likeness(content: &ApplicationContent) -> Vec<String> {
    let access = access(content);
    let level = level(content);
    let gain = if content.commercial.as_ref().is_some_and(|commercial| commercial.is_commercial) {
        "commercial"
    } else {
        "not-commercial"
    };
    vec![format!("{access}.{level}.{gain}"), format!("{access}.{level}"), access.to_owned(), EVERY.to_owned()]
}

/// The group of all cases; of a redacted one nothing more is known.
pub const EVERY: &str = "all";

/// A file that leaves takes longer than work inside; with both, the file decides.
fn access(content: &ApplicationContent) -> &'static str {
    let through = |service| content.requests().iter().any(|request| request.access_service == Some(service));
    if through(AccessService::Extract) {
        "extract"
    } else if through(AccessService::Sde) {
        "sde"
    } else {
        "other-access"
    }
}

/// The most revealing level asked for.
fn level(content: &ApplicationContent) -> &'static str {
    let asks = |level| content.requests().iter().any(|request| request.level == Some(level));
    if asks(Level::Identifiable) {
        "identifiable"
    } else if asks(Level::Pseudonymised) || asks(Level::Anonymised) {
        "about-individuals"
    } else {
        "aggregate"
    }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{Commercial, DataSetRequest, DataSets};

    use super::*;

    fn asking(requests: &[(Level, AccessService)]) -> ApplicationContent {
        let requests = requests
            .iter()
            .map(|&(level, service)| DataSetRequest {
                level: Some(level),
                access_service: Some(service),
                ..DataSetRequest::default()
            })
            .collect();
        ApplicationContent { data_sets: Some(DataSets { requests }), ..ApplicationContent::default() }
    }

    #[test]
    fn the_closest_group_comes_first_and_all_cases_last() {
        let content = asking(&[(Level::Pseudonymised, AccessService::Sde)]);
        assert_eq!(likeness(&content), ["sde.about-individuals.not-commercial", "sde.about-individuals", "sde", "all"]);
    }

    #[test]
    fn what_takes_longest_decides() {
        let mut content = asking(&[
            (Level::Aggregate, AccessService::Sde),
            (Level::Identifiable, AccessService::Sde),
            (Level::Pseudonymised, AccessService::Extract),
        ]);
        content.commercial = Some(Commercial { is_commercial: true, ..Commercial::default() });
        assert_eq!(likeness(&content).first().map(String::as_str), Some("extract.identifiable.commercial"));
        let closest = likeness(&ApplicationContent::default()).swap_remove(0);
        assert_eq!(closest, "other-access.aggregate.not-commercial");
    }
}

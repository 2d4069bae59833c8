//! V36: whoever asks for counts is shown where they are published already.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::Level, refusal::Basis};

use crate::{context::Context, finding::Rule};

const V36: Rule = Rule { id: "V36", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Ours };

/// Our own: published statistics cost nobody an application, and often do even where small numbers were asked for.
pub fn v36_published(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let Some(catalogue) = &known.catalogue else { return Vec::new() };
    let requests = content.requests().iter().enumerate();
    requests
        .filter(|(_, request)| matches!(request.level, Some(Level::Aggregate | Level::AggregateUnsuppressed)))
        .filter_map(|(at, request)| {
            let published = &catalogue.get(&request.dataset)?.published;
            (!published.is_empty()).then(|| {
                let message = format!("Counts are published already: see {}.", published.join("; "));
                V36.finding("published-already", format!("/data_sets/requests/{at}/level"), message)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::DataSetTraits;

    use super::*;
    use crate::{
        finding::seen,
        sample::{catalogue, complete},
    };

    #[test]
    fn counts_that_are_published_are_shown() {
        let table: [(Option<Level>, &[&str], bool); 6] = [
            (Some(Level::Aggregate), &["Hospital activity statistics"], true),
            (Some(Level::Aggregate), &[], false),
            (Some(Level::AggregateUnsuppressed), &["Hospital activity statistics"], true),
            (Some(Level::Pseudonymised), &["Hospital activity statistics"], false),
            (Some(Level::Identifiable), &["Hospital activity statistics"], false),
            (None, &["Hospital activity statistics"], false),
        ];
        for (level, published, warns) in table {
            let mut content = complete();
            content.data_sets.as_mut().unwrap().requests[0].level = level;
            let published = published.iter().map(|&title| title.to_owned()).collect();
            let catalogue = Some(catalogue("hes-apc", DataSetTraits { published, ..DataSetTraits::default() }));
            let findings = v36_published(&content, &Context { catalogue, ..Context::default() });
            let expected: &[_] = if warns { &[("published-already", "/data_sets/requests/0/level")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{level:?}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning && f.message.contains("statistics")));
            assert_eq!(v36_published(&content, &Context::default()), []);
        }
    }
}

//! What a request leaves behind in every service: the journals, the facts told, what others made of them, the mails
//! planned. Every request must leave what the undisturbed one left: less of something is lost, more of it is doubled.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use dars_messages::Owner;

use super::{
    Verdict,
    traces::{OF_ALL, OF_ONE},
};
use crate::{journey::Journey, world::World};

/// What such a road tells, and how often: from each service what others wait for.
const TOLD: [(&str, usize); 27] = [
    ("intake.enquiry_raised", 1),
    ("intake.enquiry_routed", 1),
    ("intake.enquiry_converted", 1),
    ("intake.application_proposed", 1),
    ("intake.application_opened", 1),
    ("intake.application_version", 1),
    ("intake.application_submitted", 1),
    ("review.case_opened", 1),
    ("review.clarification_raised", 2),
    ("intake.clarification_answered", 2),
    ("review.clarification_resolved", 1),
    ("review.decision_made", 1),
    ("review.application_approved", 1),
    ("contracts.framework_contract_requested", 1),
    ("contracts.framework_contract_issued", 1),
    ("contracts.framework_contract_signature_recorded", 2),
    ("contracts.framework_contract_activated", 1),
    ("contracts.agreement_drafted", 1),
    ("contracts.agreement_issued", 1),
    ("contracts.agreement_signature_recorded", 2),
    ("contracts.agreement_signed", 1),
    ("contracts.agreement_activated", 1),
    ("register.entry_pending", 1),
    ("register.entry_published", 1),
    ("contracts.data_released", 1),
    ("contracts.release_held", 0),
    ("notification.reminder_sent", 1),
];

/// The kinds of mails that it brings.
const MAILED: [&str; 9] = ["N01", "N02", "N05", "N06", "N10", "N11", "N14", "N15", "N30"];

type Trace = BTreeMap<String, Vec<String>>;

/// What the undisturbed request left.
#[derive(Clone, Debug)]
pub struct Pattern(Trace);

impl Pattern {
    /// Reads it, and compares it with the story it was taken from.
    pub async fn of(world: &World, undisturbed: &[Journey]) -> anyhow::Result<Self> {
        let mut verdict = Verdict::default();
        let journey = undisturbed.first().context("nobody went undisturbed")?;
        if let Some(Err(error)) = &journey.trail().ended {
            anyhow::bail!("the undisturbed request did not arrive: {error}");
        }
        super::commands::check(world, undisturbed, &mut verdict).await?;
        super::mails::check(world, undisturbed, &mut verdict).await?;
        super::views::check(world, undisturbed, &mut verdict).await?;
        ensure!(verdict.holds(), "the undisturbed request: {verdict:?}");
        let trace = trace(world, &journey.references()).await?;
        is_as_told(&trace)?;
        Ok(Self(trace))
    }

    /// Compares what each request left with it.
    pub async fn check(&self, world: &World, journeys: &[Journey], verdict: &mut Verdict) -> anyhow::Result<()> {
        for journey in journeys {
            let references = journey.references();
            let left = trace(world, &references).await?;
            for (what, expected) in &self.0 {
                let about = format!("request {} ({}), {what}", journey.number, references.join(", "));
                compare(&about, expected, left.get(what).map(Vec::as_slice).unwrap_or_default(), verdict);
            }
        }
        Ok(())
    }
}

async fn trace(world: &World, references: &[String]) -> anyhow::Result<Trace> {
    let mut trace = Trace::new();
    for owner in Owner::SERVICES {
        for (what, sql) in OF_ALL {
            trace.insert(format!("{owner}'s {what}"), world.databases.lines(owner, sql, references).await?);
        }
    }
    for (owner, what, sql) in OF_ONE {
        trace.insert(format!("{owner}'s {what}"), world.databases.lines(owner, sql, references).await?);
    }
    Ok(trace)
}

fn compare(about: &str, expected: &[String], found: &[String], verdict: &mut Verdict) {
    let (mut left, mut missing) = (found.to_vec(), Vec::new());
    for line in expected {
        match left.iter().position(|other| other == line) {
            Some(at) => drop(left.remove(at)),
            None => missing.push(line.as_str()),
        }
    }
    if missing.is_empty() && left.is_empty() && found != expected {
        verdict.differs.push(format!("{about}: in another order: {}", found.join(", ")));
    }
    verdict.lost.extend(missing.into_iter().map(|line| format!("{about}: {line}")));
    verdict.doubled.extend(left.into_iter().map(|line| format!("{about}: {line}")));
}

/// The undisturbed request told and mailed what makes such a road.
fn is_as_told(trace: &Trace) -> anyhow::Result<()> {
    let count = |found: &dyn Fn(&str) -> bool, what: &str| -> usize {
        let lines = trace.iter().filter(|(name, _)| name.ends_with(what)).flat_map(|(_, lines)| lines);
        lines.filter(|line| found(line)).count()
    };
    for (fact, times) in TOLD {
        let found = count(&|line| line == fact, "facts");
        ensure!(found == times, "the undisturbed request told {fact} {found} times, not {times}");
    }
    for mail in MAILED {
        let found = count(&|line| line.starts_with(mail), "mails");
        ensure!(found > 0, "the undisturbed request brought no mail {mail}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(expected: &[&str], found: &[&str]) -> (usize, usize, usize) {
        let owned = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut verdict = Verdict::default();
        compare("a request", &owned(expected), &owned(found), &mut verdict);
        (verdict.lost.len(), verdict.doubled.len(), verdict.differs.len())
    }

    #[test]
    fn less_is_lost_and_more_is_doubled_and_another_order_differs() {
        assert_eq!(verdict(&["a", "b", "b"], &["a", "b", "b"]), (0, 0, 0));
        assert_eq!(verdict(&["a", "b", "b"], &["a", "b"]), (1, 0, 0));
        assert_eq!(verdict(&["a", "b"], &["a", "b", "b"]), (0, 1, 0));
        assert_eq!(verdict(&["a", "b"], &["a", "c"]), (1, 1, 0));
        assert_eq!(verdict(&["a", "b"], &["b", "a"]), (0, 0, 1));
    }
}

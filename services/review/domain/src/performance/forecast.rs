//! When a decision may be expected, from how long cases like this one took. A forecast, never a promise.

use dars_rules::{clock::Clocks, policy};
use dars_vocabulary::calendar::working_days_after;
use jiff::civil::Date;
use serde::Serialize;

/// A case that was decided: the working days it took, by who had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Ours.
    pub our_days: u32,
    /// The applicant's.
    pub your_days: u32,
}

/// When a decision may be expected. A quarter of the cases like it were decided before `earliest`, half of them before
/// `likely`, three quarters before `latest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// The lower quartile.
    pub earliest: Date,
    /// The median.
    pub likely: Date,
    /// The upper quartile.
    pub latest: Date,
    /// From how many cases.
    pub from_cases: u32,
}

/// When a case with these `clocks` may be decided, seen from `today`: of the `past` cases only those are looked at that
/// had not been decided after as many working days as this one has had, whoever had the pen. Nothing where too few are
/// left to learn from (`forecast.fewest`).
pub fn forecast(past: &[Past], clocks: Clocks, today: Date) -> Option<Forecast> {
    let so_far = clocks.our_days.saturating_add(clocks.your_days);
    let mut left: Vec<u32> = past
        .iter()
        .map(|case| case.our_days.saturating_add(case.your_days))
        .filter(|took| *took > so_far)
        .map(|took| took.saturating_sub(so_far))
        .collect();
    let from_cases = u32::try_from(left.len()).ok().filter(|count| *count >= policy::FORECAST_FEWEST.value)?;
    left.sort_unstable();
    let after = |quarters| quantile(&left, quarters).map(|days| working_days_after(today, days));
    Some(Forecast { earliest: after(1)?, likely: after(2)?, latest: after(3)?, from_cases })
}

/// The value below which `quarters` quarters of `sorted` lie, by the nearest rank.
fn quantile(sorted: &[u32], quarters: usize) -> Option<u32> {
    let rank = (sorted.len().checked_mul(quarters)?).div_ceil(4);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn took(days: impl IntoIterator<Item = (u32, u32)>) -> Vec<Past> {
        days.into_iter().map(|(our_days, your_days)| Past { our_days, your_days }).collect()
    }

    /// The same row of figures each time, evenly spread over 0..1.
    fn dice(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(state >> 33).unwrap_or_default()) / f64::from(1_u32 << 31)
        }
    }

    /// A thousand cases as they come: most take 30 to 60 of our days, some twice as long, and one in three is asked.
    fn a_thousand(seed: u64) -> Vec<Past> {
        let mut roll = dice(seed);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of a made-up case")]
        let days = |most: f64, share: f64| (most * share) as u32;
        (0..1_000)
            .map(|_| {
                let our_days = 20 + days(40.0, roll()) + if roll() < 0.2 { days(60.0, roll()) } else { 0 };
                let your_days = if roll() < 0.33 { 3 + days(25.0, roll()) } else { 0 };
                Past { our_days, your_days }
            })
            .collect()
    }

    fn quartiles(cases: &[Past]) -> (u32, u32) {
        let mut all: Vec<u32> = cases.iter().map(|case| case.our_days + case.your_days).collect();
        all.sort_unstable();
        (all[all.len() / 4], all[all.len() * 3 / 4])
    }

    #[test]
    fn a_new_case_is_forecast_within_the_middle_half_of_a_thousand_that_nobody_had_seen() {
        for seed in 1..=20 {
            let (past, later) = (a_thousand(seed), a_thousand(seed + 1_000));
            let told = forecast(&past, Clocks::default(), TODAY).unwrap();
            let (lower, upper) = quartiles(&later);
            assert!(working_days_after(TODAY, lower) <= told.likely, "{seed}");
            assert!(told.likely <= working_days_after(TODAY, upper), "{seed}");
            assert_eq!(told.from_cases, 1_000);
        }
    }

    #[test]
    fn about_half_of_the_later_cases_fall_between_the_earliest_and_the_latest_day_forecast() {
        for elapsed in [0, 25, 40] {
            let told = forecast(&a_thousand(7), Clocks { our_days: elapsed, your_days: 0 }, TODAY).unwrap();
            let later = a_thousand(8);
            let still = later.iter().filter(|case| case.our_days + case.your_days > elapsed);
            let ends: Vec<Date> =
                still.map(|case| working_days_after(TODAY, case.our_days + case.your_days - elapsed)).collect();
            let within = ends.iter().filter(|end| (told.earliest..=told.latest).contains(end)).count();
            let share = within * 100 / ends.len();
            assert!((45..=60).contains(&share), "{share} % after {elapsed} days");
        }
    }

    #[test]
    fn a_case_that_has_taken_long_is_compared_with_those_that_took_longer() {
        let past = took((1..=100).map(|days| (days, 0)));
        let told = |our_days| forecast(&past, Clocks { our_days, your_days: 0 }, TODAY);
        assert_eq!(told(0).unwrap().likely, working_days_after(TODAY, 50));
        assert_eq!(told(60).unwrap().likely, working_days_after(TODAY, 20));
        assert_eq!(told(60).unwrap().from_cases, 40);
        // Twenty are enough, nineteen are not.
        assert_eq!(told(80).unwrap().from_cases, 20);
        assert_eq!(told(81), None);
    }

    #[test]
    fn whoever_has_the_pen_the_days_go_by() {
        let past = took((1..=40).map(|days| (days, 10)));
        let ours = forecast(&past, Clocks { our_days: 12, your_days: 0 }, TODAY).unwrap();
        let theirs = forecast(&past, Clocks { our_days: 4, your_days: 8 }, TODAY).unwrap();
        assert_eq!(ours, theirs);
        assert_eq!(ours.earliest, working_days_after(TODAY, 10));
    }

    #[test]
    fn nothing_is_forecast_from_nothing() {
        assert_eq!(forecast(&[], Clocks::default(), TODAY), None);
        assert_eq!(quantile(&[], 2), None);
        assert_eq!(quantile(&[3], 1), Some(3));
        assert_eq!(quantile(&[1, 2, 3, 4], 3), Some(3));
    }
}

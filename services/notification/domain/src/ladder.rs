//! Ladders of reminders (domain.md §10): how many days before a date each rung stands.

use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A ladder of reminders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ladder {
    /// An agreement's last day comes near.
    AgreementExpiry,
}

/// The days of a ladder, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LadderPolicy {
    /// A stable key.
    pub key: &'static str,
    /// How many days before its date each rung stands, furthest first.
    pub days_before: &'static [i32],
    /// Where the days come from.
    pub source: &'static str,
    /// Not confirmed by anyone: pages and mails mark it.
    pub provisional: bool,
}

/// By when renewing is advised, in days before the last day (domain.md §10).
pub const RENEWAL_ADVISED_DAYS: i32 = 90;

/// One reminder of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rung {
    /// The London date it falls on.
    pub date: Date,
    /// How many days before the date the ladder counts to.
    pub days_before: i32,
}

impl Ladder {
    /// Every ladder.
    pub const ALL: &[Self] = &[Self::AgreementExpiry];

    /// The code in keys.
    pub fn code(self) -> &'static str {
        self.policy().key
    }

    /// Its days: the one table of them.
    pub fn policy(self) -> LadderPolicy {
        match self {
            Self::AgreementExpiry => LadderPolicy {
                key: "agreement-expiry",
                days_before: &[180, 90, 60, 30, 14, 7, 1, 0],
                source: "our own; mails are sent, their days are not published (domain.md §10)",
                provisional: true,
            },
        }
    }

    /// Its rungs for a date, in order of date.
    pub fn rungs(self, counts_to: Date) -> Vec<Rung> {
        let days = self.policy().days_before.iter();
        days.map(|days| Rung { date: days_after(counts_to, -i64::from(*days)), days_before: *days }).collect()
    }

    /// The rungs that are still to come on `today`. One whose day has passed when the ladder is planned is left out:
    /// it is never mailed late, and never in a burst with others.
    pub fn rungs_from(self, counts_to: Date, today: Date) -> Vec<Rung> {
        self.rungs(counts_to).into_iter().filter(|rung| rung.date >= today).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_expiry_ladder_has_eight_rungs_down_to_the_last_day() {
        let rungs = Ladder::AgreementExpiry.rungs(date(2028, 3, 2));
        let dates: Vec<String> = rungs.iter().map(|rung| format!("{} -{}", rung.date, rung.days_before)).collect();
        assert_eq!(
            dates,
            [
                "2027-09-04 -180",
                "2027-12-03 -90",
                "2028-01-02 -60",
                "2028-02-01 -30",
                "2028-02-17 -14",
                "2028-02-24 -7",
                "2028-03-01 -1",
                "2028-03-02 -0",
            ]
        );
    }

    #[test]
    fn a_rung_that_has_passed_when_the_ladder_is_planned_is_left_out() {
        let left = |today: Date| -> Vec<i32> {
            let rungs = Ladder::AgreementExpiry.rungs_from(date(2028, 3, 2), today);
            rungs.iter().map(|rung| rung.days_before).collect()
        };
        assert_eq!(left(date(2027, 9, 4)).len(), 8);
        assert_eq!(left(date(2027, 9, 5)).len(), 7);
        assert_eq!(left(date(2028, 2, 29)), [1, 0]);
        assert_eq!(left(date(2028, 3, 2)), [0]);
        assert_eq!(left(date(2028, 3, 3)), [0; 0]);
    }
}

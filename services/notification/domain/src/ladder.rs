//! Ladders of reminders (domain.md §10): how many days before a date each rung stands.

use dars_vocabulary::calendar::days_after;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A ladder of reminders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ladder {
    /// An agreement's last day comes near (N15).
    AgreementExpiry,
    /// A framework contract's last day comes near (N16).
    ContractExpiry,
    /// A security assurance or the data protection fee lapses (N17).
    AssuranceLapse,
    /// Section 251 support lapses, or its review is due (N17).
    Section251Lapse,
    /// A special condition is due (N24).
    ConditionDue,
    /// Access in the secure data environment ends with its agreement (N20).
    SdeEnd,
    /// A signature is missing (N11).
    SignatureChase,
    /// A destruction certificate is overdue (N21).
    DestructionOverdue,
    /// An enquirer has not replied (N04).
    EnquiryChase,
    /// A clarification is not answered (N08).
    ClarificationDue,
    /// A clarification's silence makes the application lapse (N08).
    ClarificationLapse,
}

/// The days of a ladder, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LadderPolicy {
    /// A stable key.
    pub key: &'static str,
    /// How many days before its date each rung stands, in order of date; negative: after it.
    pub days_before: &'static [i32],
    /// Where the days come from.
    pub source: &'static str,
    /// Not confirmed by anyone: pages and mails mark it.
    pub provisional: bool,
}

const OURS: &str = "our own (domain.md §10)";

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
    pub const ALL: &[Self] = &[
        Self::AgreementExpiry,
        Self::ContractExpiry,
        Self::AssuranceLapse,
        Self::Section251Lapse,
        Self::ConditionDue,
        Self::SdeEnd,
        Self::SignatureChase,
        Self::DestructionOverdue,
        Self::EnquiryChase,
        Self::ClarificationDue,
        Self::ClarificationLapse,
    ];

    /// The code in keys.
    pub fn code(self) -> &'static str {
        self.policy().key
    }

    /// The code with which of several it is: `condition-due:2`.
    pub fn of(self, item: Option<&str>) -> String {
        item.map_or_else(|| self.code().to_owned(), |item| format!("{}:{item}", self.code()))
    }

    /// Its days: the one table of them.
    pub fn policy(self) -> LadderPolicy {
        let ours = |key, days_before, source| LadderPolicy { key, days_before, source, provisional: true };
        match self {
            Self::AgreementExpiry => ours(
                "agreement-expiry",
                &[180, 90, 60, 30, 14, 7, 1, 0],
                "our own; mails are sent, their days are not published (domain.md §10)",
            ),
            Self::ContractExpiry => ours("contract-expiry", &[180, 90, 30, 0], OURS),
            Self::AssuranceLapse => ours("assurance-lapse", &[60, 30, 7, 0], OURS),
            Self::Section251Lapse => ours("section-251-lapse", &[60, 30, 7, 0], OURS),
            Self::ConditionDue => ours("condition-due", &[30, 7, 0], OURS),
            Self::SdeEnd => ours("sde-end", &[30, 7, 0], "our own; no days are published"),
            Self::SignatureChase => ours("signature-chase", &[-3, -7, -14, -21], OURS),
            Self::DestructionOverdue => ours("destruction-overdue", &[-1, -14, -30], OURS),
            Self::EnquiryChase => ours("enquiry-chase", &[0], OURS),
            Self::ClarificationDue => ours("clarification-due", &[0], OURS),
            Self::ClarificationLapse => ours("clarification-lapse", &[14], "our own; no days are published"),
        }
    }

    /// Whether what was given up can be taken up again under the same edition, to the same date: one service ends, and
    /// another begins.
    pub fn resumes(self) -> bool {
        self == Self::SdeEnd
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
    fn each_ladder_has_the_days_of_the_trade_in_order_of_date() {
        let table = [
            (Ladder::ContractExpiry, "180 90 30 0"),
            (Ladder::AssuranceLapse, "60 30 7 0"),
            (Ladder::Section251Lapse, "60 30 7 0"),
            (Ladder::ConditionDue, "30 7 0"),
            (Ladder::SdeEnd, "30 7 0"),
            (Ladder::SignatureChase, "-3 -7 -14 -21"),
            (Ladder::DestructionOverdue, "-1 -14 -30"),
            (Ladder::EnquiryChase, "0"),
            (Ladder::ClarificationDue, "0"),
            (Ladder::ClarificationLapse, "14"),
        ];
        for (ladder, days) in table {
            let rungs = ladder.rungs(date(2027, 6, 1));
            let found: Vec<String> = rungs.iter().map(|rung| rung.days_before.to_string()).collect();
            assert_eq!(found.join(" "), days, "{ladder:?}");
            assert!(rungs.is_sorted_by_key(|rung| rung.date), "{ladder:?}");
        }
        assert_eq!(Ladder::SignatureChase.rungs(date(2027, 6, 1))[0].date, date(2027, 6, 4));
    }

    #[test]
    fn no_two_ladders_share_a_code() {
        let codes: std::collections::BTreeSet<_> = Ladder::ALL.iter().map(|ladder| ladder.code()).collect();
        assert_eq!(codes.len(), Ladder::ALL.len());
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

//! London's dates, working days and England's bank holidays.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday, date},
    tz::TimeZone,
};

/// Bank holidays in England and Wales, 2025–2027 (gov.uk/bank-holidays). Outside these years only weekends are known.
const BANK_HOLIDAYS: [Date; 24] = [
    date(2025, 1, 1),
    date(2025, 4, 18),
    date(2025, 4, 21),
    date(2025, 5, 5),
    date(2025, 5, 26),
    date(2025, 8, 25),
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 3),
    date(2027, 5, 31),
    date(2027, 8, 30),
    date(2027, 12, 27),
    date(2027, 12, 28),
];

/// London's time zone; UTC if the bundled database should lack it, which a test excludes.
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// The date in London at `instant`.
pub fn london_date(instant: Timestamp) -> Date {
    instant.to_zoned(london()).date()
}

/// The first year of which a row may hold a day.
const FIRST_YEAR: i16 = 1900;

/// A day that a row may hold, from its text: from 1900 on. Postgres knows fewer days than we do, and answers a statement
/// that names another with an error, so whatever comes from outside is read by this.
pub fn day_of_a_row(text: &str) -> Option<Date> {
    text.parse().ok().filter(|day: &Date| day.year() >= FIRST_YEAR)
}

/// An instant that a row may hold, from its text: of such a day.
pub fn instant_of_a_row(text: &str) -> Option<Timestamp> {
    text.parse().ok().filter(|at: &Timestamp| london_date(*at).year() >= FIRST_YEAR)
}

/// The instant at which `day` begins in London.
pub fn london_midnight(day: Date) -> Timestamp {
    let beyond = if day.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    day.to_zoned(london()).map_or(beyond, |zoned| zoned.timestamp())
}

/// `day` moved by whole days; stays at the calendar's end instead of leaving it.
pub fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// Whether `day` is neither a weekend nor a bank holiday in England.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !BANK_HOLIDAYS.contains(&day)
}

/// The working day that lies `count` working days after `day`.
pub fn working_days_after(day: Date, count: u32) -> Date {
    let mut at = day;
    let mut left = count;
    while left > 0 {
        let next = days_after(at, 1);
        if next == at {
            break;
        }
        at = next;
        if is_working_day(at) {
            left -= 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_a_row_may_hold_are_read() {
        assert_eq!(day_of_a_row("1900-01-01"), Some(date(1900, 1, 1)));
        assert_eq!(instant_of_a_row("2026-11-20T09:00:00Z"), "2026-11-20T09:00:00Z".parse().ok());
        for text in ["1899-12-31", "-009999-01-01", "2026-13-01", "", "today"] {
            assert_eq!((day_of_a_row(text), instant_of_a_row(&format!("{text}T09:00:00Z"))), (None, None), "{text}");
        }
    }

    #[test]
    fn london_is_in_the_bundled_time_zones_and_has_summer_time() {
        assert_eq!(london_midnight(date(2026, 7, 1)).to_string(), "2026-06-30T23:00:00Z");
        assert_eq!(london_midnight(date(2026, 1, 1)).to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(london_midnight(Date::MIN), Timestamp::MIN);
        assert_eq!(london_midnight(Date::MAX), Timestamp::MAX);
        assert_eq!(london_date("2026-06-30T23:30:00Z".parse().unwrap()), date(2026, 7, 1));
    }

    /// England's bank holidays of a year, by their rules (gov.uk/bank-holidays), as tests/clocks/recompute computes them.
    fn by_the_rules(year: i16) -> Vec<Date> {
        let sunday = easter(year);
        let on = |month, day| date(year, month, day);
        let back_to_monday = |day: Date| days_after(day, -i64::from(day.weekday().to_monday_zero_offset()));
        let mut days = vec![
            days_after(sunday, -2),
            days_after(sunday, 1),
            back_to_monday(on(5, 7)),
            back_to_monday(on(5, 31)),
            back_to_monday(on(8, 31)),
        ];
        // One that falls on a weekend, or on another one's substitute, is taken on the next working day.
        for mut day in [on(1, 1), on(12, 25), on(12, 26)] {
            while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || days.contains(&day) {
                day = days_after(day, 1);
            }
            days.push(day);
        }
        days.sort_unstable();
        days
    }

    /// Easter Sunday, by the anonymous Gregorian algorithm.
    #[expect(clippy::many_single_char_names, reason = "the algorithm has no names for them")]
    fn easter(year: i16) -> Date {
        let of = i32::from(year);
        let (a, b, c) = (of % 19, of / 100, of % 100);
        let (d, e) = (b / 4, b % 4);
        let g = (8 * b + 13) / 25;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let month = (h + l - 7 * m + 114) / 31;
        let day = (h + l - 7 * m + 114) % 31 + 1;
        date(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap())
    }

    #[test]
    fn every_bank_holiday_of_three_years_is_listed_and_no_other_day_is() {
        assert_eq!(easter(2026), date(2026, 4, 5));
        let computed: Vec<Date> = (2025..=2027).flat_map(by_the_rules).collect();
        assert_eq!(computed, BANK_HOLIDAYS);
        for year in 2025..=2027 {
            let mut day = date(year, 1, 1);
            while day.year() == year {
                let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                assert_eq!(is_working_day(day), !weekend && !computed.contains(&day), "{day}");
                day = days_after(day, 1);
            }
        }
    }

    #[test]
    fn working_days_skip_weekends_and_bank_holidays() {
        // Thursday before Easter 2026; Good Friday and Easter Monday are holidays.
        assert_eq!(working_days_after(date(2026, 4, 2), 1), date(2026, 4, 7));
        assert_eq!(working_days_after(date(2026, 11, 20), 10), date(2026, 12, 4));
        assert!(!is_working_day(date(2026, 12, 28)));
    }
}

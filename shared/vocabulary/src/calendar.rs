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
    fn london_is_in_the_bundled_time_zones_and_has_summer_time() {
        assert_eq!(london_midnight(date(2026, 7, 1)).to_string(), "2026-06-30T23:00:00Z");
        assert_eq!(london_midnight(date(2026, 1, 1)).to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(london_midnight(Date::MIN), Timestamp::MIN);
        assert_eq!(london_midnight(Date::MAX), Timestamp::MAX);
        assert_eq!(london_date("2026-06-30T23:30:00Z".parse().unwrap()), date(2026, 7, 1));
    }

    #[test]
    fn working_days_skip_weekends_and_bank_holidays() {
        // Thursday before Easter 2026; Good Friday and Easter Monday are holidays.
        assert_eq!(working_days_after(date(2026, 4, 2), 1), date(2026, 4, 7));
        assert_eq!(working_days_after(date(2026, 11, 20), 10), date(2026, 12, 4));
        assert!(!is_working_day(date(2026, 12, 28)));
    }
}

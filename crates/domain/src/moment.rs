//! Time as it is stored, and the day it falls on for people in China.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
pub use jiheng_law::Day;
use serde::{Deserialize, Serialize};

/// All of China keeps the time of Beijing, without summer time.
const HOURS_EAST: i8 = 8;

/// Milliseconds since the epoch, UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The day in Beijing; times beyond the calendar fall on its first or last day.
    #[must_use]
    pub fn day(self) -> Day {
        self.local().map_or_else(
            || Day { year: if self.0 < 0 { 0 } else { 9999 }, month: 1, day: 1 },
            |at| day_of(at.date()),
        )
    }

    /// As people write it, by the minute: 2026-03-02 09:05.
    #[must_use]
    pub fn minute(self) -> String {
        self.local().map_or_else(
            || self.day().to_string(),
            |at| {
                let (day, time) = (day_of(at.date()), at.time());
                format!("{day} {:02}:{:02}", time.hour(), time.minute())
            },
        )
    }

    fn local(self) -> Option<jiff::Zoned> {
        let zone = TimeZone::fixed(Offset::constant(HOURS_EAST));
        Some(Timestamp::from_millisecond(self.0).ok()?.to_zoned(zone))
    }
}

/// A day written as 2026-03-31, if the calendar has it.
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    text.trim().parse().ok().map(day_of)
}

/// Days in JSON, as they are written: `2026-03-31`.
pub(crate) mod day_text {
    use super::{Day, parse_day};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(day: &Day, output: S) -> Result<S::Ok, S::Error> {
        day.serialize(output)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Day, D::Error> {
        parse_day(&String::deserialize(input)?).ok_or_else(|| D::Error::custom("不是日期"))
    }

    /// A day, or none that is known.
    pub(crate) mod option {
        use super::{Day, Deserialize, Deserializer, Serialize, Serializer};

        #[derive(Deserialize)]
        struct Text(#[serde(with = "super")] Day);

        pub(crate) fn serialize<S: Serializer>(
            day: &Option<Day>,
            output: S,
        ) -> Result<S::Ok, S::Error> {
            day.serialize(output)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            input: D,
        ) -> Result<Option<Day>, D::Error> {
            Ok(Option::<Text>::deserialize(input)?.map(|Text(day)| day))
        }
    }
}

fn day_of(date: Date) -> Day {
    Day {
        year: date.year().unsigned_abs(),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_beijing() {
        // 2026-03-01 15:59:59.999 and 16:00 UTC.
        assert_eq!(Moment(1_772_380_799_999).minute(), "2026-03-01 23:59");
        assert_eq!(Moment(1_772_380_800_000).minute(), "2026-03-02 00:00");
        assert_eq!(Moment(1_772_380_800_000).day(), Day { year: 2026, month: 3, day: 2 });
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(parse_day(" 2024-02-29 "), Some(Day { year: 2024, month: 2, day: 29 }));
        for wrong in ["2026-02-29", "2026-13-01", "2026/03/01", ""] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_time_is_beyond_reach() {
        assert!(Moment(i64::MAX).day() > Moment(0).day());
        assert!(Moment(i64::MIN).day() < Moment(0).day());
    }
}

//! A day of the calendar, for the validity of law.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The last day of a year: a report is judged by the law at the end of the year that it is of.
    #[must_use]
    pub fn end_of(year: u16) -> Self {
        Self { year, month: 12, day: 31 }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::value::Datetime::deserialize(deserializer)?;
        let date = value.date.ok_or_else(|| serde::de::Error::custom("应为日期，如 2020-02-25"))?;
        Ok(Self { year: date.year, month: date.month, day: date.day })
    }
}

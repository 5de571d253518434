//! Where unit and day stand at the end of a document.

use super::title::halves;

/// The indents of 落款 from the right edge, in halves of a character: the day four characters in, the
/// unit centred over the day, as for a document that bears a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// Of the unit.
    pub unit: usize,
    /// Of the day.
    pub day: usize,
}

impl Seal {
    /// The indents of a unit and a day.
    #[must_use]
    pub fn of(unit: &str, day: &str) -> Self {
        const DAY: usize = 8;
        let (unit, day) = (halves(unit), halves(day));
        // A unit longer than the day would else stand out over the edge.
        let beyond = unit.saturating_sub(day) / 2;
        let day_indent = DAY.max(beyond);
        Self { unit: day_indent + day / 2 - unit / 2, day: day_indent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_stands_over_the_middle_of_the_day() {
        assert_eq!(Seal::of("水利局", "2025年3月12日"), Seal { unit: 11, day: 8 });
        let long = Seal::of("清河县农业农村和乡村振兴服务中心", "2025年3月1日");
        assert_eq!(long, Seal { unit: 0, day: 10 });
    }
}

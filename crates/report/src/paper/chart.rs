//! Charts of lying bars.

use jiheng_base::Decimal;

/// A chart of lying bars, the first on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The words below it.
    pub caption: String,
    /// What each bar of a group stands for; a single one needs no legend.
    pub series: Vec<String>,
    /// The groups.
    pub bars: Vec<Bar>,
}

/// A group of bars under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// A value for each series.
    pub values: Vec<Decimal>,
    /// The values as they are printed.
    pub printed: Vec<String>,
}

impl Chart {
    /// The lengths of the bars of a group, the longest of the chart being 1.
    #[must_use]
    pub fn lengths(&self, bar: &Bar) -> Vec<Decimal> {
        let longest = self.bars.iter().flat_map(|b| &b.values).max().copied().unwrap_or_default();
        let length = |value: &Decimal| value.checked_div(longest).unwrap_or_default();
        bar.values.iter().map(|value| length(value).max(Decimal::ZERO).round_dp(4)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_is_one() {
        let bar = |values: &[i64]| Bar {
            name: String::new(),
            values: values.iter().map(|v| Decimal::from(*v)).collect(),
            printed: Vec::new(),
        };
        let chart = |bars| Chart { caption: String::new(), series: Vec::new(), bars };
        let lengths = chart(vec![bar(&[50, 200]), bar(&[0, -5])]);
        let of = |at: usize| lengths.lengths(&lengths.bars[at]);
        assert_eq!(of(0), [Decimal::new(25, 2), Decimal::ONE]);
        assert_eq!(of(1), [Decimal::ZERO, Decimal::ZERO]);
        let empty = chart(vec![bar(&[0])]);
        assert_eq!(empty.lengths(&empty.bars[0]), [Decimal::ZERO]);
    }
}

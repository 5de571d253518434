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
    /// The greatest value, never below zero.
    #[must_use]
    pub fn greatest(&self) -> Decimal {
        self.bars
            .iter()
            .flat_map(|b| b.values.iter().copied())
            .max()
            .unwrap_or_default()
            .max(Decimal::ZERO)
    }
}

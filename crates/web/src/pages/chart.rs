//! Charts on the screen: tables that a script draws as bars.

use jiheng_report::Chart;

/// A chart. Its table is what is read without a script, by a screen reader, and on paper.
pub(crate) struct Figure {
    pub(crate) caption: String,
    /// The head over the names.
    pub(crate) of: &'static str,
    /// The heads over the values; one or two.
    pub(crate) series: Vec<String>,
    pub(crate) rows: Vec<FigureRow>,
}

pub(crate) struct FigureRow {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

impl Figure {
    /// How many there are of each.
    pub(crate) fn counts(
        caption: impl Into<String>,
        of: &'static str,
        counts: impl IntoIterator<Item = (String, u64)>,
    ) -> Self {
        let row =
            |(name, count): (String, u64)| FigureRow { name, values: vec![count.to_string()] };
        Self {
            caption: caption.into(),
            of,
            series: vec!["份数".into()],
            rows: counts.into_iter().map(row).collect(),
        }
    }
}

impl From<Chart> for Figure {
    fn from(chart: Chart) -> Self {
        let row = |bar: jiheng_report::Bar| FigureRow { name: bar.name, values: bar.printed };
        Self {
            caption: chart.caption.trim_start_matches("图：").to_owned(),
            of: "名称",
            series: chart.series,
            rows: chart.bars.into_iter().map(row).collect(),
        }
    }
}

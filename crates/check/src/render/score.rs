//! The lines of the score sheet in words, for every form in which it is shown.

use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_score::{Line, LineKind, Outcome, ScoreSheet};

/// A line of the score sheet as it is printed.
pub(super) struct ScoreRow<'a> {
    /// One of the indicators of the dimension above.
    pub(super) is_indicator: bool,
    pub(super) name: &'a str,
    pub(super) weight: String,
    pub(super) claimed: String,
    pub(super) computed: String,
    /// Claimed and recomputed points are not the same.
    pub(super) differs: bool,
    pub(super) note: String,
}

/// Every line of a sheet.
pub(super) fn rows(sheet: &ScoreSheet) -> Vec<ScoreRow<'_>> {
    sheet.lines.iter().map(row).collect()
}

/// Points, or a dash where there are none.
pub(super) fn points(points: Option<Decimal>) -> String {
    points.map_or_else(|| "–".to_owned(), plain)
}

fn row(line: &Line) -> ScoreRow<'_> {
    ScoreRow {
        is_indicator: line.kind == LineKind::Indicator,
        name: &line.name,
        weight: points(line.weight),
        claimed: points(line.claimed),
        computed: points(line.computed),
        differs: line.computed.is_some() && line.claimed != line.computed,
        note: note(line),
    }
}

fn note(line: &Line) -> String {
    let trace: Vec<&str> = line.trace.iter().map(|s| s.text.as_str()).collect();
    match &line.outcome {
        Outcome::Computed if line.claimed != line.computed => trace.join("；"),
        Outcome::Computed => String::new(),
        Outcome::StandIn => format!("{}（代用数）", trace.join("；")),
        Outcome::Accepted(why) => format!("按自报计：{why}"),
        Outcome::Unable(why) => format!("无法复算：{why}"),
    }
}

/// The total by one base, in a sentence.
pub(super) fn total(name: &str, sheet: &ScoreSheet) -> String {
    let claimed = points(sheet.claimed);
    let Some(total) = sheet.total else {
        return format!("{name}总分：自报 {claimed}，无法复算");
    };
    let grade = sheet.grade.as_deref().unwrap_or("–");
    let stand_in = if sheet.stand_in { "，含代用数" } else { "" };
    let base = sheet.base.text();
    format!("{name}总分：自报 {claimed}，复算 {}，等级“{grade}”（{base}{stand_in}）", plain(total))
}

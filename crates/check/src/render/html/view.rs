//! The findings and the score as the page shows them.

use super::marks::{level_class, place_id};
use crate::render::score::{ScoreRow, rows, total};
use crate::report::{FindingInfo, Report};
use jiheng_base::Level;

/// A box to tick in the filter.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) name: &'static str,
    pub(super) count: usize,
}

pub(super) struct FindingView<'a> {
    pub(super) number: usize,
    pub(super) class: &'static str,
    pub(super) family: &'static str,
    pub(super) info: &'a FindingInfo,
    pub(super) details: Vec<String>,
    places: Vec<PlaceView<'a>>,
}

/// This many places are shown at once; the others unfold.
const PLACES_SHOWN: usize = 3;

impl<'a> FindingView<'a> {
    pub(super) fn first_places(&self) -> &[PlaceView<'a>] {
        &self.places[..self.places.len().min(PLACES_SHOWN)]
    }

    pub(super) fn more_places(&self) -> &[PlaceView<'a>] {
        self.places.get(PLACES_SHOWN..).unwrap_or_default()
    }
}

pub(super) struct PlaceView<'a> {
    pub(super) id: String,
    pub(super) path: &'a str,
    pub(super) quote: String,
    pub(super) label: &'a str,
}

pub(super) struct SheetView<'a> {
    pub(super) total: String,
    pub(super) rows: Vec<ScoreRow<'a>>,
}

pub(super) struct BaseView<'a> {
    pub(super) name: &'a str,
    pub(super) rate: String,
    pub(super) how: String,
}

pub(super) fn findings(report: &Report) -> Vec<FindingView<'_>> {
    (1..).zip(&report.findings).map(|(number, info)| finding(number, info)).collect()
}

fn finding(number: usize, info: &FindingInfo) -> FindingView<'_> {
    FindingView {
        number,
        class: level_class(info.level),
        family: family(info),
        details: info.details(),
        places: (0..)
            .zip(&info.locations)
            .map(|(ordinal, place)| PlaceView {
                id: place_id(number, ordinal),
                path: &place.path,
                quote: shorten(&place.quote),
                label: &place.label,
            })
            .collect(),
        info,
    }
}

fn family(info: &FindingInfo) -> &'static str {
    jiheng_rules::rule(info.code).map_or("", |rule| rule.family())
}

pub(super) fn levels(report: &Report) -> Vec<Choice> {
    [Level::Error, Level::Doubt, Level::Note]
        .into_iter()
        .map(|level| Choice {
            value: level_class(level),
            name: level.text(),
            count: report.count(level),
        })
        .filter(|choice| choice.count > 0)
        .collect()
}

/// The families that have findings, in the order in which they come.
pub(super) fn families(report: &Report) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for name in report.findings.iter().map(family) {
        match choices.iter_mut().find(|c| c.name == name) {
            Some(choice) => choice.count += 1,
            None => choices.push(Choice { value: name, name, count: 1 }),
        }
    }
    choices
}

/// The score by the base of the report and, where it differs, by that of the scheme.
pub(super) fn sheets(report: &Report) -> Vec<SheetView<'_>> {
    let score = &report.score;
    if score.reported.lines.is_empty() {
        return Vec::new();
    }
    let mut sheets = vec![SheetView {
        total: total("报告口径", &score.reported),
        rows: rows(&score.reported),
    }];
    if differs(report) {
        sheets.push(SheetView { total: total("方案口径", &score.by_scheme), rows: Vec::new() });
    }
    sheets
}

pub(super) fn bases(report: &Report) -> Vec<BaseView<'_>> {
    if report.score.reported.lines.is_empty() || !differs(report) {
        return Vec::new();
    }
    let bases = report.score.bases.iter();
    bases
        .map(|line| match &line.row.result {
            Ok(execution) => {
                let mark = if execution.stand_in { "（代用数）" } else { "" };
                let how = format!("{}{mark}", execution.calculation());
                BaseView { name: line.name, rate: execution.percent(), how }
            }
            Err(missing) => BaseView { name: line.name, rate: "–".into(), how: missing.clone() },
        })
        .collect()
}

fn differs(report: &Report) -> bool {
    report.score.by_scheme.total != report.score.reported.total
}

/// A link need not hold a whole paragraph.
fn shorten(quote: &str) -> String {
    const MAX_CHARS: usize = 24;
    if quote.chars().count() <= MAX_CHARS {
        return quote.to_owned();
    }
    format!("{}…", quote.chars().take(MAX_CHARS - 1).collect::<String>())
}

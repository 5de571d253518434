//! Whether a document is read as the evaluation that it was written from.

use jiheng_base::evaluation::{Dimension, Evaluation, Indicator, Stated};
use jiheng_base::{Decimal, Level, round_half_up};
use jiheng_check::{Options, check};
use jiheng_law::Law;
use jiheng_report::{Settled, TemplateKind};
use std::fmt::Debug;

/// What is read otherwise than it was written, and what a check has against the document.
pub fn faults(bytes: &[u8], settled: &Settled, law: &Law, kind: TemplateKind) -> Vec<String> {
    let document = jiheng_document::read(bytes).unwrap();
    let read = jiheng_facts::extract(&document, law).evaluation;
    let mut faults = differences(&settled.submission.evaluation, &read, kind);
    let options = Options { scheme: Some(settled.scheme.id.clone()), ..Options::default() };
    let report = check(bytes, law, &options).unwrap();
    faults.extend(report.findings.iter().filter(|f| f.level > Level::Note).map(|f| {
        let quotes: Vec<&str> = f.locations.iter().map(|l| l.quote.as_str()).collect();
        format!("{:?} {} {} {quotes:?}", f.level, f.code, f.title)
    }));
    faults
}

/// A line for each part that is not read as it was written.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn hold<T: PartialEq + Debug>(&mut self, what: &str, written: T, read: T) {
        if written != read {
            self.0.push(format!("{what}：写 {written:?}，读 {read:?}"));
        }
    }
}

fn bare<T: Clone>(stated: &Option<Stated<T>>) -> Option<T> {
    stated.as_ref().map(|s| s.value.clone())
}

fn indicator(i: &Indicator) -> String {
    let names: Vec<&str> = i.names.iter().map(|n| n.value.as_str()).collect();
    format!(
        "{:?}/{:?}/{names:?} {:?} {:?} {:?} {:?} {:?}",
        i.dimension,
        i.category,
        bare(&i.target),
        bare(&i.actual),
        bare(&i.weight).map(|w| w.normalize()),
        bare(&i.score).map(|w| w.normalize()),
        bare(&i.reason),
    )
}

fn differences(written: &Evaluation, read: &Evaluation, kind: TemplateKind) -> Vec<String> {
    let mut found = Differences::default();
    found.hold("单位", bare(&written.unit), bare(&read.unit));
    found.hold("年度", bare(&written.year), bare(&read.year));
    found.hold("类别", written.kind, read.kind);
    found.hold("项目", bare(&written.project), bare(&read.project));
    let (own, other) = (&written.budget, &read.budget);
    let rate = |rate: &Option<Stated<Decimal>>| bare(rate).map(|r| round_half_up(r, 4).normalize());
    let yuan = |yuan: &Option<Stated<Decimal>>| bare(yuan).map(|y| y.normalize());
    found.hold("执行率", rate(&own.reported_rate), rate(&other.reported_rate));
    found.hold("预算数", yuan(&own.reported_base), yuan(&other.reported_base));
    found.hold("执行数", yuan(&own.reported_executed), yuan(&other.reported_executed));
    if kind == TemplateKind::Full {
        found.hold("支出", yuan(&own.expenditure), yuan(&other.expenditure));
        found.hold("基本支出", yuan(&own.basic), yuan(&other.basic));
        found.hold("项目支出", yuan(&own.project), yuan(&other.project));
    }
    let dimensions = |e: &Evaluation| -> Vec<String> {
        let one = |d: &Dimension| {
            let points = |points: Option<Decimal>| points.map(|p| p.normalize());
            // A form names the execution of the budget by its money, and leaves the other sums out.
            let name = if d.is_execution { "预算执行" } else { &d.name };
            let is_shown = d.is_execution || kind != TemplateKind::ScoreTable;
            let score = d.scores.first().map(|s| s.value).filter(|_| is_shown);
            format!("{name} {:?} {:?}", points(bare(&d.weight)), points(score))
        };
        e.dimensions.iter().map(one).collect()
    };
    found.hold("一级指标", dimensions(written), dimensions(read));
    let (own, other) = (&written.indicators, &read.indicators);
    found.hold("指标个数", own.len(), other.len());
    for (own, other) in own.iter().zip(other) {
        found.hold("指标", indicator(own), indicator(other));
    }
    let total = |e: &Evaluation| e.totals.first().map(|t| t.value.normalize());
    found.hold("总分", total(written), total(read));
    if kind != TemplateKind::ScoreTable {
        found.hold("等级", bare(&written.grade), bare(&read.grade));
    }
    found.0
}

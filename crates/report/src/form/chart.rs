//! The charts that a template calls by their names.

use crate::Settled;
use crate::amount::{Amounts, points};
use crate::paper::{Bar, Chart};
use crate::spending::classes;
use jiheng_base::Decimal;
use jiheng_base::evaluation::SpendingGroup;
use jiheng_score::LineKind;

/// The chart of a name; none within where the data is too little for a picture.
pub(crate) fn named(name: &str, settled: &Settled) -> Option<Option<Chart>> {
    let chart = match name {
        "支出构成" => spending(settled),
        "得分" => scores(settled),
        _ => return None,
    };
    Some((chart.bars.len() > 1).then_some(chart))
}

/// What was spent by class, basic and project spending side by side.
fn spending(settled: &Settled) -> Chart {
    let budget = &settled.submission.evaluation.budget;
    let groups = [SpendingGroup::Basic, SpendingGroup::Project];
    let mut bars: Vec<Bar> = Vec::new();
    for (series, group) in groups.into_iter().enumerate() {
        for (line, _) in classes(budget, group) {
            let at = bars.iter().position(|b| b.name == line.name).unwrap_or_else(|| {
                let none = vec![Decimal::ZERO; groups.len()];
                bars.push(Bar { name: line.name.clone(), values: none, printed: Vec::new() });
                bars.len() - 1
            });
            bars[at].values[series] += line.executed.value;
        }
    }
    let printer = Amounts::of(budget);
    for bar in &mut bars {
        bar.printed = bar.values.iter().map(|v| printer.print(*v)).collect();
    }
    Chart {
        caption: "图：支出按经济分类执行情况（万元）".to_owned(),
        series: vec!["基本支出".into(), "项目支出".into()],
        bars,
    }
}

/// The points of each dimension beside those that could be reached.
fn scores(settled: &Settled) -> Chart {
    let lines = settled.sheet.lines.iter().filter(|l| l.kind != LineKind::Indicator);
    let bars = lines.filter_map(|line| {
        let values = vec![line.weight?, line.computed?];
        let printed = values.iter().map(|v| points(*v)).collect();
        Some(Bar { name: line.name.clone(), values, printed })
    });
    Chart {
        caption: "图：各项指标得分情况（分）".to_owned(),
        series: vec!["分值".into(), "得分".into()],
        bars: bars.collect(),
    }
}

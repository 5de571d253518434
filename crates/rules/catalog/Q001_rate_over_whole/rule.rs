//! A part is no more than its whole.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Unit};

/// Rates whose part is counted out of the whole.
#[rustfmt::skip]
const OF_A_WHOLE: &[&str] = &[
    "合格率", "满意度", "满意率", "覆盖率", "及格率", "达标率", "优良率", "优秀率", "普及率",
    "出勤率", "办结率", "整改率", "及时率", "准确率", "完好率", "公开率", "知晓率", "巩固率",
    "毕业率", "验收率", "回收率", "在用率",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for figure in cx.facts.figures.iter().filter(|f| f.quantity.unit == Unit::Percent && !f.quoted)
    {
        let is_own = |name: &str| {
            OF_A_WHOLE.iter().any(|w| name.ends_with(w) || name.contains(&format!("{w}实际")))
        };
        if !is_own(&figure.label) || figure.label.contains('毛') {
            continue;
        }
        looked = true;
        if figure.quantity.value > Decimal::ONE_HUNDRED {
            let place = if figure.in_table { figure.place } else { figure.span };
            let message = format!("“{}”为{}，部分多于全体", figure.label, figure.quantity.text());
            findings.push(Finding::new(
                "Q001",
                Level::Doubt,
                place,
                message,
                "核对分子和分母，或改正比率的名称",
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}

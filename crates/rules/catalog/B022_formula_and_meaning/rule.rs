//! A printed formula measures what its name says.

use crate::formula::{PrintedFormula, printed_formulas};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};

/// Names of rates and the words of which one must stand in the formula.
const MUST_NAME: &[(&[&str], &[&str], &str)] = &[
    (
        &["按时完成率", "完成及时率", "及时完成率", "按期完成率"],
        &["按时", "及时", "按期", "时间", "时限", "期限"],
        "时间",
    ),
    (
        &["质量达标率", "验收合格率", "合格率", "达标率"],
        &["达标", "合格", "通过", "优良"],
        "达标或合格的数",
    ),
    (&["成本节约率"], &["实际"], "实际成本"),
];
/// Rates of what was done, which money does not measure.
const OF_WORK: &[&str] = &["实际完成率", "产出完成率", "任务完成率", "工作完成率"];
const MONEY: &[&str] = &["金额", "支付", "支出", "资金", "预算"];

pub(super) fn check(cx: &Context) -> Verdict {
    let formulas = printed_formulas(cx);
    let looked = !formulas.is_empty();
    let findings = formulas
        .into_iter()
        .filter_map(|formula| {
            let message = fault(&formula)?;
            let action = "按共性指标的口径改正公式，或改称别的指标";
            Some(Finding::new("B022", Level::Doubt, formula.place, message, action))
        })
        .collect();
    Verdict::of_looked(findings, looked)
}

fn fault(formula: &PrintedFormula) -> Option<String> {
    let has = |words: &[&str]| words.iter().any(|w| formula.words.contains(w));
    let lacks = MUST_NAME
        .iter()
        .find(|(names, words, _)| names.iter().any(|n| formula.name.ends_with(n)) && !has(words));
    if let Some((_, _, what)) = lacks {
        return Some(format!("“{}”的公式里没有{what}", formula.name));
    }
    let of_work = OF_WORK.iter().any(|n| formula.name.ends_with(n));
    (of_work && has(MONEY)).then(|| format!("“{}”量的是完成的工作，公式用的是资金", formula.name))
}

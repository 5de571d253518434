//! Nothing carried over, says the text; the numbers say otherwise.

use crate::text::{clause_around, in_title};
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Words};

#[rustfmt::skip]
static CLAIMS: Words = Words::new(&[
    "无结转", "无结余", "没有结转", "没有结余", "未形成结转", "未形成结余", "零结转", "零结余",
]);
/// Standards and money of one kind say nothing of the whole.
#[rustfmt::skip]
static OF_A_PART: Words = Words::new(&[
    "其他收入", "基金", "项目", "无结转得", "无结余得", "事业收入", "国有资本", "当年全部",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(carried) = &cx.evaluation().budget.carried_out else { return Verdict::NotApplicable };
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (at, word) in CLAIMS.matches(text) {
            let (start, end) = clause_around(text, at);
            let sentence_start = text[..at].rfind(['。', '；']).map_or(0, |i| i + 3);
            let around = text.get(sentence_start..end).unwrap_or("");
            let quoted = is_quoted(text, at) || in_title(text, at);
            let of_part = OF_A_PART.any_in(around);
            // 年初无结转 tells of the year before.
            let of_part = of_part
                || ["年初", "上年", "期初"].iter().any(|w| text[start..at].trim().ends_with(w));
            // 无结余分配: nothing was distributed.
            let quoted = quoted || text[at + word.len()..].starts_with("分配");
            // 年初无结转 says nothing of the year's end.
            let at_start =
                ["年初", "上年", "期初", "以前年度"].iter().any(|w| text[start..at].ends_with(w));
            if quoted || of_part || at_start || carried.value <= Decimal::ZERO {
                continue;
            }
            let message = format!(
                "说“{word}”，而年末结转结余为{}万元",
                (carried.value / Decimal::from(10_000)).normalize()
            );
            findings.push(
                Finding::new(
                    "C004",
                    Level::Error,
                    Place::new(node, start, end),
                    message,
                    "按实际数改正说法和得分",
                )
                .using_all(carried.place.map(|p| cx.widen(p)), Role::Against),
            );
        }
    }
    Verdict::of(findings)
}

/// Between quotation marks stands a standard.
fn is_quoted(text: &str, at: usize) -> bool {
    let open = text[..at].rfind('“');
    let close = text[..at].rfind('”');
    open.is_some_and(|o| close.is_none_or(|c| c < o))
}

//! All arrived, says the text; the numbers say less.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Place, Role, Words};
use jiheng_facts::FigureId;

static CLAIMS: Words = Words::new(&["全部到位", "足额到位", "全额到位", "均已到位", "100%到位"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        let Some(at) = CLAIMS.first_in(text) else {
            continue;
        };
        if speaks_of_a_part(text, at) {
            continue;
        }
        let money: Vec<FigureId> = cx.money_in(node).collect();
        let named = |words: &[&str]| {
            money.iter().copied().find(|id| words.iter().any(|w| cx.figure(*id).lead.contains(w)))
        };
        let (Some(arrived), Some(planned)) =
            (named(&["到位"]), named(&["预算", "计划", "安排", "应到位"]))
        else {
            continue;
        };
        looked = true;
        let value = |id: FigureId| cx.figure(id).quantity.base();
        let comparable =
            cx.figure(planned).quantity.dimension() == Dimension::Money && planned != arrived;
        if comparable && value(arrived) < value(planned) {
            let (start, end) = clause_around(text, at);
            let gap = cx.figure(planned).quantity.print_like(value(planned) - value(arrived));
            let message = format!(
                "说资金全部到位，而到位数{}比{}少{gap}",
                cx.print(arrived),
                cx.print(planned)
            );
            findings.push(
                Finding::new(
                    "B003",
                    Level::Error,
                    Place::new(node, start, end),
                    message,
                    "改正说法，写明到位率",
                )
                .using(cx.figure(planned).span, Role::Against, "")
                .using(cx.figure(arrived).span, Role::Against, ""),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 中央、省资金全部到位 says nothing of what others pay.
fn speaks_of_a_part(text: &str, at: usize) -> bool {
    static PAYERS: Words = Words::new(&[
        "中央",
        "上级",
        "省",
        "自治区",
        "市",
        "州",
        "县",
        "区",
        "乡镇",
        "配套",
        "自筹",
        "专项",
        "债券",
        "贷款",
    ]);
    let (start, _) = clause_around(text, at);
    // 其中中央资金…、省级资金…，均全额到位: what was listed before.
    let only_all = text[start..at].trim_matches(['均', '都', '已', '皆', '全']).is_empty();
    let start = if only_all { crate::text::sentence_around(text, at).0 } else { start };
    let subject = &text[start..at];
    let list = subject.rsplit("其中").next().unwrap_or(subject);
    PAYERS.any_in(list)
}

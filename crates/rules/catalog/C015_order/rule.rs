//! Each step comes out of the one before it.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role, Unit, words};
use jiheng_facts::FigureId;

/// Steps, each by the words of its number; a later one is never more than an earlier one.
const CHAINS: &[&[&[&str]]] = &[
    &[&["发放", "发出"], &["收回", "回收"], &["有效"], &["满意"]],
    &[&["抽检", "抽查", "抽样", "检测"], &["合格"]],
    &[&["受理", "接收", "收到", "办理", "交办", "承办"], &["办结"]],
    &[&["排查", "发现", "查出"], &["整改", "销号"]],
    &[&["报名", "参训", "培训"], &["结业", "取证", "取得证书"]],
    &[&["应到"], &["实到"]],
    &[&["毕业生"], &["参加", "报名"], &["上线", "录取"]],
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let counts: Vec<FigureId> = sentence
            .figures
            .clone()
            .filter(|id| {
                let figure = cx.figure(*id);
                figure.depth == 0
                    && !figure.quoted
                    && !figure.in_table
                    && matches!(figure.quantity.unit, Unit::Measure { .. })
            })
            .collect();
        if counts.len() < 2 {
            continue;
        }
        for chain in CHAINS {
            let steps: Vec<FigureId> =
                chain.iter().filter_map(|words| step(cx, &counts, words)).collect();
            looked |= steps.len() > 1;
            findings.extend(steps.windows(2).filter_map(|pair| compare(cx, pair[0], pair[1])));
        }
    }
    Verdict::of_looked(findings, looked)
}

fn step(cx: &Context, counts: &[FigureId], words: &[&str]) -> Option<FigureId> {
    counts.iter().copied().find(|id| {
        let figure = cx.figure(*id);
        let named = words.iter().any(|w| figure.lead.contains(w) || figure.tail.starts_with(w));
        // 在4个乡镇各发放60份 counts once for each.
        let of_each = words!["各", "每"].any_in(&figure.lead);
        named && !of_each && !figure.lead.contains('不') && !figure.lead.contains('未')
    })
}

fn compare(cx: &Context, earlier: FigureId, later: FigureId) -> Option<Finding> {
    let (a, b) = (cx.figure(earlier), cx.figure(later));
    let alike = a.quantity.dimension() == b.quantity.dimension() && earlier < later;
    (alike && b.quantity.base() > a.quantity.base()).then(|| {
        let message =
            format!("{}{}大于{}{}", b.label, b.quantity.text(), a.label, a.quantity.text());
        Finding::new("C015", Level::Error, b.span, message, "核对各步的数").using(
            a.span,
            Role::Against,
            "",
        )
    })
}

//! What is said of numbers agrees with them.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Finding, Level, Place, Role};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::{Figure, FigureId};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main: Vec<FigureId> = sentence
            .figures
            .clone()
            .filter(|id| {
                cx.figure(*id).depth == 0 && !cx.figure(*id).quoted && !cx.figure(*id).in_table
            })
            .collect();
        for pair in main.windows(2) {
            let Some(holds) = comparison(cx.figure(pair[0]), cx.figure(pair[1])) else { continue };
            looked = true;
            if !holds {
                findings.push(finding(cx, pair[0], pair[1]));
            }
        }
        let (told, faults) = words(cx, sentence.place, &main);
        looked |= told;
        findings.extend(faults);
    }
    Verdict::of_looked(findings, looked)
}

/// Whether `value，高于bound` holds; `None` when the second number is no bound of the first.
fn comparison(value: &Figure, bound: &Figure) -> Option<bool> {
    let stands_behind = bound.after == Some(Separator::Clause);
    // 新增岗位60个，达到634个: the second number is what the first one leads to.
    let adds = ["新增", "增加", "增长", "减少"].iter().any(|w| value.lead.contains(w));
    let exact = value.quantity.bound == Bound::Exact && !(adds && bound.lead == "达到");
    // A bare 0 is a bound of anything.
    let alike =
        value.quantity.dimension() == bound.quantity.dimension() || bound.quantity.value.is_zero();
    // 执行率低于90%的项目 counts what is below; it says nothing of the number before.
    let is_condition = bound.tail.starts_with('的')
        && !["控制线", "目标", "标准", "要求", "规定", "上限", "下限", "红线"]
            .iter()
            .any(|w| bound.tail.contains(w));
    if !stands_behind || !exact || !alike || is_condition {
        return None;
    }
    let (a, b) = (value.quantity.base(), bound.quantity.base());
    match bound.lead.as_str() {
        "高于" | "大于" | "超过" | "超出" => Some(a > b),
        "不低于" | "不少于" | "不小于" | "达到" => Some(a >= b),
        "低于" | "小于" | "少于" | "未达到" | "没有达到" | "未达" | "不足" | "不到" => {
            Some(a < b)
        }
        "不高于" | "不超过" | "不大于" | "不多于" => Some(a <= b),
        _ => None,
    }
}

fn finding(cx: &Context, value: FigureId, bound: FigureId) -> Finding {
    let (value, bound) = (cx.figure(value), cx.figure(bound));
    let said = format!("{}{}", bound.lead, bound.quantity.text());
    let message = format!("{}{}，文中却说“{said}”", value.label, value.quantity.text());
    Finding::new("C011", Level::Error, bound.span, message, "核对数字，改正说法").using(
        value.span,
        Role::Against,
        "",
    )
}

/// 实现翻番 and 未超预算, which name no number of their own.
fn words(cx: &Context, sentence: Place, main: &[FigureId]) -> (bool, Vec<Finding>) {
    let text = cx.quote(sentence);
    let mut told = false;
    let mut findings = Vec::new();
    let place = |at: usize, word: &str| {
        let start = sentence.start as usize + at;
        Place::new(sentence.node, start, start + word.len())
    };
    for word in ["实现翻番", "翻了一番", "翻番"] {
        let Some(at) = crate::text::first(text, word) else { continue };
        let Some((prior, new)) = doubled(cx, main) else { break };
        told = true;
        let (a, b) = (cx.figure(prior), cx.figure(new));
        // 翻番 is said of anything that is at least about double.
        let least = a.quantity.base() * Decimal::new(19, 1);
        if b.quantity.base() < least && a.quantity.unit == b.quantity.unit {
            let message = format!("由{}到{}，不到翻番", a.quantity.text(), b.quantity.text());
            let finding =
                Finding::new("C011", Level::Error, place(at, word), message, "核对数字，改正说法");
            findings.push(finding.using(a.span, Role::Against, "").using(
                b.span,
                Role::Against,
                "",
            ));
        }
        break;
    }
    for word in ["未超预算", "没有超预算", "未突破预算", "未超编"] {
        let Some(at) = crate::text::first(text, word) else { continue };
        let end = sentence.start as usize + at;
        let rate = main.iter().copied().rfind(|id| {
            (cx.figure(*id).place.end as usize) <= end && cx.figure(*id).label.ends_with("控制率")
        });
        let Some(rate) = rate.map(|id| cx.figure(id)) else { continue };
        told = true;
        if rate.quantity.base() > Decimal::ONE {
            let message = format!("{}{}，文中却说“{word}”", rate.label, rate.quantity.text());
            findings.push(
                Finding::new("C011", Level::Error, place(at, word), message, "核对数字，改正说法")
                    .using(rate.span, Role::Against, ""),
            );
        }
    }
    for (at, word) in ALL_DONE.iter().flat_map(|w| crate::text::matches(text, w)) {
        let end = sentence.start as usize + at + word.len();
        let Some(rate) = rate_right_behind(cx, main, end) else { continue };
        told = true;
        if rate.quantity.base() < Decimal::ONE {
            let message = format!("{}{}，文中却说“{word}”", rate.label, rate.quantity.text());
            findings.push(
                Finding::new("C011", Level::Error, place(at, word), message, "核对数字，改正说法")
                    .using(rate.span, Role::Against, ""),
            );
        }
    }
    (told, findings)
}

#[rustfmt::skip]
const ALL_DONE: &[&str] = &[
    "全部建成", "全部完成", "全部完工", "全部到位", "全部达标", "全部办结", "全部验收合格", "全部发放",
];

/// The rate of completion that the next clause tells.
fn rate_right_behind<'a>(cx: &'a Context, main: &[FigureId], end: usize) -> Option<&'a Figure> {
    let id = main.iter().copied().find(|id| cx.figure(*id).place.start as usize >= end)?;
    let figure = cx.figure(id);
    let between = cx.document.text(figure.place.node).get(end..figure.span.start as usize)?;
    let rates = ["完成率", "到位率", "达标率", "办结率", "合格率", "完工率", "建成率", "发放率"];
    (between == "，" && rates.contains(&figure.label.as_str())).then_some(figure)
}

/// 由上年的甲增加到乙.
fn doubled(cx: &Context, main: &[FigureId]) -> Option<(FigureId, FigureId)> {
    main.windows(2)
        .find(|pair| {
            cx.facts.roles[pair[0]] == Reading::Prior
                && matches!(cx.facts.roles[pair[1]], Reading::New(_))
        })
        .map(|pair| (pair[0], pair[1]))
}

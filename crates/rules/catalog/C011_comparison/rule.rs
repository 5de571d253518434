//! What is said of numbers agrees with them.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Finding, Level, Place, Role, Words, words};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::{Figure, FigureId};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures_of_text(sentence);
        for pair in main.windows(2) {
            let value = total_of_parts(cx, &main, pair[0]);
            let Some(holds) = comparison(cx.figure(value), cx.figure(pair[1])) else { continue };
            looked = true;
            if !holds {
                findings.push(finding(cx, value, pair[1]));
            }
        }
        if let Some(missed) = each_reached(cx, sentence.place, sentence.figures.clone()) {
            looked = true;
            findings.extend(missed.into_iter().map(|(value, bound)| finding(cx, value, bound)));
        }
        let (told, faults) = words(cx, sentence.place, &main);
        looked |= told;
        findings.extend(faults);
    }
    Verdict::of_looked(findings, looked)
}

/// 共68.34万人次，其中甲馆28.16万人次、乙馆8.86万人次，超过62万人次: what is said behind the parts is said of their
/// total.
fn total_of_parts(cx: &Context, main: &[FigureId], last: FigureId) -> FigureId {
    let Some(at) = main.iter().position(|id| *id == last) else { return last };
    let is_part = |id: &FigureId| cx.figure(*id).after <= Some(Separator::Item);
    let opener = (1..=at).rev().find(|at| cx.figure(main[*at]).opens_parts);
    match opener.filter(|open| main[open + 1..=at].iter().all(is_part)) {
        Some(open) if open < at => main[open - 1],
        _ => last,
    }
}

/// Whether `value，高于bound` holds; `None` when the second number is no bound of the first.
fn comparison(value: &Figure, bound: &Figure) -> Option<bool> {
    let stands_behind = bound.after == Some(Separator::Clause);
    // 新增岗位60个，达到634个: the second number is what the first one leads to.
    let adds = words!["新增", "增加", "增长", "减少"].any_in(&value.lead)
        || value.lead.ends_with(['升', '降', '涨']);
    let exact = value.quantity.bound == Bound::Exact && !(adds && bound.lead == "达到");
    // A bare 0 is a bound of anything.
    let alike =
        value.quantity.dimension() == bound.quantity.dimension() || bound.quantity.value.is_zero();
    // 执行率低于90%的项目 counts what is below; it says nothing of the number before.
    let is_condition = bound.tail.starts_with('的')
        && !words!["控制线", "目标", "标准", "要求", "规定", "上限", "下限", "红线"]
            .any_in(&bound.tail);
    if !stands_behind || !exact || !alike || is_condition || sets_standard(value, bound) {
        return None;
    }
    let (a, b) = (value.quantity.base(), bound.quantity.base());
    // 7.40%，未达到5%以内的目标: missed by more, not by less.
    if bound.quantity.bound == Bound::AtMost {
        return None;
    }
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

/// 30%（含）至45%为“黄灯”，低于30%为“红灯”: bands, not a value and its bound.
fn sets_standard(value: &Figure, bound: &Figure) -> bool {
    const GIVES: &[&str] = &["为", "得", "扣", "评", "计", "属", "按", "定"];
    let ends_range = ["至", "到", "—", "-", "~", "～"].iter().any(|w| value.lead.ends_with(w));
    ends_range || GIVES.iter().any(|w| bound.tail.starts_with(w))
}

fn finding(cx: &Context, value: FigureId, bound: FigureId) -> Finding {
    let (value, bound) = (cx.figure(value), cx.figure(bound));
    let said = format!("{}{}", bound.lead, bound.quantity.text());
    // Where a row of values is held against a row of bounds, the value is the fault.
    let (place, against, said) = match bound.depth {
        0 => (bound.span, value.span, said),
        _ => (value.span, bound.span, format!("均达到{}", bound.quantity.text())),
    };
    let message = format!("{}{}，文中却说“{said}”", value.label, value.quantity.text());
    Finding::new("C011", Level::Error, place, message, "核对数字，改正说法").using(
        against,
        Role::Against,
        "",
    )
}

/// 一季度末26.10%、二季度末51.44%，均达到序时要求（分别为25%、50%）: the values that miss their own bound; `None` where
/// nothing is said of each.
fn each_reached(
    cx: &Context,
    sentence: Place,
    figures: std::ops::Range<FigureId>,
) -> Option<Vec<(FigureId, FigureId)>> {
    static EACH: Words = Words::new(&["均达到", "均高于", "均超过", "均不低于", "均快于"]);
    let text = cx.quote(sentence);
    if !EACH.any_in(text) {
        return None;
    }
    let is_bound = |id: &FigureId| cx.figure(*id).depth == 1;
    let first = figures.clone().find(|id| is_bound(id) && cx.figure(*id).lead.contains("分别"))?;
    let bounds: Vec<FigureId> = (first..figures.end).take_while(is_bound).collect();
    let like = |id: &FigureId| {
        cx.figure(*id).depth == 0
            && cx.figure(*id).quantity.dimension() == cx.figure(first).quantity.dimension()
    };
    let values: Vec<FigureId> = (figures.start..first).filter(like).collect();
    let values = &values[values.len().checked_sub(bounds.len())?..];
    let last = cx.figure(*values.last()?).place.end;
    let start = sentence.start;
    let said =
        text.get((last - start) as usize..(cx.figure(first).place.start - start) as usize)?;
    let pairs = values.iter().copied().zip(bounds);
    EACH.any_in(said).then(|| {
        pairs
            .filter(|(v, b)| cx.figure(*v).quantity.base() < cx.figure(*b).quantity.base())
            .collect()
    })
}

static DOUBLED: Words = Words::new(&["实现翻番", "翻了一番", "翻番"]);
static WITHIN_BUDGET: Words = Words::new(&["未超预算", "没有超预算", "未突破预算", "未超编"]);

/// 实现翻番 and 未超预算, which name no number of their own.
fn words(cx: &Context, sentence: Place, main: &[FigureId]) -> (bool, Vec<Finding>) {
    let text = cx.quote(sentence);
    let mut told = false;
    let mut findings = Vec::new();
    let place = |at: usize, word: &str| {
        let start = sentence.start as usize + at;
        Place::new(sentence.node, start, start + word.len())
    };
    if let Some((at, word)) = DOUBLED.firsts(text).next()
        && let Some((prior, new)) = doubled(cx, main)
    {
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
    }
    for (at, word) in WITHIN_BUDGET.firsts(text) {
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
    for (at, word) in ALL_DONE.matches(text) {
        let end = sentence.start as usize + at + word.len();
        if let Some((target, done)) = fewer_done(cx, main, end - word.len()) {
            told = true;
            let message = format!(
                "计划{}，实际{}，文中却说“{word}”",
                target.quantity.text(),
                done.quantity.text()
            );
            findings.push(
                Finding::new("C011", Level::Error, place(at, word), message, "核对数字，改正说法")
                    .using_all([target.span, done.span], Role::Against),
            );
            continue;
        }
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
    if let Some((holds, rate)) = all_but_not(cx, main) {
        told = true;
        let rate = cx.figure(rate);
        if !holds {
            let message = format!("说“全部”，{}却为{}", rate.label, rate.quantity.text());
            let action = "核对数字，改正说法";
            findings.push(Finding::new("C011", Level::Error, rate.span, message, action));
        }
    }
    (told, findings)
}

#[rustfmt::skip]
static ALL_DONE: Words = Words::new(&[
    "全部建成", "全部完成", "全部完工", "全部到位", "全部达标", "全部办结", "全部验收合格", "全部发放",
]);

/// 计划25艘，实际交付20艘，计划全部完成: the target and the lesser number right before the words.
fn fewer_done<'a>(
    cx: &Context<'a>,
    main: &[FigureId],
    start: usize,
) -> Option<(&'a Figure, &'a Figure)> {
    const WORDS_BETWEEN: usize = 4;
    let before: Vec<FigureId> =
        main.iter().copied().filter(|id| (cx.figure(*id).place.end as usize) <= start).collect();
    let [.., target, done] = before[..] else { return None };
    let [target, done] = [target, done].map(|id| cx.figure(id));
    let between = cx.document.text(done.place.node).get(done.place.end as usize..start)?;
    let says = |f: &Figure, words: &Words| words.any_in(&f.lead);
    let fits = target.quantity.unit == done.quantity.unit
        && done.quantity.value < target.quantity.value
        && says(target, words!["计划", "目标", "任务"])
        && says(done, words!["实际", "完成", "建成"])
        && done.after <= Some(Separator::Clause)
        && between.starts_with('，')
        && !words!["余", "剩"].any_in(between)
        && between.chars().count() <= WORDS_BETWEEN;
    fits.then_some((target, done))
}

/// 186个村全部通客车，通达率98.92%: all of something was reached, and the rate named after it is not full.
fn all_but_not(cx: &Context, main: &[FigureId]) -> Option<(bool, FigureId)> {
    const ALL: &[&str] = &["全部", "均已", "全面"];
    main.windows(2).find_map(|pair| {
        let (count, rate) = (cx.figure(pair[0]), cx.figure(pair[1]));
        let stem = rate.label.strip_suffix('率')?;
        let said = ALL.iter().find_map(|w| count.tail.split_once(w)).map(|(_, said)| said)?;
        let is_short = said.chars().count() <= 6 && !said.contains(['的', '未', '不']);
        let named = stem.chars().rev().take(2).any(|c| said.contains(c));
        let fits = named
            && is_short
            && rate.after == Some(Separator::Clause)
            && rate.lead == rate.label
            && rate.quantity.bound == Bound::Exact
            && cx.facts.roles[pair[1]] == Reading::Rate;
        fits.then(|| (rate.quantity.base() >= Decimal::ONE, pair[1]))
    })
}

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

//! The difference of two rates is told in percentage points.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Dimension, Finding, Level, Role as Use, Unit};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role;
use jiheng_facts::{Figure, FigureId};

/// Words of change that are used of rates; 增长 may be of the thing that the rate measures.
const OF_RATES: &[&str] = &["提高", "提升", "上升", "下降", "降低", "回落", "下滑"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main: Vec<FigureId> =
            sentence.figures.clone().filter(|id| is_main(cx.figure(*id))).collect();
        for at in 1..main.len() {
            if let Some(finding) = points_of_amount(cx, &main[..at], main[at]) {
                looked = true;
                findings.push(finding);
            }
            let Some((current, prior)) = rates_before(cx, &main[..at], main[at]) else { continue };
            looked = true;
            findings.extend(finding(cx, main[at], current, prior));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 收入增加18.80万元，增长3.92个百分点: an amount grows by hundredths of itself.
fn points_of_amount(cx: &Context, before: &[FigureId], change: FigureId) -> Option<Finding> {
    let figure = cx.figure(change);
    let (&amount, rest) = before.split_last()?;
    let dimension = cx.figure(amount).quantity.dimension();
    let follows = matches!(cx.facts.roles[amount], Role::ChangeAmount(_))
        && figure.after <= Some(Separator::Clause);
    let bare = ["增长", "增加", "增幅", "增幅为", "下降", "减少", "降幅", "降幅为"]
        .contains(&figure.lead.as_str());
    let of_amount = matches!(dimension, Dimension::Money | Dimension::Measure(_));
    if figure.quantity.unit != Unit::PercentPoint || !follows || !bare || !of_amount {
        return None;
    }
    let prior = rest.last().copied().filter(|id| cx.facts.roles[*id] == Role::Prior);
    let relative = prior
        .and_then(|p| cx.figure(amount).quantity.base().checked_div(cx.figure(p).quantity.base()));
    let proven = relative.is_some_and(|r| figure.quantity.print_like(r) == figure.quantity.text());
    let level = if proven { Level::Error } else { Level::Doubt };
    let right = figure.quantity.text().replace("个百分点", "%");
    let message = format!("数额的增减幅度写成{}，应为{right}", figure.quantity.text());
    Some(
        Finding::new("U001", level, figure.span, message, "把“个百分点”改为“%”")
            .compare(right, figure.quantity.text())
            .using_all(
                [Some(amount), prior].into_iter().flatten().map(|id| cx.figure(id).span),
                Use::Input,
            ),
    )
}

fn is_main(figure: &Figure) -> bool {
    figure.depth == 0 && !figure.quoted && !figure.in_table
}

/// The rate whose change the figure states, and the older one where it is printed.
fn rates_before(
    cx: &Context,
    before: &[FigureId],
    change: FigureId,
) -> Option<(FigureId, Option<FigureId>)> {
    let figure = cx.figure(change);
    let is_change = matches!(cx.facts.roles[change], Role::ChangeRate(_) | Role::ChangePoints(_));
    let stands_near = figure.after <= Some(Separator::Clause);
    if !is_change || !stands_near || has_own_subject(figure) {
        return None;
    }
    let (&last, rest) = before.split_last()?;
    let near = |id: FigureId| cx.figure(id).after <= Some(Separator::Clause);
    match cx.facts.roles[last] {
        // 由上年的3.50%下降到2.90%，下降…
        Role::New(_) if is_rate(cx, last) => {
            let prior = rest.last().copied().filter(|id| is_rate(cx, *id));
            Some((last, prior))
        }
        // 合格率97.20%，比上年的96.40%提高…
        Role::Prior if is_rate(cx, last) => {
            let current = rest.last().copied().filter(|id| is_rate(cx, *id) && near(last))?;
            Some((current, Some(last)))
        }
        Role::Rate if is_rate(cx, last) && names_rate(&cx.figure(last).label) => Some((last, None)),
        _ => None,
    }
}

fn is_rate(cx: &Context, id: FigureId) -> bool {
    cx.figure(id).quantity.unit == Unit::Percent
}

fn names_rate(label: &str) -> bool {
    // A rate of growth changes like any other number.
    let grows = ["增长率", "增速", "变动率"].iter().any(|w| label.ends_with(w));
    !grows && ["率", "程度", "比重", "占比", "度"].iter().any(|w| label.ends_with(w))
}

/// 带动就业人数比上年提高5%: the change is of something that its own clause names.
fn has_own_subject(figure: &Figure) -> bool {
    const OF_TIME: &[&str] = &[
        "同比",
        "环比",
        "相比",
        "上年度",
        "上年",
        "去年",
        "上一年",
        "同期",
        "年末",
        "年底",
        "比",
        "较",
        "的",
        "年",
    ];
    let Some(subject) = OF_RATES.iter().find_map(|w| figure.lead.strip_suffix(w)) else {
        return true;
    };
    let rest = OF_TIME.iter().fold(subject.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().any(|c| !c.is_ascii_digit())
}

fn finding(
    cx: &Context,
    change: FigureId,
    current: FigureId,
    prior: Option<FigureId>,
) -> Option<Finding> {
    let stated = cx.figure(change).quantity;
    if stated.unit != Unit::Percent {
        return None;
    }
    let rate = |id: FigureId| cx.figure(id).quantity;
    let level = match prior {
        None => Level::Doubt,
        Some(prior) => {
            let (new, old) = (rate(current), rate(prior));
            let points = (new.base() - old.base()).abs();
            let relative = points.checked_div(old.base())?;
            let agrees =
                |value: Decimal| stated.print_like(value) == stated.print_like(stated.base().abs());
            match (agrees(points), agrees(relative)) {
                (_, true) => return None,
                (true, false) => Level::Error,
                (false, false) => Level::Doubt,
            }
        }
    };
    let name = match cx.figure(current).label.as_str() {
        "" => "这一比率",
        label => label,
    };
    let right = format!("{}个百分点", stated.text().trim_end_matches('%'));
    let message = format!("“{name}”是比率，两期之差写成{}，应为{right}", stated.text());
    let place = match prior {
        Some(prior)
            if cx.figure(prior).place.node == cx.figure(change).place.node
                && cx.facts.roles[prior] == Role::Prior
                && prior + 1 == change =>
        {
            cx.figure(prior).span.join(cx.figure(change).span)
        }
        _ => cx.figure(change).span,
    };
    let action = "把“%”改为“个百分点”；确指相对变化的按比例重算";
    Some(
        Finding::new("U001", level, place, message, action)
            .compare(right, stated.text())
            .using_all(
                [Some(current), prior].into_iter().flatten().map(|id| cx.figure(id).span),
                Use::Input,
            ),
    )
}

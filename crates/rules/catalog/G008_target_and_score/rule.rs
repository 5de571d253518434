//! The score follows from target and actual value.

use crate::score::{item_of_weight, printed, span};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Evaluation, Indicator, Target};
use jiheng_base::exact::plain;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Finding, Level, Role, Words, round_half_up};
use jiheng_facts::operator_beside;
use jiheng_facts::score::ScoreItem;
use jiheng_facts::table::{ColumnKind, Row, Side};
use jiheng_score::points;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        let decimals = finest(evaluation);
        for indicator in evaluation.indicators.iter().filter(|i| i.formula.is_none()) {
            let Some(judged) = judge(cx, indicator, decimals) else { continue };
            looked = true;
            findings.extend(judged.finding(cx, indicator));
        }
    }
    Verdict::of_looked(findings, looked)
}

struct Judged {
    expected: Decimal,
    how: String,
    fault: Option<(Level, String)>,
}

fn judge(cx: &Context, indicator: &Indicator, decimals: u32) -> Option<Judged> {
    let weight = indicator.weight.as_ref()?.value;
    let score = indicator.score.as_ref()?.value;
    let row = row_of(cx, indicator);
    // A standard of its own may give other points than the proportion.
    if row.is_some_and(|(side, row)| has_standard(side, row)) {
        return None;
    }
    let several = |i: &ScoreItem| tells_several_targets(cx, i) || prints_standard(cx, i);
    if row.is_none() && item_of_weight(cx, indicator).is_some_and(several) {
        return None;
    }
    let certain = |sure: bool| if sure { Level::Error } else { Level::Doubt };
    let mut over_target = false;
    let (expected, how) = match (indicator.target.as_ref().map(|t| &t.value), &indicator.actual) {
        (Some(Target::Quantity { .. }), Some(_)) => {
            let given = points(indicator, cx.scheme).ok()?;
            over_target = given.over_target;
            (given.exact, given.how)
        }
        // A rate without a target of its own is held against 100 %.
        (None, _) => own_rate(cx, indicator, weight)?,
        _ => return None,
    };
    let name = indicator.title();
    let fault = if agrees(expected, score, decimals) || score > weight {
        None
    } else if score == weight {
        let sure = row.is_none_or(|(side, row)| is_signed(side, row));
        Some((certain(sure), format!("“{name}”没有达到目标，却得满分{}分", plain(score))))
    } else if expected == weight {
        let unexplained = indicator.reason.is_none() && !is_rate_only(indicator);
        let sure = row.is_none_or(|(side, row)| {
            let asked = side.columns_of(ColumnKind::Reason).next().is_some();
            let known = is_signed(side, row) || is_just_met(indicator);
            asked && known && !over_target
        });
        unexplained.then(|| {
            let told = format!("“{name}”已达到目标，只得{}分，没有说明扣分原因", plain(score));
            (certain(sure), told)
        })
    } else {
        let is_slip = slip(score, round_half_up(expected, decimals), decimals).is_some();
        // A form leaves the points to a person.
        let level = certain(is_slip && row.is_none());
        Some((
            level,
            format!(
                "“{name}”按完成比例应得{}分，写为{}分",
                plain(round_half_up(expected, 2)),
                plain(score)
            ),
        ))
    };
    Some(Judged { expected, how, fault })
}

/// 签约率目标80%，实际81.76%，得3分；慰问目标500人次，实际400人次: the one reached is not all.
fn tells_several_targets(cx: &Context, item: &ScoreItem) -> bool {
    let sets = |id: &usize| {
        let figure = cx.figure(*id);
        let ends =
            ["目标", "目标为", "目标值", "目标值为"].iter().any(|w| figure.lead.ends_with(w));
        ends && figure.depth == 0
    };
    item.figures.clone().filter(sets).count() > 1
}

/// A score of fewer decimals than the others agrees when it is the rounded one, unless it is full.
fn agrees(expected: Decimal, score: Decimal, decimals: u32) -> bool {
    let own = score.normalize().scale();
    round_half_up(expected, decimals) == score || own > 0 && round_half_up(expected, own) == score
}

/// The row of a table that an indicator was read from.
fn row_of<'a>(cx: &Context<'a>, indicator: &Indicator) -> Option<(&'a Side, &'a Row)> {
    let item = item_of_weight(cx, indicator).filter(|i| i.in_table)?;
    cx.facts.row_of(item.weight?)
}

/// The target says whether more or less is better.
fn is_signed(side: &Side, row: &Row) -> bool {
    #[rustfmt::skip]
    static SIGNS: Words = Words::new(&[
        "≥", "≤", "≧", "≦", ">", "<", "＞", "＜", "=", "＝", "以上", "以内", "以下", "不低于", "不少于", "不高于",
        "不超过", "大于", "小于", "高于", "低于", "至少", "控制在",
    ]);
    let filled = |kind| side.columns_of(kind).find_map(|(at, _)| row.filled(at));
    operator_beside(row).is_some()
        || filled(ColumnKind::Target).is_some_and(|c| SIGNS.any_in(&c.text))
}

/// 按“90%以上的得75%”, 按每少1家扣0.2分: the text itself tells how the points are counted, in words that are
/// not read.
fn prints_standard(cx: &Context, item: &ScoreItem) -> bool {
    static WORDS: Words = Words::new(&[
        "按“",
        "按照“",
        "按每",
        "每低",
        "每少",
        "每高",
        "每超",
        "每增",
        "每延",
        "每发现",
        "标准的",
    ]);
    let mut sentences: Vec<usize> = item.figures.clone().map(|id| cx.figure(id).sentence).collect();
    sentences.dedup();
    sentences.into_iter().any(|s| {
        let text = cx.quote(cx.facts.sentences[s].place);
        WORDS.any_in(text)
    })
}

fn has_standard(side: &Side, row: &Row) -> bool {
    side.columns_of(ColumnKind::Standard).any(|(at, _)| row.filled(at).is_some())
}

/// What equals its target meets it, whatever the sign.
fn is_just_met(indicator: &Indicator) -> bool {
    match (indicator.target.as_ref().map(|t| &t.value), indicator.actual.as_ref().map(|a| &a.value))
    {
        (Some(Target::Quantity { value, .. }), Some(Actual::Quantity(actual))) => value == actual,
        _ => false,
    }
}

/// The decimals to which the report rounds its scores: who prints 8.00 does not round to whole points.
fn finest(evaluation: &Evaluation) -> u32 {
    let scores = evaluation.indicators.iter().filter_map(|i| i.score.as_ref());
    scores.map(|s| s.value.scale()).max().unwrap_or(0)
}

fn is_rate_only(indicator: &Indicator) -> bool {
    indicator.target.is_none()
}

/// 执行率95.42%，得2.96分 of 3: the points are the rate of the weight, unless they are full.
fn own_rate(cx: &Context, indicator: &Indicator, weight: Decimal) -> Option<(Decimal, String)> {
    let item = item_of_weight(cx, indicator)?;
    let score = indicator.score.as_ref()?.value;
    // An evaluation by others has standards of its own, often in steps.
    let by_others = !cx.facts.subject.kind.is_self_evaluation();
    if by_others || item.in_table || score >= weight {
        return None;
    }
    let rate = item.figures.clone().map(|id| cx.figure(id)).find(|f| {
        f.depth == 0
            && !f.quoted
            && ["执行率", "完成率", "到位率"].iter().any(|w| f.label.ends_with(w))
    })?;
    let share = rate.quantity.base();
    (share < Decimal::ONE)
        .then(|| (weight * share, format!("{}×{}", plain(weight), rate.quantity.text())))
}

impl Judged {
    fn finding(self, cx: &Context, indicator: &Indicator) -> Option<Finding> {
        let (level, message) = self.fault?;
        let item = item_of_weight(cx, indicator)?;
        let score = item.score?;
        let actual = indicator.actual.as_ref().and_then(|a| match a.value {
            Actual::Quantity(_) => a.place,
            Actual::Words(_) => None,
        });
        let target = indicator.target.as_ref().and_then(|t| t.place);
        Some(
            Finding::new(
                "G008",
                level,
                span(cx, &[score]),
                message,
                "按完成情况改正得分，或写明扣分原因",
            )
            .compare(format!("{}分", plain(round_half_up(self.expected, 2))), printed(cx, score))
            .by(format!("{}＝{}分", self.how, plain(round_half_up(self.expected, 2))))
            .using_all(target, Role::Against)
            .using_all(actual, Role::Input),
        )
    }
}

//! Points given and points taken off make the weight.

use crate::credible::{is_near, level_of_points};
use crate::score::{points, printed, span};
use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role, Unit, words};
use jiheng_facts::lex::Separator;
use jiheng_facts::{Figure, FigureId};
use std::collections::HashSet;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (at, item) in cx.facts.scores.items.iter().enumerate() {
        let weight = item.weight.or_else(|| weight_above(cx, at));
        let (Some(weight), Some(score), Some(off)) = (weight, item.score, item.deducted) else {
            continue;
        };
        looked = true;
        let further: Decimal = item.also_deducted.iter().map(|id| points(cx, *id)).sum();
        let lost = points(cx, off) + further;
        let sum = points(cx, score) + lost;
        if sum == points(cx, weight) {
            continue;
        }
        // One of several may speak of something else.
        let level = if further.is_zero() { Level::Error } else { Level::Doubt };
        let expected = points(cx, weight) - lost;
        let message = format!(
            "“{}”得{}、扣{}分，合计{}分，与分值{}不符",
            item.title(),
            printed(cx, score),
            plain(lost),
            plain(sum),
            printed(cx, weight)
        );
        findings.push(
            Finding::new(
                "G005",
                level,
                if item.in_table { cx.figure(score).place } else { span(cx, &[score, off]) },
                message,
                "核对扣分，改正得分或扣分",
            )
            .compare(format!("{}分", plain(expected)), printed(cx, score))
            .by(format!("{}－{}分＝{}", printed(cx, weight), plain(lost), plain(expected)))
            .using(cx.figure(weight).span, Role::Against, "分值")
            .using(cx.figure(off).place, Role::Input, "扣分"),
        );
    }
    for told in told_in_full(cx) {
        looked = true;
        findings.extend(told.compare(cx));
    }
    if let Some(lost) = lost_in_all(cx) {
        looked = true;
        findings.extend(lost);
    }
    Verdict::of_looked(findings, looked)
}

/// （四）满意度（10分，得9.82分） above …，得9.82分，扣0.18分: the score told again, with what was taken off the weight of its
/// heading.
fn weight_above(cx: &Context, at: usize) -> Option<FigureId> {
    let scores = &cx.facts.scores;
    let (item, head) = (&scores.items[at], &scores.items[scores.parents[at]?]);
    let is_same = points(cx, item.score?) == points(cx, head.score?);
    (is_same && item.title() == head.title() && head.deducted.is_none()).then_some(head.weight?)
}

/// 权重3分，…，扣1分，得2分: a weight, the only points that were taken off, and the score right behind them, in a paragraph
/// whose standard keeps it from being read as an item.
struct Told {
    weight: FigureId,
    off: FigureId,
    score: FigureId,
}

impl Told {
    fn compare(&self, cx: &Context) -> Option<Finding> {
        let [weight, off, score] = [self.weight, self.off, self.score].map(|id| points(cx, id));
        if score + off == weight {
            return None;
        }
        let level = level_of_points(score, weight - off);
        let message = format!(
            "分值{}，扣{}，得{}，不相符",
            printed(cx, self.weight),
            printed(cx, self.off),
            printed(cx, self.score)
        );
        let expected = plain(weight - off);
        let place = span(cx, &[self.off, self.score]);
        Some(
            Finding::new("G005", level, place, message, "核对扣分，改正得分或扣分")
                .compare(format!("{expected}分"), printed(cx, self.score))
                .using(cx.figure(self.weight).span, Role::Against, "分值"),
        )
    }
}

fn told_in_full(cx: &Context) -> Vec<Told> {
    let figures = &cx.facts.figures;
    let by_node = figures.chunk_by(|a, b| a.place.node == b.place.node);
    // What was read as an item has been compared.
    let items = cx.facts.scores.items.iter().filter(|i| i.weight.is_some() && i.deducted.is_some());
    let known: HashSet<FigureId> = items.filter_map(|i| i.score).collect();
    let mut first = 0;
    let mut found = Vec::new();
    for own in by_node {
        found.extend(told_by(cx, first, own).filter(|told| !known.contains(&told.score)));
        first += own.len();
    }
    found
}

fn told_by(cx: &Context, first: FigureId, own: &[Figure]) -> Option<Told> {
    let is_points =
        |f: &&Figure| f.quantity.unit == Unit::Points && !f.quoted && f.depth == 0 && !f.in_table;
    let with_ids = || (first..).zip(own).filter(|(_, f)| is_points(f));
    let only = |is: &dyn Fn(&Figure) -> bool| {
        let mut all = with_ids().filter(|(_, f)| is(f));
        all.next().filter(|_| all.next().is_none()).map(|(id, _)| id)
    };
    let weight = only(&|f| ["权重", "分值", "满分", "标准分"].iter().any(|w| f.lead.ends_with(w)))?;
    let off = only(&|f| ["扣", "应扣"].contains(&f.lead.as_str()) && !of_standard(cx, f))?;
    let score = only(&|f| ["得", "得分", "实得", "自评得"].contains(&f.lead.as_str()))?;
    let behind = cx.figure(score).after == Some(Separator::Clause) && score == off + 1;
    // Nothing else may be taken off but by the standard.
    let mut others = with_ids().filter(|(id, f)| *id != off && f.lead.contains('扣'));
    let is_plain = others.all(|(_, f)| of_standard(cx, f));
    (weight < off && behind && is_plain).then_some(Told { weight, off, score })
}

/// 每超过1个百分点扣1分: the clause tells a price.
fn of_standard(cx: &Context, figure: &Figure) -> bool {
    let text = cx.document.text(figure.place.node);
    let (start, end) = clause_around(text, figure.place.start as usize);
    words!["每", "以上", "以内", "不足"].any_in(&text[start..end])
}

/// 总分97.28分。合计扣2.72分: what was lost in all, in the paragraph of the total; whether it is told, and what is wrong.
fn lost_in_all(cx: &Context) -> Option<Option<Finding>> {
    const FULL: i64 = 100;
    const LOST: &[&str] = &[
        "合计扣",
        "共扣",
        "共计扣",
        "累计扣",
        "总计扣",
        "合计扣分",
        "共扣分",
        "总扣分",
        "扣分合计",
        "共计扣分",
        "累计扣分",
    ];
    const TOTALS: &[&str] =
        &["总分", "总得分", "综合得分", "自评得分", "自评总分", "总分为", "评价得分"];
    let is_points =
        |f: &Figure| f.quantity.unit == Unit::Points && f.depth == 0 && !f.quoted && !f.in_table;
    let figures = &cx.facts.figures;
    let lost = figures.iter().position(|f| is_points(f) && LOST.contains(&f.lead.as_str()))?;
    let node = figures[lost].place.node;
    let mut before = (0..lost).rev().take_while(|id| figures[*id].place.node == node);
    let is_total = |f: &Figure| is_points(f) && TOTALS.iter().any(|w| f.lead.ends_with(w));
    let total = before.find(|id| is_total(&figures[*id]))?;
    let (had, off) = (points(cx, total), points(cx, lost));
    if had + off == Decimal::from(FULL) {
        return Some(None);
    }
    let expected = Decimal::from(FULL) - had;
    // Where the two are far apart, what is lost is that of some items.
    is_near(off, expected).then(|| {
        let message =
            format!("总分{}，合计扣{}，相加不是100分", printed(cx, total), printed(cx, lost));
        Some(
            Finding::new("G005", Level::Error, cx.figure(lost).span, message, "核对总分和扣分")
                .compare(format!("{}分", plain(expected)), printed(cx, lost))
                .using(cx.figure(total).span, Role::Against, "总分"),
        )
    })
}

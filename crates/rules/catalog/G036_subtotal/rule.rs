//! A subtotal is the sum of the points told before it.

use crate::credible::{is_near, level_of_sum};
use crate::score::{members, points, printed, span, tolerance};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Dimension, Finding, Level, NodeId, Role, Words};
use jiheng_facts::{Figure, FigureId};

#[rustfmt::skip]
const SUBTOTALS: &[&str] = &["小计", "合计", "小计得", "合计得", "合计得分", "小计得分", "合计为", "小计为", "共得", "共计得"];
const SCORES: &[&str] = &["得", "得分", "得分为", "得分是"];
/// Points that are told without a number, or of several items at once, cannot be added up.
static UNTOLD: Words = Words::new(&["得满分", "均得", "分别得", "各得", "满分。", "不得分"]);

/// A score of an item and how many items have it.
struct Earned {
    id: FigureId,
    points: Decimal,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (id, figure) in cx.facts.figures.iter().enumerate() {
        if !is_subtotal(figure) || is_compared(cx, figure) {
            continue;
        }
        let (parts, here) = match earned_here(cx, id) {
            Some(parts) => (parts, true),
            None => match earned_above(cx, id) {
                Some(parts) => (parts, false),
                None => continue,
            },
        };
        looked = true;
        findings.extend(compare(cx, id, &parts, here));
    }
    Verdict::of_looked(findings, looked)
}

fn is_points(figure: &Figure) -> bool {
    figure.quantity.dimension() == Dimension::Points
        && figure.depth == 0
        && !figure.quoted
        && !figure.in_table
}

fn is_subtotal(figure: &Figure) -> bool {
    is_points(figure) && SUBTOTALS.iter().any(|w| figure.lead.ends_with(w))
}

/// The sum of an indicator is held against its parts elsewhere.
fn is_compared(cx: &Context, figure: &Figure) -> bool {
    cx.evaluations().any(|evaluation| {
        evaluation.dimensions.iter().any(|dimension| {
            dimension.scores.iter().any(|s| s.place == Some(figure.place))
                && members(cx, evaluation, dimension).len() > 1
        })
    })
}

/// The scores of the paragraph before its subtotal.
fn earned_here(cx: &Context, subtotal: FigureId) -> Option<Vec<Earned>> {
    const MIN: usize = 2;
    let node = cx.figure(subtotal).place.node;
    let text = cx.document.text(node);
    let before = text.get(..cx.figure(subtotal).place.start as usize)?;
    earned(cx, first_of(cx, node), subtotal, |_| before).filter(|parts| parts.len() >= MIN)
}

/// The scores of the paragraphs between the heading and the paragraph of the subtotal.
fn earned_above(cx: &Context, subtotal: FigureId) -> Option<Vec<Earned>> {
    const MIN: usize = 3;
    let node = cx.figure(subtotal).place.node;
    let outline = &cx.facts.outline;
    let is_heading =
        |node: NodeId| !cx.document.text(node).trim_end().ends_with(['。', '；', '，']);
    let mut above = outline.ancestors(outline.entry_of(node)).map(|e| e.node);
    let heading = above.find(|n| *n != node && is_heading(*n))?;
    let first = first_of(cx, NodeId(heading.0 + 1));
    earned(cx, first, subtotal, |id| cx.document.text(cx.figure(id).place.node))
        .filter(|parts| parts.len() >= MIN)
}

/// The first figure of a node or behind it: figures stand in reading order.
fn first_of(cx: &Context, node: NodeId) -> FigureId {
    cx.facts.figures.partition_point(|f| f.place.node < node)
}

/// The scores among some figures; none where a score is told without its number or another subtotal stands
/// between.
fn earned<'a>(
    cx: &'a Context,
    first: FigureId,
    end: FigureId,
    text: impl Fn(FigureId) -> &'a str,
) -> Option<Vec<Earned>> {
    let mut found: Vec<Earned> = Vec::new();
    let mut node = None;
    for id in first..end {
        let figure = cx.figure(id);
        let is_new = node.replace(figure.place.node) != Some(figure.place.node);
        let is_untold = is_new && UNTOLD.any_in(text(id));
        if is_untold || is_subtotal(figure) {
            return None;
        }
        if !is_points(figure) {
            continue;
        }
        if let Some(points) = score_of(cx, id) {
            // 96.07%×10＝9.61分，得9.61分: told twice.
            let is_again = found.last().is_some_and(|before| {
                before.points == points
                    && cx.figure(before.id).sentence == figure.sentence
                    && cx.figure(before.id).lead.ends_with(['＝', '='])
            });
            if is_again {
                found.pop();
            }
            found.push(Earned { id, points });
        }
    }
    Some(found)
}

fn score_of(cx: &Context, id: FigureId) -> Option<Decimal> {
    let figure = cx.figure(id);
    let lead = figure.lead.as_str();
    let own = points(cx, id);
    let is_due = ["应得", "可得", "最高得", "才得"].iter().any(|w| lead.ends_with(w));
    let told = SCORES.iter().any(|w| lead.ends_with(w)) && !is_due
        || lead.ends_with(['＝', '='])
        || figure.tail.starts_with("全得");
    if told {
        return Some(own);
    }
    // 其余8项各4分
    let count = cx.figure(id.checked_sub(1)?);
    let counts = matches!(count.quantity.dimension(), Dimension::Measure("项" | "个" | "类"))
        && count.sentence == figure.sentence
        && figure.after.is_none()
        && lead.trim_start_matches("指标") == "各";
    counts.then(|| own.checked_mul(count.quantity.value)).flatten()
}

fn compare(cx: &Context, subtotal: FigureId, parts: &[Earned], here: bool) -> Option<Finding> {
    let told = points(cx, subtotal);
    let each: Vec<Decimal> = parts.iter().map(|part| part.points).collect();
    let sum: Decimal = each.iter().sum();
    // 预算执行得9.80分。产出50分：甲得15分，乙得34.71分，小计49.71分: it may sum up the last ones only.
    let is_of_last = (1..each.len().saturating_sub(1)).any(|from| {
        let sum: Decimal = each[from..].iter().sum();
        (sum - told).abs() <= tolerance(cx, each.len() - from)
    });
    if (sum - told).abs() <= tolerance(cx, each.len()) || is_of_last || !is_near(sum, told) {
        return None;
    }
    let level = if here { level_of_sum(told, &each) } else { Level::Doubt };
    let message = format!("各项得分之和为{}分，写为{}", plain(sum), printed(cx, subtotal));
    let place = span(cx, &[subtotal]);
    let by = each.iter().map(|p| plain(*p)).collect::<Vec<_>>().join("＋");
    Some(
        Finding::new("G036", level, place, message, "逐项核对得分，改正小计或明细")
            .compare(format!("{}分", plain(sum)), printed(cx, subtotal))
            .by(format!("{by}＝{}分", plain(sum)))
            .using_all(parts.iter().map(|part| span(cx, &[part.id])), Role::Input),
    )
}

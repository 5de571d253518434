//! A township has as many villages and communities as both make.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Dimension, Finding, Level, Place, Role};
use jiheng_facts::FigureId;

const BOTH: &[&str] =
    &["村（社区）", "社区（村）", "村（居）", "行政村（社区）", "村(社区)", "社区(村)"];
const WHOLE: &[&str] = &["全镇", "全乡", "全街道", "全县", "全区", "我镇", "我乡"];
/// Nobody miscounts by more: such a number is of something else.
const SLIP: i64 = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let counts: Vec<FigureId> = (0..cx.facts.figures.len())
        .filter(|id| {
            let figure = cx.figure(*id);
            figure.quantity.dimension() == Dimension::Measure("个") && !figure.quoted
        })
        .collect();
    let Some((sum, parts)) = counts.iter().find_map(|id| villages_and_communities(cx, *id)) else {
        return Verdict::NotApplicable;
    };
    let findings = counts
        .iter()
        .filter(|id| is_of_both(cx, **id))
        .filter_map(|id| {
            let told = cx.figure(*id);
            let off = (told.quantity.value - sum).abs();
            if off.is_zero() || off > SLIP.into() {
                return None;
            }
            let message = format!(
                "“{}”合计{}个，此处写{}",
                cx.quote(parts),
                plain(sum),
                told.quantity.text()
            );
            let action = "核对村和社区的个数";
            Some(
                Finding::new("C066", Level::Error, told.span, message, action)
                    .compare(format!("{}个", plain(sum)), told.quantity.text())
                    .using(parts, Role::Against, "村和社区"),
            )
        })
        .collect();
    Verdict::of(findings)
}

/// 辖十三个行政村、一个社区: the sum of the two, and where they stand.
fn villages_and_communities(cx: &Context, id: FigureId) -> Option<(Decimal, Place)> {
    let villages = cx.figure(id);
    let is_whole = villages.lead.ends_with('辖') || villages.lead.ends_with("辖有");
    let text = cx.document.text(villages.place.node);
    let from = villages.place.end as usize;
    let behind = text.get(from..)?.strip_prefix("行政村")?.strip_prefix(['、', '和', '，'])?;
    let start = text.len() - behind.len();
    const ONE: &str = "一个社区";
    const COMMUNITIES: &str = "社区";
    let (communities, end) = if behind.starts_with(ONE) {
        (Decimal::ONE, start + ONE.len())
    } else {
        let next =
            cx.facts.figures.get(id + 1).filter(|f| {
                f.place.node == villages.place.node && f.place.start as usize == start
            })?;
        let end = next.place.end as usize;
        let names = next.quantity.dimension() == Dimension::Measure("个")
            && text[end..].starts_with(COMMUNITIES);
        (names.then_some(next.quantity.value)?, end + COMMUNITIES.len())
    };
    let place = Place::new(villages.place.node, villages.span.start as usize, end);
    is_whole.then_some((villages.quantity.value + communities, place))
}

/// 全乡13个村（社区）
fn is_of_both(cx: &Context, id: FigureId) -> bool {
    let figure = cx.figure(id);
    let text = cx.document.text(figure.place.node);
    let behind = text.get(figure.place.end as usize..).unwrap_or("");
    WHOLE.iter().any(|w| figure.lead.ends_with(w)) && BOTH.iter().any(|w| behind.starts_with(w))
}

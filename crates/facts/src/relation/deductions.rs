//! Points taken off altogether and by part: 共扣1.92分，预算执行、产出、效益分别扣0.48分、0.93分、0.51分，满意度未扣分.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Decimal, Dimension, Words};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for (sentence, text) in context.texts.iter().enumerate() {
        if text.contains('扣') {
            found.extend(relation(&context.index, sentence, text));
        }
    }
}

fn relation(index: &Index, sentence: usize, text: &str) -> Option<Relation> {
    const TOTALS: &[&str] = &["共扣", "总扣", "合计扣", "累计扣", "共计扣", "共失", "总共扣"];
    /// What lost nothing is told, too: then all is told.
    #[rustfmt::skip]
    static CLOSING: Words = Words::new(&[
        "未扣分", "不扣分", "没有扣分", "未失分", "均未扣", "无扣分", "得满分", "不失分",
    ]);
    let lead = |id: FigureId| index.figures[id].lead.as_str();
    let main: Vec<FigureId> = index.main(sentence).collect();
    let at = main.iter().position(|id| {
        let lead = lead(*id).trim_end_matches(['了', '分', '除', '减', '：']);
        index.dimension(*id) == Dimension::Points && TOTALS.iter().any(|w| lead.ends_with(w))
    })?;
    let parts: Vec<FigureId> = main[at + 1..]
        .iter()
        .copied()
        .take_while(|id| index.dimension(*id) == Dimension::Points && is_part(index, *id))
        .collect();
    let only_some = parts.iter().any(|id| lead(*id).contains("主要"));
    let value = |id: FigureId| index.figures[id].quantity.value;
    let sum: Decimal = parts.iter().map(|id| value(*id)).sum();
    let start = index.sentences[sentence].place.start;
    let last = index.figures[*parts.last()?].place.end;
    let behind = text.get((last - start) as usize..).unwrap_or("");
    let is_closed = CLOSING.any_in(behind) || sum > value(main[at]);
    (parts.len() > 1 && is_closed && !only_some).then(|| {
        Relation::new(RelationKind::Parts, main[at], "扣分").reading(Expr::sum(parts), true)
    })
}

/// 产出扣1.14分, or one of 分别扣0.48分、0.93分.
fn is_part(index: &Index, id: FigureId) -> bool {
    let figure = &index.figures[id];
    let lead = figure.lead.trim_end_matches(['了', '分', '除', '减', '：']);
    let goes_on = matches!(lead, "" | "和" | "及") && figure.after <= Some(Separator::Item);
    lead.ends_with('扣') && !lead.contains(['每', '总', '共', '计']) || goes_on
}

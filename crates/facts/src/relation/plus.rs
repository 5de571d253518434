//! What is added to what was told first: 全年建成8个，加上上年建成的3个，累计11个.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Bound, Dimension, Words, words};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for (sentence, text) in context.texts.iter().enumerate() {
        if ADDS.any_in(text) {
            let main: Vec<FigureId> = index.main(sentence).collect();
            found.extend(main.windows(3).filter_map(|run| relation(index, text, run)));
        }
    }
}

static ADDS: Words = Words::new(&["加上", "连同", "算上"]);

fn relation(index: &Index, text: &str, run: &[FigureId]) -> Option<Relation> {
    const TOTALS: &[&str] = &["共", "累计", "合计", "总计", "总数", "达到", "已达", "全部"];
    let [first, added, total] = *run else { return None };
    let figure = |id: FigureId| &index.figures[id];
    let is_added = ADDS.iter().any(|w| figure(added).lead.starts_with(w));
    // 11个镇（街道）全覆盖
    let start = index.sentences[figure(total).sentence].place.start;
    let behind = text.get((figure(total).place.end - start) as usize..).unwrap_or("");
    let clause = behind.split(['，', '；', '。']).next().unwrap_or("");
    let covers = words!["全覆盖", "全部覆盖"].any_in(clause);
    let is_total = TOTALS.iter().any(|w| figure(total).lead.starts_with(w))
        || figure(total).lead.is_empty() && covers;
    let like = run.iter().all(|id| {
        figure(*id).quantity.unit == figure(total).quantity.unit
            && figure(*id).quantity.bound == Bound::Exact
    });
    let adds_up = matches!(index.dimension(total), Dimension::Money | Dimension::Measure(_));
    let joined = [added, total].iter().all(|id| figure(*id).after == Some(Separator::Clause));
    (is_added && is_total && like && adds_up && joined && index.is_plain(first)).then(|| {
        Relation::new(RelationKind::Parts, total, "合计").reading(Expr::sum([first, added]), true)
    })
}

//! 指标完成率96.82%，偏差率-3.18%: how far what was done lies from all of it.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use jiheng_base::{Decimal, Dimension};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for pair in main.windows(2) {
            let (done, claimed) = (pair[0], pair[1]);
            let is_rate = |id: FigureId, name: &str| {
                index.dimension(id) == Dimension::Rate && index.figures[id].label.ends_with(name)
            };
            if is_rate(done, "完成率") && is_rate(claimed, "偏差率") {
                let off = Expr::minus(Expr::Figure(done), Expr::Number(Decimal::ONE));
                found.retain(|r| r.claimed != claimed);
                found.push(Relation::new(RelationKind::Rate, claimed, "偏差率").reading(off, true));
            }
        }
    }
}

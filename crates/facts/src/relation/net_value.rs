//! 固定资产原值2846.35万元，累计折旧1197.82万元，净值1648.53万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use jiheng_base::Dimension;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for run in main.windows(3) {
            let [cost, worn, net] = run else { continue };
            let names = |id: &FigureId, words: &[&str]| {
                let label = &index.figures[*id].label;
                index.dimension(*id) == Dimension::Money && words.iter().any(|w| label.ends_with(w))
            };
            if names(cost, &["原值", "原价"])
                && names(worn, &["折旧", "摊销"])
                && names(net, &["净值", "账面价值"])
            {
                let left = Expr::minus(Expr::Figure(*cost), Expr::Figure(*worn));
                found.push(Relation::new(RelationKind::Flow, *net, "净值").reading(left, true));
            }
        }
    }
}

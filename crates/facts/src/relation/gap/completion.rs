//! A completion rate behind a gap whose benchmark is not printed: 治理面积11.4平方公里，比计划少1.1平方公里，完成率
//! 91.20%.

use super::super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use jiheng_base::{Bound, Dimension};

/// 累计支付5035.38万元，支付进度96.83%，未支付164.62万元: what was paid of what was paid and what was not.
pub(super) fn paid(index: &Index, sentence: usize) -> Vec<Relation> {
    let main: Vec<FigureId> = index.main(sentence).collect();
    main.windows(3)
        .filter_map(|run| {
            let [done, rate, rest] = *run else { return None };
            let label = |id: FigureId| index.figures[id].label.as_str();
            let verb = ["支付", "拨付", "执行", "支出", "使用", "兑付", "发放"]
                .into_iter()
                .find(|verb| label(done).ends_with(verb))?;
            let is_rest = ["未", "尚未"].iter().any(|no| {
                label(rest) == format!("{no}{verb}") || label(rest) == format!("{no}{verb}资金")
            });
            let is_rate = index.dimension(rate) == Dimension::Rate
                && label(rate).starts_with(verb)
                && label(rate).ends_with(['率', '度']);
            let exact = run.iter().all(|id| index.figures[*id].quantity.bound == Bound::Exact);
            (is_rest && is_rate && exact && index.dimension(done) == index.dimension(rest)).then(
                || {
                    let whole = Expr::sum([done, rest]);
                    Relation::new(RelationKind::Rate, rate, label(rate).to_owned())
                        .reading(Expr::over(Expr::Figure(done), whole), true)
                },
            )
        })
        .collect()
}

/// 年末完工11个，完工率91.67%，未完工的1个: what is done of what is and what is not, told by the name of the rate.
pub(super) fn counted(index: &Index, sentence: usize) -> Vec<Relation> {
    const SHORTEST: usize = 2;
    let main: Vec<FigureId> = index.main(sentence).collect();
    main.windows(3)
        .filter_map(|run| {
            let [done, rate, rest] = *run else { return None };
            let figure = |id: FigureId| &index.figures[id];
            let stem = figure(rate).label.strip_suffix('率')?;
            let not = |words: &str| {
                ["未", "尚未"].iter().any(|no| words.starts_with(&format!("{no}{stem}")))
            };
            let is_rest =
                not(&figure(rest).lead) || figure(rest).lead.is_empty() && not(&figure(rest).tail);
            let counts = matches!(index.dimension(done), Dimension::Measure(_))
                && index.dimension(done) == index.dimension(rest);
            let exact = run.iter().all(|id| figure(*id).quantity.bound == Bound::Exact);
            let is_done = stem.chars().count() >= SHORTEST
                && figure(done).lead.ends_with(stem)
                && !not(&figure(done).lead);
            (is_rest && counts && exact && is_done).then(|| {
                let whole = Expr::sum([done, rest]);
                Relation::new(RelationKind::Rate, rate, figure(rate).label.clone())
                    .reading(Expr::over(Expr::Figure(done), whole), true)
            })
        })
        .collect()
}

/// The value over the value with the gap put back.
pub(super) fn find(index: &Index, sentence: usize) -> Vec<Relation> {
    let main: Vec<FigureId> = index.main(sentence).collect();
    main.windows(3)
        .filter_map(|run| {
            let [value, gap, rate] = *run else { return None };
            let figure = |id: FigureId| &index.figures[id];
            let exact = run.iter().all(|id| figure(*id).quantity.bound == Bound::Exact);
            let alike = index.dimension(value) == index.dimension(gap)
                && index.dimension(rate) == Dimension::Rate
                && index.dimension(value) != Dimension::Rate;
            let lead = figure(gap).lead.as_str();
            let side = |ends: &[&str]| ends.iter().any(|w| lead.ends_with(w));
            let (less, more) = (side(&["少", "少完成"]), side(&["多", "多完成"]));
            if !exact
                || !alike
                || less == more
                || super::compares_with_plan(
                    lead.trim_end_matches("完成").trim_end_matches(['多', '少']),
                )
                .is_none()
                || index.role(value) != Role::Plain
                || figure(rate).label != "完成率"
            {
                return None;
            }
            let whole = if less {
                Expr::sum([value, gap])
            } else {
                Expr::minus(Expr::Figure(value), Expr::Figure(gap))
            };
            Some(
                Relation::new(RelationKind::Rate, rate, "完成率")
                    .reading(Expr::over(Expr::Figure(value), whole), true),
            )
        })
        .collect()
}

//! What a rate divides, where the words name its base: 以计算人口386420人为基数，建档率94.50%; 应检620批次，实检612批次，检测率98.71%.

use super::rate_guess::is_plausible;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::{Dimension, Words, words};

/// The number before the one that is said to be the base of the rate behind it.
pub(super) fn told_base(index: &Index, claimed: FigureId) -> Option<(FigureId, FigureId)> {
    const BASES: &[&str] = &["为基数", "为分母", "为底数", "为基础", "为总数", "为口径"];
    let mut before = index.main(index.figures[claimed].sentence).rev().filter(|id| *id < claimed);
    let (whole, part) = (before.next()?, before.next()?);
    let base = &index.figures[whole];
    let is_base = base.lead.starts_with(['以', '按'])
        && BASES.iter().any(|w| base.tail.starts_with(w))
        && index.figures[claimed].after == Some(Separator::Clause);
    let counts = |id| matches!(index.dimension(id), Dimension::Measure(_));
    let comparable =
        index.dimension(part) == index.dimension(whole) || counts(part) && counts(whole);
    let fits = is_base && comparable && index.role(part) == Role::Plain;
    (fits && is_plausible(index, claimed, part, whole)).then_some((part, whole))
}

/// 应… and 实… of one thing that the rate is named after.
pub(super) fn due_and_done(
    index: &Index,
    claimed: FigureId,
    here: &[FigureId],
    name: &str,
) -> Option<(FigureId, FigureId)> {
    let verb = |id: FigureId, word: char| {
        let (_, rest) = index.figures[id].lead.rsplit_once(word)?;
        rest.trim_start_matches('际').chars().next().filter(|verb| name.contains(*verb))
    };
    let (part, done) = here.iter().find_map(|id| Some((*id, verb(*id, '实')?)))?;
    let whole = here.iter().copied().find(|id| verb(*id, '应') == Some(done))?;
    let like = index.dimension(part) == index.dimension(whole);
    (like && is_plausible(index, claimed, part, whole)).then_some((part, whole))
}

/// 审定金额4698.52万元，比概算节约161.48万元，节约率3.32%: what is left and what was saved make what was estimated.
pub(super) fn saved_of_estimate(index: &Index, here: &[FigureId], name: &str) -> Option<Expr> {
    let [saved, left, ..] = *here else { return None };
    let lead = index.figures[saved].lead.as_str();
    let is_saved = ["节约率", "节支率"].contains(&name)
        && lead.starts_with(['比', '较'])
        && ["节约", "节支"].iter().any(|w| lead.ends_with(w));
    let joined = index.figures[saved].after == Some(Separator::Clause) && index.is_plain(left);
    let money = [saved, left].iter().all(|id| index.dimension(*id) == Dimension::Money);
    (is_saved && joined && money).then(|| Expr::over(Expr::Figure(saved), Expr::sum([left, saved])))
}

/// 预算160.00万元，中标价152.86万元，节约7.14万元，节约率4.46%: what is saved is a share of what was asked, though some take it of
/// what was agreed on.
pub(super) fn saved_of_asked(
    index: &Index,
    here: &[FigureId],
    name: &str,
) -> Option<(FigureId, FigureId)> {
    let [saved, agreed, asked, ..] = *here else { return None };
    let lead = |id: FigureId| index.figures[id].lead.as_str();
    let has = |id: FigureId, words: &Words| words.any_in(lead(id));
    let is_saved =
        ["节约率", "节支率", "资金节约率"].contains(&name) && has(saved, words!["节约", "节支"]);
    let told =
        has(agreed, words!["中标", "成交", "合同"]) && has(asked, words!["预算", "控制价", "限价"]);
    let money = [saved, agreed, asked].iter().all(|id| index.dimension(*id) == Dimension::Money);
    (is_saved && told && money).then_some((saved, asked))
}

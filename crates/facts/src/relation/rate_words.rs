//! Formulas of rates in words: 预算执行率（全年支出÷全年预算）为94.72%, 按支出决算占全年可用资金计算.

use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::wording;
use jiheng_base::{Dimension, words};

/// The two amounts that the words right before a rate say it divides.
pub(super) fn printed_pair(
    index: &Index,
    claimed: FigureId,
    text: &str,
) -> Option<(FigureId, FigureId)> {
    let start = index.sentences[index.figures[claimed].sentence].place.start;
    let before = text.get(..(index.figures[claimed].place.start - start) as usize)?;
    let (part, whole) = in_brackets(before).or_else(|| by_clause(before))?;
    let find = |name: &str| {
        let found = index.resolve(name, Dimension::Money, claimed).into_iter();
        found.filter(|(_, m)| *m >= Match::Suffix).map(|(id, _)| id).next()
    };
    let (part, whole) = (find(&part)?, find(&whole)?);
    (part != whole).then_some((part, whole))
}

/// 以全年可用资金（本年拨款加上年结转）为分母，执行率…: a base in words that are no name of one number.
pub(super) fn names_a_base(index: &Index, claimed: FigureId, text: &str) -> bool {
    let start = index.sentences[index.figures[claimed].sentence].place.start;
    let before = text.get(..(index.figures[claimed].place.start - start) as usize).unwrap_or("");
    words!["为分母", "作分母", "做分母", "为基数"].any_in(before)
}

/// 执行率（支出÷预算）: the last bracket, when only filling words stand behind it.
fn in_brackets(before: &str) -> Option<(String, String)> {
    let open = before.rfind(['（', '('])?;
    let (inside, behind) = before[open..].split_once(['）', ')'])?;
    let is_near = wording::strip(&wording::squeeze(behind)).is_empty();
    let inside = inside.trim_start_matches(['（', '(']);
    let (part, whole) = inside.split_once(['÷', '/', '／'])?;
    is_near.then(|| (name(part), name(whole)))
}

/// 按支出占预算计算，执行率…: the clause before that of the rate.
fn by_clause(before: &str) -> Option<(String, String)> {
    let clause = before.rsplit(['，', '；', '。']).nth(1)?.trim();
    let words = clause.strip_prefix('按').or_else(|| clause.strip_prefix("以"))?;
    let words = words.strip_suffix("计算").or_else(|| words.strip_suffix("计"))?;
    let words =
        ["的比例", "的比重", "之比"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let (part, whole) = words
        .split_once('占')
        .or_else(|| words.split_once("除以"))
        .or_else(|| words.split_once(['÷', '/', '／']))?;
    Some((name(part), name(whole)))
}

fn name(words: &str) -> String {
    wording::strip(&wording::squeeze(words))
}

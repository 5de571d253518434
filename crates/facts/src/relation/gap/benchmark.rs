//! A gap whose clause prints the benchmark itself: 较年度任务850座多完成12座, 高于“不低于55%”的要求3.10个
//! 百分点, 比序时进度（50%）快1.38个百分点.

use super::super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Decimal, Words};

/// What values are held against.
static BENCHMARKS: Words = Words::new(&[
    "目标", "计划", "任务", "要求", "标准", "进度", "预算", "指标", "控制", "限额", "限值", "上限",
    "下限", "定额", "时限", "规定",
]);
/// A benchmark of another year is a change.
static PAST: Words = Words::new(&["上年", "去年", "上一年", "同期", "年初的", "往年"]);
/// Words between 比 and the gap, or in place of 比, that say on which side the value lies.
const ABOVE: &[&str] = &[
    "高",
    "多",
    "快",
    "超",
    "超出",
    "高出",
    "增加",
    "超支",
    "长",
    "延长",
    "延后",
    "推迟",
    "晚",
    "滞后天数",
    "多完成",
    "超额完成",
    "超额",
    "多支出",
];
const BELOW: &[&str] = &[
    "低",
    "少",
    "慢",
    "减少",
    "节约",
    "节省",
    "结余",
    "短",
    "缩短",
    "提前",
    "早",
    "提早",
    "落后",
    "滞后",
    "差",
    "少完成",
    "少支出",
    "欠",
    "下降",
    "压减",
];
const OVER_WORDS: &[&str] =
    &["高于", "超过", "大于", "超出", "多于", "快于", "高出", "晚于", "突破", "领先", "超前", "超"];
const UNDER_WORDS: &[&str] =
    &["低于", "少于", "小于", "慢于", "落后于", "滞后于", "早于", "不及", "短于", "未达到", "低出"];
/// Better than a benchmark is over it or under it.
const BETTER_WORDS: &[&str] = &["优于", "好于"];

/// On which side of the benchmark the words put the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Either,
}

pub(super) fn find(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    let figure = &index.figures[claimed];
    let sentence = &index.sentences[figure.sentence];
    let text = context.texts.get(figure.sentence)?;
    let start = sentence.place.start;
    let before = text.get(..(figure.place.start - start) as usize)?;
    let clause_at = clause_start(before);
    let clause = &before[clause_at..];
    if !BENCHMARKS.any_in(clause) {
        return None;
    }
    let (compared_at, side) = comparison(clause)?;
    let from = start + u32::try_from(clause_at + compared_at).ok()?;
    let dimension = super::of_gap(index, claimed);
    let is_like = |id: &FigureId| index.dimension(*id) == dimension;
    let within: Vec<FigureId> = sentence
        .figures
        .clone()
        .filter(|id| *id < claimed && index.figures[*id].place.start >= from)
        .collect();
    let benchmark = match within.as_slice() {
        [base] if is_like(base) => Expr::Figure(*base),
        [] if clause.contains("序时进度") => Expr::Number(schedule(&before[..clause_at])?),
        _ => return None,
    };
    let earlier: Vec<FigureId> =
        index.main(figure.sentence).filter(|id| index.figures[*id].place.start < from).collect();
    let is_value = |id: &FigureId| is_like(id) && states_value(index, *id);
    let value = *earlier.iter().rev().find(|id| is_value(id))?;
    let is_next = earlier.last() == Some(&value);
    let alone = earlier.iter().filter(|id| is_value(id)).count() == 1;
    let mut relation = Relation::new(RelationKind::Gap, claimed, "差额");
    let values = std::iter::once(value).chain(earlier.into_iter().filter(is_value));
    for (rank, value) in values.enumerate() {
        let sure = rank == 0 && (is_next || alone);
        let over = Expr::minus(Expr::Figure(value), benchmark.clone());
        let under = Expr::minus(benchmark.clone(), Expr::Figure(value));
        relation = match side {
            Side::Above => relation.reading(over, sure),
            Side::Below => relation.reading(under, sure),
            Side::Either => relation.reading(over, sure).reading(under, sure),
        };
    }
    Some(relation)
}

/// A value of its own: no gap and no change.
fn states_value(index: &Index, id: FigureId) -> bool {
    use crate::role::Role;
    matches!(index.role(id), Role::Plain | Role::Rate | Role::Share | Role::OfBase | Role::Average)
}

/// Where the clause begins that a text ends with; brackets and quotes are passed over.
fn clause_start(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | ')' | '”' => depth += 1,
            '（' | '(' | '“' => depth = depth.saturating_sub(1),
            '，' | '；' | '。' | '：' | '、' | ',' | ';' if depth == 0 => {
                return at + c.len_utf8();
            }
            _ => {}
        }
    }
    0
}

/// Where a clause begins to compare with a benchmark, and on which side of it the value lies.
fn comparison(clause: &str) -> Option<(usize, Side)> {
    let masked = without_asides(clause);
    let bare = masked.trim_end_matches(['了', '约', '近', '达']);
    let with_word = ['比', '较'].iter().filter_map(|w| bare.rfind(*w)).max().and_then(|at| {
        let rest = &bare[at + '比'.len_utf8()..];
        let longest = |words: &[&str]| {
            words.iter().filter(|w| rest.ends_with(**w)).map(|w| w.len()).max().unwrap_or(0)
        };
        let (above, below) = (longest(ABOVE), longest(BELOW));
        let side = match above.cmp(&below) {
            std::cmp::Ordering::Greater => Side::Above,
            std::cmp::Ordering::Less => Side::Below,
            std::cmp::Ordering::Equal => return None,
        };
        names_benchmark(rest).then_some((at, side))
    });
    with_word.or_else(|| {
        let words =
            [(OVER_WORDS, Side::Above), (UNDER_WORDS, Side::Below), (BETTER_WORDS, Side::Either)];
        let (at, word, side) = words
            .iter()
            .flat_map(|(words, side)| words.iter().map(move |w| (w, side)))
            .filter_map(|(w, side)| bare.rfind(w).map(|at| (at, *w, *side)))
            .filter(|(at, ..)| !bare[..*at].ends_with(['不', '没', '未']))
            .max_by_key(|(at, w, _)| (at + w.len(), w.len()))?;
        names_benchmark(&bare[at + word.len()..]).then_some((at, side))
    })
}

/// The text with blanks for what stands in brackets and quotes, byte for byte.
fn without_asides(text: &str) -> String {
    let mut depth = 0_usize;
    let mut masked = String::with_capacity(text.len());
    for c in text.chars() {
        depth += usize::from(matches!(c, '（' | '(' | '“'));
        if depth == 0 {
            masked.push(c);
        } else {
            masked.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
        depth -= usize::from(matches!(c, '）' | ')' | '”') && depth > 0);
    }
    masked
}

fn names_benchmark(words: &str) -> bool {
    BENCHMARKS.any_in(words) && !PAST.any_in(words)
}

/// The share of the year that is over at the end of the last month that a text names (截至7月31日, 1—7月,
/// 上半年); of a day within a month nothing is known.
fn schedule(text: &str) -> Option<Decimal> {
    const MONTHS: i64 = 12;
    let share = |month: i64| Decimal::from(month).checked_div(Decimal::from(MONTHS));
    let spoken = [("一季度", 3), ("上半年", 6), ("三季度", 9)];
    let (_, months) = text
        .match_indices('月')
        .filter_map(|(at, _)| {
            let digits =
                text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let month: i64 = text[at - digits..at].parse().ok()?;
            let rest = &text[at + '月'.len_utf8()..];
            let ends = ["31日", "30日", "底", "末", "份"].iter().any(|w| rest.starts_with(w));
            let spans = text[..at - digits].ends_with(['-', '—', '－', '至', '~']);
            ((ends || spans) && (1..=MONTHS).contains(&month)).then_some((at, month))
        })
        .chain(spoken.iter().filter_map(|(w, months)| Some((text.rfind(w)?, *months))))
        .max_by_key(|(at, _)| *at)?;
    share(months)
}

#[cfg(test)]
mod tests {
    use super::{Side, clause_start, comparison, schedule};
    use jiheng_base::Decimal;

    #[test]
    fn clauses_pass_over_brackets() {
        assert_eq!(clause_start("占58.10%，高于（不低于，55%）"), "占58.10%，".len());
    }

    #[test]
    fn the_words_tell_the_side() {
        let side = |words: &str| comparison(words).map(|(_, side)| side);
        assert!(side("较年度任务850座多完成") == Some(Side::Above));
        assert!(side("比计划少") == Some(Side::Below));
        assert!(side("高于“不低于55%”的要求") == Some(Side::Above));
        assert!(side("优于目标") == Some(Side::Either));
        assert!(side("较目标值15个工作日提前") == Some(Side::Below));
        assert!(side("比上年预算100万元多").is_none());
        assert!(side("支出").is_none());
    }

    #[test]
    fn months_make_the_schedule() {
        assert_eq!(schedule("截至12月31日，支出"), Some(Decimal::ONE));
        assert_eq!(schedule("截至6月底，"), Some(Decimal::new(5, 1)));
        assert_eq!(schedule("1—9月，"), Some(Decimal::new(75, 2)));
        assert_eq!(schedule("7月15日，"), None);
    }
}

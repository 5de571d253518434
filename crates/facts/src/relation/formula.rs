//! Calculations that the text prints: 43人÷42名＝102.38%, 4×31/33＝3.76分, 23.29＋12.00＋6.01＝41.30分, 218.18万元除以2230人
//! 再除以200天约为4.89元, 未执行的14.40万元的50%即7.20万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Bound, Dimension, Unit};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        found.extend(in_sentence(index, sentence));
        if context.texts[sentence].contains('即') {
            let main: Vec<FigureId> = index.main(sentence).collect();
            found.extend(main.windows(3).filter_map(|run| part_of(index, run)));
        }
    }
}

/// 未执行数14.40万元的50%即7.20万元
fn part_of(index: &Index, run: &[FigureId]) -> Option<Relation> {
    let [whole, rate, part] = *run else { return None };
    let figure = |id: FigureId| &index.figures[id];
    let is_of = figure(rate).lead == "的"
        && figure(rate).after.is_none()
        && index.dimension(rate) == Dimension::Rate;
    let is_told = figure(part).lead == "即"
        && index.dimension(part) == index.dimension(whole)
        && index.dimension(part) == Dimension::Money;
    let exact = run.iter().all(|id| figure(*id).quantity.bound == Bound::Exact);
    (is_of && is_told && exact).then(|| {
        let expr = Expr::times(Expr::Figure(whole), Expr::Figure(rate));
        Relation::new(RelationKind::Rate, part, "按比例计算的数").reading(expr, true)
    })
}

/// Numbers with a sign and no word between each two, up to the one behind the equals sign.
fn in_sentence(index: &Index, sentence: usize) -> Vec<Relation> {
    let ids: Vec<FigureId> = index.sentences[sentence].figures.clone().collect();
    let signs: Vec<Option<char>> = ids.iter().map(|id| sign(index, *id)).collect();
    let mut found = Vec::new();
    for (at, result) in ids.iter().enumerate() {
        if !matches!(signs[at], Some('=' | '＝' | '≈')) {
            continue;
        }
        let operators = signs[..at].iter().rev().take_while(|s| s.is_some_and(is_operator)).count();
        let start = at.saturating_sub(operators + 1);
        // A formula that begins with something else than a number is not whole.
        let is_whole = operators > 0 && signs[start].is_none() && at == start + operators + 1;
        if is_whole {
            found.extend(relation(index, &ids[start..at], &signs[start..at], *result));
        }
    }
    found
}

/// The sign, or the word for it, that is all that stands between a figure and the number before it.
fn sign(index: &Index, id: FigureId) -> Option<char> {
    const WORDS: &[(&str, char)] = &[
        ("除以", '÷'),
        ("再除以", '÷'),
        ("乘以", '×'),
        ("再乘以", '×'),
        ("约为", '='),
        ("等于", '='),
    ];
    let lead = index.figures[id].lead.as_str();
    if let Some((_, sign)) = WORDS.iter().find(|(word, _)| *word == lead) {
        return Some(*sign);
    }
    let mut characters = index.figures[id].lead.chars().filter(|c| !c.is_whitespace());
    let only = characters.next().filter(|c| is_operator(*c) || "＝=≈".contains(*c))?;
    characters.next().is_none().then_some(only)
}

fn is_operator(sign: char) -> bool {
    is_times(sign) || is_over(sign) || is_plus(sign)
}

fn is_times(sign: char) -> bool {
    "×*＊".contains(sign)
}

fn is_over(sign: char) -> bool {
    "÷/／".contains(sign)
}

fn is_plus(sign: char) -> bool {
    "＋+".contains(sign)
}

fn relation(
    index: &Index,
    ids: &[FigureId],
    signs: &[Option<char>],
    result: FigureId,
) -> Option<Relation> {
    let is_sum = signs.iter().flatten().all(|s| is_plus(*s));
    if !(if is_sum { adds_like(index, ids, result) } else { multiplies(index, ids, signs, result) })
    {
        return None;
    }
    // Products bind more closely than sums. Of several factors, each is meant as it is printed.
    let is_exact = !is_sum && ids.len() > 2;
    let mut terms: Vec<Expr> = Vec::new();
    for (id, sign) in ids.iter().zip(signs) {
        let factor = match is_exact {
            true => Expr::Number(index.figures[*id].quantity.base()),
            false => Expr::Figure(*id),
        };
        match (sign, terms.pop()) {
            (Some(s), Some(term)) if is_times(*s) => terms.push(Expr::times(term, factor)),
            (Some(s), Some(term)) if is_over(*s) => terms.push(Expr::over(term, factor)),
            (_, Some(term)) => terms.extend([term, factor]),
            (_, None) => terms.push(factor),
        }
    }
    let kind = if is_sum { RelationKind::Parts } else { RelationKind::Rate };
    let expr = if terms.len() == 1 { terms.pop()? } else { Expr::Sum(terms) };
    let what = match index.figures[ids[0]].label.as_str() {
        "" => "算式".to_owned(),
        label => label.to_owned(),
    };
    Some(Relation::new(kind, result, what).reading(expr, true))
}

/// Terms of one kind; a number without a unit is of that of the result (8＋12＝20分).
fn adds_like(index: &Index, ids: &[FigureId], result: FigureId) -> bool {
    let unit = |id: FigureId| index.figures[id].quantity.unit;
    let like = |id: &FigureId| {
        index.dimension(*id) == index.dimension(result)
            || unit(*id) == Unit::Bare && index.dimension(result) == Dimension::Points
    };
    ids.iter().all(like)
}

/// 人÷名＝%, 分×%＝分, 分×个/个＝分: what a product can be without knowing more of the units.
fn multiplies(index: &Index, ids: &[FigureId], signs: &[Option<char>], result: FigureId) -> bool {
    let dimension = |id: FigureId| index.dimension(id);
    let is_number = |id: FigureId| {
        matches!(dimension(id), Dimension::Rate) || index.figures[id].quantity.unit == Unit::Bare
    };
    if signs.iter().flatten().any(|s| is_plus(*s)) {
        return false;
    }
    if dimension(result) == Dimension::Money && ids.len() > 2 {
        return is_price(index, ids, signs);
    }
    match (ids, signs) {
        ([a, b], [_, Some(s)]) if is_over(*s) => {
            dimension(result) == Dimension::Rate
                || dimension(*a) == dimension(result) && is_number(*b)
        }
        ([a, b], _) if dimension(*b) == Dimension::Rate => {
            dimension(*a) == dimension(result)
                || is_number(*a) && dimension(result) == Dimension::Points
        }
        // 4×31/33＝3.76分: points in proportion.
        ([a, b, c], [_, Some(s), Some(t)]) if is_times(*s) && is_over(*t) => {
            let is_points = dimension(*a) == Dimension::Points || is_number(*a);
            is_points && dimension(result) == Dimension::Points && dimension(*b) == dimension(*c)
        }
        _ => false,
    }
}

/// 人×元×天, 万元÷人÷天: one amount of money and counts; counts divide it only from behind.
fn is_price(index: &Index, ids: &[FigureId], signs: &[Option<char>]) -> bool {
    let money = ids.iter().filter(|id| index.dimension(**id) == Dimension::Money).count();
    let counts = ids.iter().filter(|id| matches!(index.dimension(**id), Dimension::Measure(_)));
    let divides = index.dimension(ids[0]) == Dimension::Money;
    let multiplies = signs.iter().flatten().all(|sign| is_times(*sign));
    money == 1 && counts.count() == ids.len() - 1 && (divides || multiplies)
}

//! Calculations that the text prints: 43人÷42名＝102.38%, 20分×96.31%＝19.26分, 6×5/7＝4.29分, 308人×12个月×800元＝
//! 295.68万元, 未执行的14.40万元的50%即7.20万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Bound, Dimension};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        found.extend(in_sentence(index, sentence));
        let main: Vec<FigureId> = index.main(sentence).collect();
        found.extend(main.windows(3).filter_map(|run| part_of(index, run)));
    }
}

/// Numbers with an operator between each two, an equals sign, and the result, with no word between.
fn in_sentence(index: &Index, sentence: usize) -> Vec<Relation> {
    let ids: Vec<FigureId> = index.sentences[sentence].figures.clone().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < ids.len() {
        let signs = ids[start + 1..].iter().map_while(|id| sign(index, *id));
        let signs: Vec<char> = signs.collect();
        let equals = signs.iter().position(|c| matches!(c, '=' | '＝' | '≈'));
        if let Some(at) = equals.filter(|at| *at > 0) {
            let terms = &ids[start..=start + at];
            found.extend(relation(index, terms, &signs[..at], ids[start + at + 1]));
        }
        start += signs.len() + 1;
    }
    found
}

/// The sign, or the word for it (除以, 约为), that is all that stands between a figure and the number before it.
fn sign(index: &Index, id: FigureId) -> Option<char> {
    const WORDS: &[(&str, char)] = &[
        ("除以", '÷'),
        ("再除以", '÷'),
        ("乘以", '×'),
        ("再乘以", '×'),
        ("约为", '='),
        ("等于", '='),
        ("约等于", '='),
        ("得出", '='),
    ];
    let lead = index.figures[id].lead.as_str();
    if let Some((_, sign)) = WORDS.iter().find(|(word, _)| *word == lead) {
        return Some(*sign);
    }
    let mut characters = index.figures[id].lead.chars().filter(|c| !c.is_whitespace());
    let only = characters.next().filter(|c| "÷/／×*＊=＝≈＋+".contains(*c))?;
    characters.next().is_none().then_some(only)
}

fn is_times(sign: char) -> bool {
    matches!(sign, '×' | '*' | '＊')
}

fn is_over(sign: char) -> bool {
    matches!(sign, '÷' | '/' | '／')
}

fn relation(
    index: &Index,
    terms: &[FigureId],
    signs: &[char],
    result: FigureId,
) -> Option<Relation> {
    let dimension = |id: FigureId| index.dimension(id);
    let all = |test: fn(char) -> bool| signs.iter().all(|sign| test(*sign));
    let first = *terms.first()?;
    let (kind, expr) = if all(|sign| matches!(sign, '＋' | '+')) {
        let alike = terms.iter().all(|id| dimension(*id) == dimension(result));
        (alike && terms.len() == 2).then(|| {
            let sum = Expr::sum(terms.iter().copied());
            (RelationKind::Parts, sum)
        })?
    } else if all(|sign| is_times(sign) || is_over(sign)) {
        fits(index, terms, signs, result)
            .then(|| (RelationKind::Rate, chain(index, terms, signs)))?
    } else {
        return None;
    };
    let what = match index.figures[first].label.as_str() {
        "" => "算式".to_owned(),
        label => label.to_owned(),
    };
    Some(Relation::new(kind, result, what).reading(expr, true))
}

/// Whether the result is of the kind that the terms make: a rate of two, points of points and rates, money
/// of one price and counts.
fn fits(index: &Index, terms: &[FigureId], signs: &[char], result: FigureId) -> bool {
    let dimension = |id: &FigureId| index.dimension(*id);
    let is_number = |id: &FigureId| matches!(dimension(id), Dimension::Rate | Dimension::Bare);
    match dimension(&result) {
        Dimension::Rate => terms.len() == 2 && is_over(signs[0]),
        Dimension::Points => {
            let (first, rest) = (&terms[0], &terms[1..]);
            let is_base = dimension(first) == Dimension::Points || is_number(first);
            is_times(signs[0]) && is_base && rest.iter().all(is_number)
        }
        Dimension::Money => {
            let prices = terms.iter().filter(|id| dimension(id) == Dimension::Money).count();
            let counts = terms.iter().filter(|id| matches!(dimension(id), Dimension::Measure(_)));
            let divides = dimension(&terms[0]) == Dimension::Money;
            prices == 1
                && counts.count() == terms.len() - 1
                && (divides || signs.iter().all(|sign| is_times(*sign)))
        }
        own => {
            let [a, b] = terms else { return false };
            is_times(signs[0]) && dimension(a) == own && dimension(b) == Dimension::Rate
        }
    }
}

/// Of more than two terms, and for points, the numbers are calculated with as they are printed.
fn chain(index: &Index, terms: &[FigureId], signs: &[char]) -> Expr {
    let is_exact = terms.len() > 2 || index.dimension(terms[0]) == Dimension::Bare;
    let term = |id: FigureId| match is_exact {
        true => Expr::Number(index.figures[id].quantity.base()),
        false => Expr::Figure(id),
    };
    signs.iter().zip(&terms[1..]).fold(term(terms[0]), |so_far, (sign, id)| {
        let next = term(*id);
        if is_times(*sign) { Expr::times(so_far, next) } else { Expr::over(so_far, next) }
    })
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

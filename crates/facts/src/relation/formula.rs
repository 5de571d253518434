//! Calculations that the text prints: 43人÷42名＝102.38%, 20分×96.31%＝19.26分.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::Dimension;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for sentence in 0..context.index.sentences.len() {
        found.extend(in_sentence(&context.index, sentence));
    }
}

/// Two numbers, an operator between them, an equals sign, and the result, with no word between.
fn in_sentence(index: &Index, sentence: usize) -> Vec<Relation> {
    let ids: Vec<FigureId> = index.sentences[sentence].figures.clone().collect();
    ids.windows(3)
        .filter_map(|run| {
            let [a, b, result] = *run else { return None };
            let operator = sign(index, b)?;
            // A longer formula goes on to the left.
            let starts = sign(index, a).is_none();
            if !starts || !matches!(sign(index, result)?, '=' | '＝') {
                return None;
            }
            relation(index, a, operator, b, result)
        })
        .collect()
}

/// The sign that is all that stands between a figure and the number before it.
fn sign(index: &Index, id: FigureId) -> Option<char> {
    let mut characters = index.figures[id].lead.chars().filter(|c| !c.is_whitespace());
    let only = characters.next().filter(|c| "÷/／×*＊=＝＋+".contains(*c))?;
    characters.next().is_none().then_some(only)
}

fn relation(
    index: &Index,
    a: FigureId,
    operator: char,
    b: FigureId,
    result: FigureId,
) -> Option<Relation> {
    let (left, right) = (Expr::Figure(a), Expr::Figure(b));
    let dimension = |id: FigureId| index.dimension(id);
    let (kind, expr) = match operator {
        '÷' | '/' | '／' if dimension(result) == Dimension::Rate => {
            (RelationKind::Rate, Expr::over(left, right))
        }
        '×' | '*' | '＊'
            if dimension(b) == Dimension::Rate && dimension(a) == dimension(result) =>
        {
            (RelationKind::Rate, Expr::times(left, right))
        }
        '＋' | '+' if dimension(a) == dimension(b) && dimension(b) == dimension(result) => {
            (RelationKind::Parts, Expr::sum([a, b]))
        }
        _ => return None,
    };
    let what = match index.figures[a].label.as_str() {
        "" => "算式".to_owned(),
        label => label.to_owned(),
    };
    Some(Relation::new(kind, result, what).reading(expr, true))
}

//! The parts of a year: 一季度支付412.35万元，二季度… of 全年支付4665.60万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};

/// The names of the parts, in order, one way to divide a year a row.
const DIVISIONS: &[&[&str]] = &[&["一季度", "二季度", "三季度", "四季度"], &["上半年", "下半年"]];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for names in DIVISIONS {
            found.extend(year_of(index, sentence, names));
        }
        if context.texts[sentence].contains("各月") {
            found.extend(quarters_of_months(index, sentence));
        }
        if context.texts[sentence].contains("春季") {
            found.extend(days_of_terms(index, sentence));
        }
    }
}

/// 四季度支付额 is what 支付额 was of the year.
pub(super) fn stem(name: &str) -> &str {
    let name = name.trim_start_matches('第');
    DIVISIONS.iter().copied().flatten().find_map(|part| name.strip_prefix(part)).unwrap_or(name)
}

/// All parts in one sentence, each under the same name, and the figure that bears that name for the
/// whole year.
fn year_of(index: &Index, sentence: usize, names: &[&str]) -> Option<Relation> {
    let part = |name: &str| {
        index.main(sentence).filter(|id| index.is_plain(*id)).find_map(|id| {
            let label = index.figures[id].label.trim_start_matches('第');
            Some((id, label.strip_prefix(name)?))
        })
    };
    let parts: Vec<(FigureId, &str)> = names.iter().map(|n| part(n)).collect::<Option<_>>()?;
    let (first, name) = parts[0];
    if name.is_empty() || parts.iter().any(|(_, other)| *other != name) {
        return None;
    }
    let is_part = |id: &FigureId| parts.iter().any(|(part, _)| part == id);
    let whole = index
        .resolve(name, index.dimension(first), first)
        .into_iter()
        .filter(|(_, m)| *m == Match::Exact)
        .map(|(id, _)| id)
        .find(|id| !is_part(id))?;
    let sum = Expr::sum(parts.into_iter().map(|(id, _)| id));
    let what = format!("各期{name}");
    Some(Relation::new(RelationKind::Parts, whole, what).reading(sum, true))
}

/// 春季学期供餐98天，秋季学期供餐97天，全年195天; 全年200天（春季学期98天、秋季学期102天): the days of both terms.
fn days_of_terms(index: &Index, sentence: usize) -> Option<Relation> {
    let days = |id: &FigureId| {
        matches!(index.dimension(*id), jiheng_base::Dimension::Measure("天" | "日"))
    };
    let all = || index.sentences[sentence].figures.clone().filter(days);
    let of = |word: &str| {
        let mut told = all().filter(|id| index.figures[*id].lead.contains(word));
        told.next().filter(|_| told.next().is_none())
    };
    let (spring, autumn, year) = (of("春季")?, of("秋季")?, of("全年")?);
    let sum = Expr::sum([spring, autumn]);
    Some(Relation::new(RelationKind::Parts, year, "全年天数").reading(sum, true))
}

/// 1—6月各月支出分别为甲、乙、丙、丁、戊、己。其中一季度…、二季度…: three months make a quarter.
fn quarters_of_months(index: &Index, sentence: usize) -> Vec<Relation> {
    const QUARTER: usize = 3;
    const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];
    let run: Vec<FigureId> = index
        .main(sentence)
        .skip_while(|id| !index.figures[*id].lead.contains("各月"))
        .enumerate()
        .take_while(|(at, id)| *at == 0 || index.figures[*id].lead.is_empty())
        .map(|(_, id)| id)
        .collect();
    let Some(first) = run.first().copied() else { return Vec::new() };
    let whole_quarters =
        run.len().is_multiple_of(QUARTER) && index.figures[first].lead.contains("分别");
    let paragraph = index.paragraph(sentence);
    let near = (sentence..paragraph.end.min(sentence + 2)).flat_map(|s| index.main(s));
    let named =
        near.filter(|id| !run.contains(id) && index.dimension(*id) == index.dimension(first));
    named
        .filter(|_| whole_quarters)
        .filter_map(|id| {
            let lead = index.figures[id].lead.trim_start_matches("其中").trim_start_matches('第');
            let quarter = QUARTERS.iter().position(|name| lead.starts_with(name))?;
            let months = run.get(quarter * QUARTER..(quarter + 1) * QUARTER)?;
            let sum = Expr::sum(months.iter().copied());
            Some(Relation::new(RelationKind::Parts, id, QUARTERS[quarter]).reading(sum, true))
        })
        .collect()
}

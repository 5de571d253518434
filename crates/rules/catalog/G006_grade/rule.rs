//! The grade is that of the score.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Place, Role, Unit, Words};
use jiheng_facts::FigureId;
use jiheng_facts::grades_in;
use jiheng_facts::table::ColumnKind;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (score, grade, place) in prose(cx).into_iter().chain(of_whole(cx)).chain(tables(cx)) {
        looked = true;
        let value = cx.figure(score).quantity.value;
        let Some(band) = cx.scheme.grade(value) else { continue };
        if !means(&grade, &band.name) {
            let message = format!("得分{}分应为“{}”，文中等级为“{grade}”", plain(value), band.name);
            let action = format!("把等级改为“{}”，或核对得分", band.name);
            findings.push(
                Finding::new("G006", Level::Error, place, message, action)
                    .compare(band.name.clone(), grade)
                    .using(cx.figure(score).span, Role::Against, "得分"),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 优秀 means 优, 良好 means 良, 合格 means 中.
fn means(printed: &str, band: &str) -> bool {
    let usual = match printed {
        "优秀" => "优",
        "良好" => "良",
        "合格" => "中",
        "不合格" => "差",
        other => other,
    };
    usual == band
}

type Graded = (FigureId, String, Place);

/// A score out of a hundred and the grade behind it in one sentence.
fn prose(cx: &Context) -> Vec<Graded> {
    let mut found = Vec::new();
    for item in cx.facts.scores.items.iter().filter(|i| !i.in_table && i.weight.is_none()) {
        let Some(score) = item.score.filter(|id| is_out_of_hundred(cx, *id)) else { continue };
        let sentence = cx.sentence(score);
        let end = cx.figure(score).place.end;
        let grades = grades_in(cx.quote(sentence));
        let behind = grades
            .into_iter()
            .map(|(grade, at)| (grade, sentence.start as usize + at))
            .find(|(_, at)| *at >= end as usize)
            .filter(|(_, at)| !is_of_another(cx, score, *at));
        if let Some((grade, at)) = behind.filter(|(_, at)| !is_part_of_total(cx, score, *at)) {
            let start = clause_start(cx, sentence, at);
            found.push((
                score,
                grade.to_owned(),
                Place::new(
                    sentence.node,
                    start,
                    at + grade.len() + closing(cx, sentence, at + grade.len()),
                ),
            ));
        }
    }
    found
}

/// 总分96.16分；县财政局对2021年度的复核得分为89.50分，等级为“良”: a score of another time or by another body stands
/// between.
fn is_of_another(cx: &Context, score: FigureId, grade: usize) -> bool {
    let sentence = &cx.facts.sentences[cx.figure(score).sentence];
    sentence.figures.clone().filter(|id| *id > score).any(|id| {
        let figure = cx.figure(id);
        (figure.place.end as usize) <= grade
            && figure.depth == 0
            && is_out_of_hundred(cx, id)
            && figure.lead.contains("得分")
    })
}

/// 自评等级：良 in a sentence that no item of scores is read from: of the score that a formula gives there
/// (…＝94.88分), else of the only score of the whole.
fn of_whole(cx: &Context) -> Vec<Graded> {
    static OF_WHOLE: Words =
        Words::new(&["自评等级", "评价等级", "评定等级", "综合等级", "自评等次", "评价等次"]);
    /// What stands right before the score that a grade is of.
    const SCORED: &[&str] = &["＝", "=", "得分", "总分", "自评分", "评分"];
    let scored = |sentence: Place| {
        cx.facts.scores.items.iter().filter_map(|i| i.score).any(|id| cx.sentence(id) == sentence)
    };
    let mut found = Vec::new();
    for sentence in &cx.facts.sentences {
        let text = cx.quote(sentence.place);
        if scored(sentence.place) {
            continue;
        }
        let [(grade, at)] = grades_in(text)[..] else { continue };
        let start = sentence.place.start as usize + at;
        let is_result = |id: &FigureId| {
            let figure = cx.figure(*id);
            (figure.place.end as usize) < start
                && SCORED
                    .iter()
                    .any(|w| figure.lead.trim_end_matches(['：', ':', '为']).ends_with(w))
                && is_out_of_hundred(cx, *id)
        };
        let points =
            || sentence.figures.clone().filter(|id| cx.figure(*id).quantity.unit == Unit::Points);
        let result = points().rfind(is_result);
        let says_whole = || OF_WHOLE.any_in(text) && points().next().is_none();
        let Some(score) = result.or_else(|| only_total(cx).filter(|_| says_whole())) else {
            continue;
        };
        let clause = clause_start(cx, sentence.place, start);
        let end = start + grade.len() + closing(cx, sentence.place, start + grade.len());
        found.push((score, grade.to_owned(), Place::new(sentence.place.node, clause, end)));
    }
    found
}

/// The score of the whole, where the document tells one only, be it several times.
fn only_total(cx: &Context) -> Option<FigureId> {
    let mut totals = cx.facts.scores.totals().filter_map(|i| i.score);
    let first = totals.next().filter(|id| is_out_of_hundred(cx, *id))?;
    let value = |id: FigureId| cx.figure(id).quantity.value;
    totals.all(|id| value(id) == value(first)).then_some(first)
}

fn is_out_of_hundred(cx: &Context, id: FigureId) -> bool {
    let quantity = cx.figure(id).quantity;
    // A number this small is the score of a part.
    quantity.unit == Unit::Points
        && quantity.value > Decimal::from(30)
        && quantity.value <= Decimal::ONE_HUNDRED
}

/// 总得分98.75分，其中产出49.90分，等级为“优”; 产出得47.20分，效益得45.48分，总分92.68分，等级为“优”: the grade is that of
/// the greatest score before it.
fn is_part_of_total(cx: &Context, score: FigureId, grade_at: usize) -> bool {
    let own = cx.figure(score);
    let beside = cx.facts.sentences[own.sentence].figures.clone().map(|id| cx.figure(id));
    beside.into_iter().filter(|f| (f.place.end as usize) < grade_at).any(|f| {
        f.quantity.unit == Unit::Points
            && f.quantity.value > own.quantity.value
            && f.quantity.value <= Decimal::ONE_HUNDRED
    })
}

/// The clause that names the grade.
fn clause_start(cx: &Context, sentence: Place, at: usize) -> usize {
    let text = cx.document.text(sentence.node);
    text[..at]
        .char_indices()
        .rev()
        .find(|(_, c)| "，；。".contains(*c))
        .map_or(0, |(i, c)| i + c.len_utf8())
}

/// The closing quote behind a grade.
fn closing(cx: &Context, sentence: Place, at: usize) -> usize {
    let text = cx.document.text(sentence.node);
    text[at..].chars().next().filter(|c| "”\"」".contains(*c)).map_or(0, char::len_utf8)
}

fn tables(cx: &Context) -> Vec<Graded> {
    let mut found = Vec::new();
    for side in cx.facts.tables.iter().flat_map(|t| &t.sides) {
        let Some((grade, _)) = side.columns_of(ColumnKind::Grade).next() else { continue };
        // Of several scores the total stands next to the grade.
        let scores = || side.columns_of(ColumnKind::Score).map(|(at, _)| at);
        let Some(score) = scores().filter(|at| *at < grade).max().or_else(|| scores().next())
        else {
            continue;
        };
        for row in &side.rows {
            let cell = row.cells.get(grade).and_then(|c| c.as_ref());
            if let (Some(id), Some(cell)) = (row.figure(score), cell)
                && ["优", "良", "中", "差", "优秀", "良好", "合格", "不合格"]
                    .contains(&cell.text.as_str())
            {
                let place = Place::new(cell.node, 0, cx.document.text(cell.node).len());
                found.push((id, cell.text.clone(), place));
            }
        }
    }
    found
}

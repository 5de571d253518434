//! Text and tables tell the same numbers.

use crate::credible::level_of_points;
use crate::score::{points, printed, span};
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Dimension, Finding, Level, NodeId, Place, Role, Unit, Words};
use jiheng_facts::lex::Separator;
use jiheng_facts::score::{ScoreItem, same_name};
use jiheng_facts::table::{ColumnKind, DataTable, Row, RowKind, Side, TablePart};
use jiheng_facts::{FigureId, grades_in};

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.facts.tables.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut findings = scores(cx);
    if cx.facts.forms.len() == 1 {
        findings.extend(money_of_form(cx));
    }
    for (table, side) in cx.facts.tables.iter().flat_map(|t| t.sides.iter().map(move |s| (t, s))) {
        findings.extend(grade_counts(cx, side));
        findings.extend(totals(cx, table, side));
        findings.extend(rows(cx, side));
    }
    findings.sort_by_key(Finding::place);
    findings.dedup_by_key(|f| f.place());
    Verdict::of(findings)
}

/// The row of a table for an item of the text: that of its name, or the only one under it (4.时效 of
/// the text is the row of 时效指标).
fn twin<'a>(cx: &Context<'a>, item: &ScoreItem) -> Option<&'a ScoreItem> {
    let title = item.title();
    let same_weight = |t: &&ScoreItem| match (item.weight, t.weight) {
        (Some(a), Some(b)) => points(cx, a) == points(cx, b),
        _ => true,
    };
    let rows = || cx.facts.scores.items.iter().filter(|t| t.in_table && !t.is_total);
    let by_name = rows().filter(same_weight).find(|t| same_name(&t.title(), &title));
    by_name.or_else(|| {
        // Only a table that names its levels tells under what each row stands.
        let is_under = |t: &&ScoreItem| {
            t.category.is_some() && t.outer.iter().any(|outer| same_name(outer, &title))
        };
        let mut under = rows().filter(is_under);
        under.next().filter(same_weight).filter(|_| under.next().is_none())
    })
}

/// The score of an indicator in the text and in a table.
fn scores(cx: &Context) -> Vec<Finding> {
    cx.facts
        .scores
        .items
        .iter()
        .filter(|i| !i.in_table && !i.is_total)
        .filter_map(|item| {
            let own = item.score?;
            let row = twin(cx, item)?;
            let twin = row.score?;
            // 以100分计，预算执行率10分、产出指标50分: what is told is the weight.
            let is_weight = item.weight.is_none()
                && row.weight.is_some_and(|weight| points(cx, weight) == points(cx, own))
                && !cx.figure(own).lead.contains('得');
            if is_weight {
                return None;
            }
            let differs = points(cx, own) != points(cx, twin) && !is_of_other_project(cx, own);
            let message = format!(
                "“{}”正文得{}，表中为{}",
                item.title(),
                printed(cx, own),
                printed(cx, twin)
            );
            differs.then(|| {
                Finding::new(
                    "C006",
                    level_of_points(points(cx, own), points(cx, twin)),
                    span(cx, &[own]),
                    message,
                    "核对后统一正文和表格的得分",
                )
                .compare(printed(cx, twin), printed(cx, own))
                .using(cx.figure(twin).place, Role::Against, "表中")
            })
        })
        .collect()
}

/// 等级为“良”的3个 against the rows with that grade.
fn grade_counts(cx: &Context, side: &Side) -> Vec<Finding> {
    let Some((column, _)) = side.columns_of(ColumnKind::Grade).next() else { return Vec::new() };
    let rows: Vec<&Row> = side.rows.iter().filter(|r| r.kind == RowKind::Item).collect();
    let mut findings = Vec::new();
    for (id, figure) in cx.facts.figures.iter().enumerate().filter(|(_, f)| {
        !f.in_table && matches!(f.quantity.unit, Unit::Measure { word: "个" | "项", .. })
    }) {
        let Some((grade, _)) = grades_in(&figure.lead).pop() else { continue };
        // Of another year, or of what is done with them.
        let other =
            !figure.lead.ends_with('的') || figure.year.is_some() && !cx.is_of_this_year(id);
        let told = Decimal::from(rows.iter().filter(|r| r.text(column) == grade).count());
        // More than the table has rows are of something else.
        let is_of_more = figure.quantity.value > Decimal::from(rows.len());
        if other
            || is_of_more
            || figure.quantity.value == told
            || rows.iter().all(|r| r.text(column).is_empty())
        {
            continue;
        }
        let message = format!("正文说等级为“{grade}”的{}，表中有{told}个", figure.quantity.text());
        findings.push(
            Finding::new("C006", Level::Error, figure.span, message, "核对后统一个数")
                .compare(format!("{told}个"), figure.quantity.text()),
        );
    }
    findings
}

/// A number of the text that bears the head of a column, in the paragraphs right before the table,
/// against the total row.
fn totals(cx: &Context, table: &DataTable, side: &Side) -> Vec<Finding> {
    let Some(total) = side.rows.iter().find(|r| r.kind == RowKind::Total) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (at, column) in side.columns.iter().enumerate() {
        let Some(cell) = total.figure(at).filter(|_| column.kind == ColumnKind::Amount) else {
            continue;
        };
        let same_head = |id: &FigureId| {
            bare(&cx.figure(*id).label) == bare(&column.header) && !bare(&column.header).is_empty()
        };
        let agree = |id: &FigureId| {
            let (a, b) = (cx.figure(*id).quantity, cx.figure(cell).quantity);
            a.dimension() != b.dimension() || a.agrees(b)
        };
        // The same name may first be told of the budget and then of what was spent.
        let near = near_before(cx, table);
        let is_told = |id: &FigureId| {
            let (a, b) = (cx.figure(*id).quantity, cx.figure(cell).quantity);
            a.dimension() == b.dimension() && a.base() == b.base()
        };
        // A total that the text tells, be it of something else, is the total of that.
        if near.iter().any(is_told) {
            continue;
        }
        // What a row of the column tells is of that row.
        let is_of_row = |id: &FigureId| {
            let told = cx.figure(*id).quantity;
            let mut cells = side.rows.iter().filter_map(|r| r.figure(at));
            cells.any(|c| cx.figure(c).quantity.base() == told.base())
        };
        let told: Vec<FigureId> = near
            .into_iter()
            .filter(|id| {
                !is_of_row(id) && cx.figure(*id).after != Some(Separator::Item) && same_head(id)
            })
            .collect();
        let Some(&prose) = told.last().filter(|_| !told.iter().any(agree)) else { continue };
        let (a, b) = (cx.figure(prose).quantity.text(), cx.figure(cell).quantity.text());
        let message = format!("“{}”正文为{a}，表中合计为{b}", column.header);
        let action = "核对后统一正文和表格的合计";
        findings.push(
            Finding::new("C006", Level::Error, cx.figure(prose).span, message, action)
                .compare(b, a)
                .using(cx.figure(cell).place, Role::Against, "表中合计"),
        );
    }
    findings
}

/// 全年预算数120万元 anywhere in the text against the row of all money of the only form.
fn money_of_form(cx: &Context) -> Vec<Finding> {
    let sides = cx.facts.tables.iter().filter(|t| t.part == TablePart::Money);
    let mut findings = Vec::new();
    for side in sides.flat_map(|t| &t.sides) {
        let Some(total) = side.rows.iter().find(|r| r.kind == RowKind::Total) else { continue };
        for (at, column) in side.columns_of(ColumnKind::Amount) {
            let Some(cell) = total.figure(at) else { continue };
            let head = column.header.split(['（', '(']).next().unwrap_or("");
            let told: Vec<FigureId> = cx
                .plain_money()
                .filter(|id| cx.figure(*id).label == head && cx.is_of_this_year(*id))
                .collect();
            let agrees = |id: &FigureId| {
                let (a, b) = (cx.figure(*id).quantity, cx.figure(cell).quantity);
                a.dimension() != b.dimension() || a.agrees(b)
            };
            let Some(&prose) = told.first().filter(|_| !told.iter().any(agrees)) else { continue };
            let (a, b) = (cx.figure(prose).quantity.text(), cx.figure(cell).quantity.text());
            let message = format!("“{head}”正文为{a}，自评表中为{b}");
            findings.push(
                Finding::new(
                    "C006",
                    Level::Error,
                    cx.figure(prose).span,
                    message,
                    "核对后统一正文和自评表的金额",
                )
                .compare(b, a)
                .using(cx.figure(cell).place, Role::Against, "自评表中"),
            );
        }
    }
    findings
}

/// 全年预算数 and 预算数 head the same column.
fn bare(name: &str) -> String {
    let name = name.split(['（', '(']).next().unwrap_or("");
    let name = name.trim_start_matches("全年").trim_start_matches("本年");
    name.trim_end_matches('数').trim_end_matches("合计").to_owned()
}

/// Amounts of the text within a few paragraphs before a table.
fn near_before(cx: &Context, table: &DataTable) -> Vec<FigureId> {
    const PARAGRAPHS: u32 = 4;
    cx.plain_money()
        .filter(|id| {
            let at = cx.figure(*id).place.node.0;
            at < table.first.0 && at + PARAGRAPHS >= table.first.0
        })
        .collect()
}

/// A rate, score or grade of a named row in the text.
fn rows(cx: &Context, side: &Side) -> Vec<Finding> {
    const MIN_CHARS: usize = 4;
    let mut findings = Vec::new();
    let named = side
        .rows
        .iter()
        .filter(|r| r.kind == RowKind::Item && r.label.chars().count() >= MIN_CHARS);
    for row in named {
        for id in mentions(cx, row) {
            findings.extend(compare_row(cx, side, row, id));
        }
        findings.extend(compare_grade(cx, side, row));
    }
    findings
}

/// Numbers of the text whose clause starts with the name of the row.
fn mentions<'a>(cx: &'a Context, row: &'a Row) -> impl Iterator<Item = FigureId> + 'a {
    (0..cx.facts.figures.len()).filter(move |id| {
        let figure = cx.figure(*id);
        !figure.in_table
            && figure.depth == 0
            && !figure.quoted
            && figure.label.starts_with(row.label.as_str())
    })
}

fn compare_row(cx: &Context, side: &Side, row: &Row, id: FigureId) -> Option<Finding> {
    let figure = cx.figure(id);
    let rest = figure.label.strip_prefix(row.label.as_str())?.trim_start_matches("项目");
    let (at, column) = side.columns.iter().enumerate().find(|(_, c)| {
        matches!(c.kind, ColumnKind::Rate | ColumnKind::Score) && c.header == rest
    })?;
    let cell = row.figure(at)?;
    let (told, stated) = (cx.figure(cell).quantity, figure.quantity);
    let same_kind = told.dimension() == stated.dimension()
        && matches!(told.dimension(), Dimension::Rate | Dimension::Points);
    let differs = !told.agrees(stated);
    (same_kind && differs).then(|| {
        let message = format!(
            "“{}”的{}正文为{}，表中为{}",
            row.label,
            column.header,
            stated.text(),
            told.text()
        );
        Finding::new("C006", Level::Error, figure.span, message, "核对后统一正文和表格")
            .compare(told.text(), stated.text())
            .using(cx.figure(cell).place, Role::Against, "表中")
    })
}

/// Of several projects with scores of the same names, the table is of the one whose paragraph agrees with it.
fn is_of_other_project(cx: &Context, score: FigureId) -> bool {
    const SEVERAL: usize = 2;
    let node = |id: FigureId| cx.figure(id).place.node;
    let prose = || cx.facts.scores.items.iter().filter(|i| !i.in_table && !i.is_total);
    let agreeing: Vec<NodeId> = prose()
        .filter_map(|item| {
            let (own, told) = (item.score?, twin(cx, item)?.score?);
            (points(cx, own) == points(cx, told)).then(|| node(own))
        })
        .collect();
    let agree_in = |at: NodeId| agreeing.iter().filter(|n| **n == at).count();
    let told_in = prose().filter_map(|i| i.score).filter(|id| node(*id) == node(score)).count();
    told_in >= SEVERAL
        && agree_in(node(score)) == 0
        && agreeing.iter().any(|other| agree_in(*other) >= SEVERAL)
}

/// Who rates beside the report itself gives another grade.
static OTHER_RATERS: Words =
    Words::new(&["重点评价", "财政评价", "复核", "抽评", "上年", "第三方"]);

/// 某项目…等级为“优” against the grade of its row.
fn compare_grade(cx: &Context, side: &Side, row: &Row) -> Option<Finding> {
    let (column, _) = side.columns_of(ColumnKind::Grade).next()?;
    let cell = row.cells.get(column)?.as_ref()?;
    cx.facts.sentences.iter().find_map(|sentence| {
        let text = cx.quote(sentence.place);
        let named = text.find(row.label.as_str())?;
        let (grade, at) = grades_in(text).into_iter().find(|(_, at)| *at > named)?;
        // Between name and grade no other thing is named.
        let between = &text[named..at];
        if grade == cell.text
            || between.contains(['。', '；'])
            || between.contains("的个")
            || OTHER_RATERS.any_in(&text[..at])
            || cx.figure_in_table(sentence)
        {
            return None;
        }
        let clause = crate::text::clause_around(text, at);
        let start = sentence.place.start as usize;
        let place = Place::new(sentence.place.node, start + clause.0, start + clause.1);
        let message = format!("“{}”正文等级为“{grade}”，表中为“{}”", row.label, cell.text);
        Some(
            Finding::new("C006", Level::Error, place, message, "核对后统一等级")
                .compare(cell.text.clone(), grade)
                .using(
                    Place::new(cell.node, 0, cx.document.text(cell.node).len()),
                    Role::Against,
                    "表中",
                ),
        )
    })
}

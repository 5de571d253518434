//! A table of final accounts is filled in where the text tells amounts, and empty where it says so.

use crate::accounts::section;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};
use jiheng_document::Block;
use jiheng_facts::accounts::{Statement, StatementKind as Kind};
use jiheng_facts::{FigureId, wording};

static NO_DATA: Words = Words::new(&["无数据", "没有数据", "空表", "为空", "表无"]);
const NONE: &[&str] = &["没有", "无", "未发生", "未安排", "不涉及"];

pub(super) fn check(cx: &Context) -> Verdict {
    let statements = &cx.facts.statements;
    let findings = statements.iter().filter_map(|s| {
        let filled = filled(cx, s);
        match filled.first() {
            Some(cell) => said_empty(cx, s, *cell),
            None => left_empty(cx, s),
        }
    });
    Verdict::of_looked(findings.collect(), !statements.is_empty())
}

/// The amounts of a table that are not zero.
fn filled(cx: &Context, statement: &Statement) -> Vec<FigureId> {
    let sides = &cx.facts.tables[statement.table].sides;
    let cells = sides.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).flatten();
    let figures = cells.filter_map(|c| c.figure);
    figures.filter(|id| !cx.figure(*id).quantity.value.is_zero()).collect()
}

/// The paragraphs and cells behind the title of a table, up to the next table.
fn around(cx: &Context, statement: &Statement) -> Vec<NodeId> {
    let number = cx.facts.tables[statement.table].number;
    let mut tables = 0;
    let mut nodes = Vec::new();
    for block in &cx.document.blocks {
        match block {
            Block::Table(table) => {
                tables += 1;
                if tables == number {
                    nodes.extend(table.cells.iter().map(|c| c.node));
                }
            }
            Block::Paragraph(p) if tables == number || p.node == statement.title.node => {
                nodes.push(p.node);
            }
            Block::Paragraph(_) => {}
        }
        if tables > number {
            break;
        }
    }
    nodes
}

/// The note below a table that says that it is empty.
fn note(cx: &Context, statement: &Statement) -> Option<Place> {
    // The next title opens the next table.
    let nodes = around(cx, statement).into_iter();
    let own = nodes.take_while(|node| {
        let kind = Kind::of_title(&wording::squeeze(cx.document.text(*node)));
        kind.is_none_or(|k| k == statement.kind)
    });
    own.map(|node| (node, cx.document.text(node)))
        .find(|(_, text)| NO_DATA.any_in(text))
        .map(|(node, text)| Place::new(node, 0, text.trim_end().len()))
}

/// A filled table of which the note or the text says that there is nothing.
fn said_empty(cx: &Context, statement: &Statement, cell: FigureId) -> Option<Finding> {
    let place = note(cx, statement).or_else(|| denied(cx, statement.kind))?;
    let amount = cx.print(cell);
    let message = format!("《{}》填有{amount}，这里却写没有", statement.kind.name());
    let finding = Finding::new("S017", Level::Error, place, message, "删去不实的话，或更正表格");
    Some(finding.using(cx.figure(cell).place, Role::Against, "表中"))
}

/// 本部门没有政府性基金预算财政拨款收入和支出, in the section of the table.
fn denied(cx: &Context, kind: Kind) -> Option<Place> {
    let subject = match kind {
        Kind::Fund => "政府性基金",
        Kind::StateCapital => "国有资本经营",
        _ => return None,
    };
    let sentences = cx.facts.sentences.iter().filter(|s| section(cx, s.place.node) == Some(kind));
    let mut told = sentences.filter(|s| s.figures.is_empty() && !cx.figure_in_table(s));
    let denies = |text: &str| {
        let at = text.find(subject);
        at.is_some_and(|at| NONE.iter().any(|w| text[..at].ends_with(w)))
    };
    told.find(|s| denies(&wording::squeeze(cx.quote(s.place)))).map(|s| s.place)
}

/// An empty table of which the text tells amounts, or that nothing explains.
fn left_empty(cx: &Context, statement: &Statement) -> Option<Finding> {
    let name = statement.kind.name();
    let is_told = |id: &FigureId| {
        let figure = cx.figure(*id);
        section(cx, figure.place.node) == Some(statement.kind)
            && !figure.quantity.value.is_zero()
            && figure.label.contains(['算', '支', '收'])
    };
    if let Some(told) = cx.plain_money().find(is_told) {
        let message =
            format!("《{name}》没有一个数，正文却写{}", cx.quote(cx.figure(told).span).trim());
        let action = "补填表格，或更正正文";
        let finding = Finding::new("S017", Level::Error, statement.title, message, action);
        return Some(finding.using(cx.figure(told).span, Role::Against, "正文"));
    }
    // A table with labelled rows that is left empty is told as any other table is.
    let rows = cx.facts.tables[statement.table].sides.iter().flat_map(|s| &s.rows);
    let labelled = rows.filter(|r| !r.label.is_empty()).count() > 1;
    let explained = note(cx, statement).is_some() || denied(cx, statement.kind).is_some();
    (!labelled && !explained).then(|| {
        let message = format!("《{name}》没有一个数，也没有注明原因");
        Finding::new("S017", Level::Doubt, statement.title, message, "没有发生的注明，漏填的补填")
    })
}

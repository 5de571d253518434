//! From a grid of cells to rows and columns that mean something.

use super::band::Band;
use super::column::{kind_of, money_unit_in, named_kind, unit_of};
use super::form::{carry_labels_down, form_side, mark_whole};
use super::{Column, ColumnKind, Content, DataTable, Row, RowKind, Side, TablePart};
use crate::figure::{Collected, FigureId};
use crate::lex::{self, TokenKind};
use crate::wording;
use jiheng_base::{Bound, MoneyUnit, NodeId, Place, Unit};
use jiheng_document::{Cell, Document, Table};
use std::ops::Range;

/// Reads a table and adds its figures: one table, or the parts of a form.
pub(crate) fn read(
    document: &Document,
    table: &Table,
    number: u32,
    above: &[&str],
    bands: &[Band],
    collected: &mut Collected,
) -> Vec<DataTable> {
    let first = collected.figures.len();
    let grid = Grid::new(document, table, collected);
    if bands.is_empty() {
        let head = grid.head_rows();
        let titles: Vec<String> = (0..head).filter_map(|row| grid.lone_text(row)).collect();
        let own = unit_above(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let frame = Frame::new(&grid, 0..grid.rows, head, unit_above(above).or(own));
        let sides = split_sides(&frame);
        return vec![grid.data_table(&frame, number, above, TablePart::None, sides, collected)];
    }
    // What a form says in its cells is no prose.
    collected.figures[first..].iter_mut().for_each(|f| f.in_table = true);
    let mut money = unit_above(above);
    let mut parts = Vec::new();
    for band in bands {
        let (rows, head, part) = match band {
            Band::Fields(rows) => {
                let texts = grid.texts(rows.clone());
                money = unit_above(&texts.iter().map(String::as_str).collect::<Vec<_>>()).or(money);
                continue;
            }
            Band::Money { rows, head } => (rows, *head, TablePart::Money),
            Band::Indicators { rows, head } => (rows, *head, TablePart::Indicators),
        };
        let frame = Frame::new(&grid, rows.clone(), head, money);
        let side = form_side(&frame, part);
        parts.push(grid.data_table(&frame, number, above, part, vec![side], collected));
    }
    parts
}

/// The rows of a grid that are one table, and what its columns are.
pub(super) struct Frame {
    rows: Range<u32>,
    /// The first row below the head.
    body: u32,
    pub(super) headers: Vec<String>,
    /// The innermost words of each head.
    inner: Vec<String>,
    numeric: Vec<bool>,
    /// Columns whose head is also their only cell: the label of the whole band.
    pub(super) banners: Vec<bool>,
    money: Option<MoneyUnit>,
}

impl Frame {
    fn new(grid: &Grid, rows: Range<u32>, head: u32, money: Option<MoneyUnit>) -> Self {
        let body = (rows.start + head).min(rows.end);
        let heads: Vec<Vec<String>> =
            (0..grid.columns).map(|c| grid.header(c, rows.start..body)).collect();
        let headers: Vec<String> = heads.iter().map(|words| words.concat()).collect();
        let own = headers.iter().find_map(|h| bracketed_unit(h));
        let banner = |c| {
            let cell = |row| grid.cell(row, c).map(|(cell, _)| cell.node);
            cell(rows.start).is_some() && cell(rows.start) == cell(body)
        };
        Self {
            numeric: (0..grid.columns).map(|c| grid.is_numeric(c, body..rows.end)).collect(),
            banners: (0..grid.columns).map(banner).collect(),
            money: money.or(own),
            inner: heads.into_iter().map(|mut words| words.pop().unwrap_or_default()).collect(),
            headers,
            body,
            rows,
        }
    }
}

struct Grid<'a> {
    document: &'a Document,
    rows: u32,
    columns: u32,
    /// The cell at each position, with the figure when it holds nothing else.
    at: Vec<Option<(&'a Cell, Option<FigureId>)>>,
}

impl<'a> Grid<'a> {
    fn new(document: &'a Document, table: &'a Table, collected: &mut Collected) -> Self {
        let size = (table.rows * table.columns) as usize;
        let mut at = vec![None; size];
        for cell in &table.cells {
            let text = document.text(cell.node);
            let tokens = lex::scan(text);
            let first = collected.figures.len();
            collected.read(cell.node, text, &tokens);
            let figure = is_number(text, &tokens).then_some(first);
            for row in cell.row..(cell.row + cell.row_span).min(table.rows) {
                for column in cell.column..(cell.column + cell.column_span).min(table.columns) {
                    at[(row * table.columns + column) as usize] = Some((cell, figure));
                }
            }
        }
        Self { document, rows: table.rows, columns: table.columns, at }
    }

    fn cell(&self, row: u32, column: u32) -> Option<(&'a Cell, Option<FigureId>)> {
        *self.at.get((row * self.columns + column) as usize)?
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.cell(row, column)
            .map_or_else(String::new, |(c, _)| wording::squeeze(self.document.text(c.node)))
    }

    /// Rows before the first one that holds a number. Years in a head are no numbers.
    fn head_rows(&self) -> u32 {
        let holds_number = |row: &u32| {
            (0..self.columns).any(|column| {
                let is_year = |text: &str| text.len() == 4 && text.starts_with("20");
                self.cell(*row, column).is_some_and(|(_, f)| f.is_some())
                    && !is_year(&self.text(*row, column))
            })
        };
        (0..self.rows).find(holds_number).unwrap_or(self.rows.min(1)).max(u32::from(self.rows > 1))
    }

    /// The texts of all cells of some rows.
    fn texts(&self, rows: Range<u32>) -> Vec<String> {
        rows.flat_map(|row| (0..self.columns).map(move |c| self.text(row, c))).collect()
    }

    /// The text of the only cell with text in a row of several columns.
    fn lone_text(&self, row: u32) -> Option<String> {
        let mut nodes: Vec<NodeId> = (0..self.columns)
            .filter(|c| !self.text(row, *c).is_empty())
            .filter_map(|c| Some(self.cell(row, c)?.0.node))
            .collect();
        nodes.dedup();
        match nodes.as_slice() {
            [only] if self.columns > 1 => Some(wording::squeeze(self.document.text(*only))),
            _ => None,
        }
    }

    /// The words above a column, a title that spans the whole table left out.
    fn header(&self, column: u32, head: Range<u32>) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for row in head {
            let text = self.text(row, column);
            let is_title = self.lone_text(row).is_some();
            if !is_title && !text.is_empty() && words.last() != Some(&text) {
                words.push(text);
            }
        }
        words
    }

    /// Most of the cells that are not empty hold a number.
    fn is_numeric(&self, column: u32, body: Range<u32>) -> bool {
        let cells = body.filter_map(|row| self.cell(row, column));
        let (mut numbers, mut words) = (0, 0);
        for (cell, figure) in cells {
            match figure {
                Some(_) => numbers += 1,
                None if is_blank(self.document.text(cell.node)) => {}
                None => words += 1,
            }
        }
        numbers > words
    }

    fn data_table(
        &self,
        frame: &Frame,
        number: u32,
        above: &[&str],
        part: TablePart,
        sides: Vec<(Vec<u32>, Vec<u32>)>,
        collected: &mut Collected,
    ) -> DataTable {
        let first = (0..self.columns).find_map(|c| self.cell(frame.rows.start, c));
        DataTable {
            number,
            first: first.map_or(NodeId(0), |(c, _)| c.node),
            caption: above.join(""),
            money: frame.money,
            part,
            sides: join_wrapped(
                sides
                    .into_iter()
                    .map(|(labels, values)| self.side(&labels, &values, frame, part, collected))
                    .collect(),
            ),
        }
    }

    fn side(
        &self,
        labels: &[u32],
        values: &[u32],
        frame: &Frame,
        part: TablePart,
        collected: &mut Collected,
    ) -> Side {
        let columns: Vec<Column> = values
            .iter()
            .map(|&index| {
                let header = frame.headers[index as usize].clone();
                let numeric = frame.numeric[index as usize];
                let kind = match part {
                    TablePart::None => kind_of(&header, numeric, frame.money),
                    // A form says by its heads what its columns hold, filled in or not.
                    _ => named_kind(&header).unwrap_or(ColumnKind::Text),
                };
                Column { index, header, kind }
            })
            .collect();
        let headers = &frame.headers;
        let mut rows: Vec<Row> = (frame.body..frame.rows.end)
            .map(|row| self.row(row, labels, headers, &columns))
            .filter(|row| !counts_columns(row))
            .collect();
        if part != TablePart::None {
            carry_labels_down(&mut rows);
        }
        if part == TablePart::Money {
            mark_whole(&mut rows);
        }
        let named = labels.iter().filter(|c| !is_ordinal(headers, **c));
        let label_heads = named.map(|c| headers[*c as usize].clone()).collect();
        let side = Side { label_heads, columns, rows };
        name_figures(&side, frame.money, collected);
        side
    }

    fn row(&self, index: u32, labels: &[u32], headers: &[String], columns: &[Column]) -> Row {
        let (ordinals, named): (Vec<u32>, Vec<u32>) =
            labels.iter().partition(|c| is_ordinal(headers, **c));
        let number = ordinals.iter().map(|c| self.text(index, *c)).collect::<String>();
        let texts: Vec<String> = named.iter().map(|c| self.text(index, *c)).collect();
        let innermost = texts.iter().rposition(|t| !is_blank(t));
        // 合计 may stand in the column of ordinals.
        let total = std::iter::once(&number)
            .chain(&texts)
            .map(|t| row_kind(t))
            .find(|k| *k != RowKind::Item);
        let label = innermost.map(|at| texts[at].clone()).unwrap_or_else(|| number.clone());
        let label_column = innermost.map(|at| named[at]).or(labels.first().copied());
        Row {
            index,
            label,
            label_node: label_column.and_then(|c| self.cell(index, c)).map(|(c, _)| c.node),
            label_nodes: named
                .iter()
                .map(|c| self.cell(index, *c).map(|(cell, _)| cell.node))
                .collect(),
            labels: texts,
            number,
            kind: total.unwrap_or(RowKind::Item),
            cells: columns.iter().map(|c| self.content(index, c.index, headers)).collect(),
        }
    }

    fn content(&self, row: u32, column: u32, headers: &[String]) -> Option<Content> {
        let (cell, figure) = self.cell(row, column)?;
        let printed = self.document.text(cell.node);
        let text = wording::squeeze(printed);
        let span = Place::new(cell.node, 0, printed.len());
        // A number that a merged cell spreads over several rows counts once; one that it spreads
        // over columns of different heads belongs to none of them.
        let covered = headers.iter().skip(cell.column as usize).take(cell.column_span as usize);
        let one_head = covered.collect::<std::collections::HashSet<_>>().len() <= 1;
        let first = cell.row == row && cell.column == column && one_head;
        Some(Content { node: cell.node, span, figure: figure.filter(|_| first), text })
    }
}

fn is_ordinal(headers: &[String], column: u32) -> bool {
    kind_of(&headers[column as usize], false, None) == ColumnKind::Ordinal
}

/// Label columns with the columns behind them. A column of words behind numbers starts a new side
/// when numbers follow it.
fn split_sides(frame: &Frame) -> Vec<(Vec<u32>, Vec<u32>)> {
    let (headers, numeric) = (&frame.headers, &frame.numeric);
    let mut sides: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
    for column in 0..headers.len() {
        let index = u32::try_from(column).unwrap_or(u32::MAX);
        let kind = kind_of(&headers[column], numeric[column], None);
        let is_label = match kind {
            ColumnKind::Ordinal => true,
            ColumnKind::Text => !numeric[column],
            _ => false,
        };
        let starts_side = is_label
            && numeric[column..].contains(&true)
            && sides
                .last()
                .is_none_or(|(_, values)| !values.is_empty() && repeats(&frame.inner, column));
        match sides.last_mut() {
            Some((labels, values)) if !starts_side => {
                if is_label && values.is_empty() {
                    labels.push(index)
                } else {
                    values.push(index)
                }
            }
            _ => sides.push(if is_label {
                (vec![index], Vec::new())
            } else {
                (Vec::new(), vec![index])
            }),
        }
    }
    sides
}

/// A long list set in two halves side by side, with one total at its end, is one list.
fn join_wrapped(mut sides: Vec<Side>) -> Vec<Side> {
    let heads = |s: &Side| s.columns.iter().map(|c| c.header.clone()).collect::<Vec<_>>();
    let ends = |s: &Side| s.rows.iter().any(|r| r.kind != RowKind::Item);
    let [first, second] = sides.as_slice() else { return sides };
    let blank = |r: &Row| r.label.is_empty() && r.cells.iter().flatten().all(|c| c.text.is_empty());
    if heads(first) != heads(second) || ends(first) || !ends(second) {
        return sides;
    }
    let rest = sides.pop().map(|s| s.rows).unwrap_or_default();
    if let Some(side) = sides.last_mut() {
        side.rows.extend(rest);
        side.rows.retain(|r| !blank(r));
    }
    sides
}

/// The innermost head of this column stood above an earlier one (收入项目 … 支出项目): the table starts
/// again.
fn repeats(inner: &[String], column: usize) -> bool {
    inner[..column].contains(&inner[column])
}

/// 栏次 1 2 3 numbers the columns and tells no amount.
fn counts_columns(row: &Row) -> bool {
    row.label == "栏次" || row.labels.iter().any(|l| l == "栏次") || row.number == "栏次"
}

/// Gives the figures of a side their unit and their name.
fn name_figures(side: &Side, money: Option<MoneyUnit>, collected: &mut Collected) {
    for row in &side.rows {
        for (column, content) in side.columns.iter().zip(&row.cells) {
            let Some(id) = content.as_ref().and_then(|c| c.figure) else { continue };
            let figure = &mut collected.figures[id];
            if figure.quantity.unit == Unit::Bare {
                figure.quantity.unit = unit_of(column.kind, &column.header, money);
            }
            let name = if row.kind == RowKind::Item { row.label.as_str() } else { "" };
            figure.label = format!("{name}{}", column.header);
            figure.lead = figure.label.clone();
            figure.in_table = true;
        }
    }
}

/// The unit in the words above a table: 单位：万元.
fn unit_above(above: &[&str]) -> Option<MoneyUnit> {
    above.iter().rev().find_map(|text| {
        let at = text.find("单位：").or_else(|| text.find("单位:"))?;
        money_unit_in(&text[at..])
    })
}

fn bracketed_unit(header: &str) -> Option<MoneyUnit> {
    let at = header.find(['（', '('])?;
    money_unit_in(&header[at..])
}

fn row_kind(label: &str) -> RowKind {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    match label {
        "合计" | "总计" | "总和" | "合计数" | "总分" | "总得分" => RowKind::Total,
        _ if ["合计", "总计", "总分"].iter().any(|w| label.ends_with(w)) => RowKind::Total,
        _ if label.starts_with("小计") || label.ends_with("小计") => RowKind::Subtotal,
        _ => RowKind::Item,
    }
}

/// A cell without a value: empty, or a dash.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "—-－–/／×\\".contains(c))
}

/// The cell holds one exact number and no more than a few words in brackets (92.69（加权）).
fn is_number(text: &str, tokens: &[lex::Token]) -> bool {
    let mut depth = 0_usize;
    let mut numbers = 0;
    for token in tokens {
        match &token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            TokenKind::Number(q) if q.bound == Bound::Exact => numbers += 1,
            TokenKind::Words if text[token.start..token.end].trim().is_empty() => {}
            TokenKind::Separator(_) if text[token.start..token.end].trim().is_empty() => {}
            _ => return false,
        }
    }
    numbers == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_document::Block;

    #[test]
    fn a_list_in_two_halves_is_one() {
        let (table, _) = table(
            "序号\t项目\t金额\t序号\t项目\t金额\n1\t渠道\t30\t3\t泵站\t25\n2\t水库\t45\t\t合计\t100\n",
        );
        let labels: Vec<&str> = table.sides[0].rows.iter().map(|r| r.label.as_str()).collect();
        assert_eq!((table.sides.len(), labels), (1, vec!["渠道", "水库", "泵站", "合计"]));
    }

    fn table(text: &str) -> (DataTable, Collected) {
        let document = jiheng_document::read(text.as_bytes()).unwrap();
        let mut collected = Collected::default();
        let Some(Block::Table(grid)) = document.blocks.last() else { panic!("no table") };
        let mut read = read(&document, grid, 1, &["（金额单位：万元）："], &[], &mut collected);
        (read.remove(0), collected)
    }

    #[test]
    fn rows_columns_and_units_are_told() {
        let (table, collected) = table(
            "序号\t项目名称\t全年预算数\t执行率\t自评得分\t等级\n1\t抽检\t286.00\t97.00%\t98.60\t优\n合计\t—\t286.00\t97.00%\t92.69（加权）\t—\n",
        );
        let side = &table.sides[0];
        let kinds: Vec<ColumnKind> = side.columns.iter().map(|c| c.kind).collect();
        assert_eq!(
            kinds,
            [ColumnKind::Amount, ColumnKind::Rate, ColumnKind::Score, ColumnKind::Grade]
        );
        assert_eq!(side.rows[0].label, "抽检");
        assert_eq!(side.rows[1].kind, RowKind::Total);
        let budget = &collected.figures[side.rows[0].figure(0).unwrap()];
        assert_eq!(budget.quantity.text(), "286.00万元");
        assert_eq!(budget.label, "抽检全年预算数");
        assert_eq!(side.rows[1].text(3), "—");
        assert!(side.rows[1].figure(2).is_some());
    }
}

//! From a grid of cells to rows and columns that mean something.

use super::column::{kind_of, money_unit_in, unit_of};
use super::{Column, ColumnKind, Content, DataTable, Row, RowKind, Side};
use crate::figure::{Collected, FigureId};
use crate::lex::{self, TokenKind};
use crate::wording;
use jiheng_base::{Bound, MoneyUnit, NodeId, Unit};
use jiheng_document::{Cell, Document, Table};

/// Reads a table and adds its figures.
pub(crate) fn read(
    document: &Document,
    table: &Table,
    number: u32,
    above: &[&str],
    collected: &mut Collected,
) -> DataTable {
    let grid = Grid::new(document, table, collected);
    let head = grid.head_rows();
    let headers: Vec<String> = (0..grid.columns).map(|c| grid.header(c, head)).collect();
    let money = unit_above(above).or_else(|| headers.iter().find_map(|h| bracketed_unit(h)));
    let numeric: Vec<bool> = (0..grid.columns).map(|c| grid.is_numeric(c, head)).collect();
    let sides: Vec<Side> = split_sides(&headers, &numeric)
        .into_iter()
        .map(|(labels, values)| {
            grid.side(&labels, &values, &headers, &numeric, head, money, collected)
        })
        .collect();
    let sides = join_wrapped(sides);
    DataTable {
        number,
        first: table.cells.first().map_or(NodeId(0), |c| c.node),
        caption: above.join(""),
        money,
        sides,
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

    /// The words above a column, a title that spans the whole table left out.
    fn header(&self, column: u32, head: u32) -> String {
        let mut words: Vec<String> = Vec::new();
        for row in 0..head {
            let spans_all = self
                .cell(row, column)
                .is_some_and(|(c, _)| c.column_span == self.columns && self.columns > 1);
            let text = self.text(row, column);
            if !spans_all && !text.is_empty() && words.last() != Some(&text) {
                words.push(text);
            }
        }
        words.concat()
    }

    /// Most of the cells that are not empty hold a number.
    fn is_numeric(&self, column: u32, head: u32) -> bool {
        let cells = (head..self.rows).filter_map(|row| self.cell(row, column));
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

    #[expect(clippy::too_many_arguments)]
    fn side(
        &self,
        labels: &[u32],
        values: &[u32],
        headers: &[String],
        numeric: &[bool],
        head: u32,
        money: Option<MoneyUnit>,
        collected: &mut Collected,
    ) -> Side {
        let columns: Vec<Column> = values
            .iter()
            .map(|&index| {
                let header = headers[index as usize].clone();
                let kind = kind_of(&header, numeric[index as usize], money);
                Column { index, header, kind }
            })
            .collect();
        let rows = (head..self.rows).map(|row| self.row(row, labels, headers, &columns)).collect();
        let side = Side { columns, rows };
        name_figures(&side, money, collected);
        side
    }

    fn row(&self, index: u32, labels: &[u32], headers: &[String], columns: &[Column]) -> Row {
        let is_ordinal =
            |c: &&u32| kind_of(&headers[**c as usize], false, None) == ColumnKind::Ordinal;
        let number =
            labels.iter().filter(is_ordinal).map(|c| self.text(index, *c)).collect::<String>();
        let named: Vec<u32> = labels.iter().copied().filter(|c| !is_ordinal(&c)).collect();
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
            labels: texts,
            number,
            kind: total.unwrap_or(RowKind::Item),
            cells: columns.iter().map(|c| self.content(index, c.index, headers)).collect(),
        }
    }

    fn content(&self, row: u32, column: u32, headers: &[String]) -> Option<Content> {
        let (cell, figure) = self.cell(row, column)?;
        let text = wording::squeeze(self.document.text(cell.node));
        // A number that a merged cell spreads over several rows counts once; one that it spreads
        // over columns of different heads belongs to none of them.
        let covered = headers.iter().skip(cell.column as usize).take(cell.column_span as usize);
        let one_head = covered.collect::<std::collections::HashSet<_>>().len() <= 1;
        let first = cell.row == row && cell.column == column && one_head;
        Some(Content { node: cell.node, figure: figure.filter(|_| first), text })
    }
}

/// Label columns with the columns behind them. A column of words behind numbers starts a new side
/// when numbers follow it.
fn split_sides(headers: &[String], numeric: &[bool]) -> Vec<(Vec<u32>, Vec<u32>)> {
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
                .is_none_or(|(_, values)| !values.is_empty() && repeats(headers, column));
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

/// The head of this column stood above an earlier one: the table starts again.
fn repeats(headers: &[String], column: usize) -> bool {
    headers[..column].contains(&headers[column])
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
        _ if label.ends_with("合计") || label.ends_with("总计") => RowKind::Total,
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
        let read = read(&document, grid, 1, &["（金额单位：万元）："], &mut collected);
        (read, collected)
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

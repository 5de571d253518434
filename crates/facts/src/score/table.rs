//! Score items of tables: rows with points, under the labels of their levels.

use super::ScoreItem;
use crate::figure::{Figure, FigureId};
use crate::form::Form;
use crate::table::{ColumnKind, DataTable, Row, RowKind, Side, TablePart};
use jiheng_base::{NodeId, Place, Unit};
use jiheng_document::Document;

/// What the items of tables are read from.
pub(crate) struct Tables<'a> {
    pub(crate) document: &'a Document,
    pub(crate) tables: &'a [DataTable],
    pub(crate) forms: &'a [Form],
    pub(crate) figures: &'a [Figure],
}

/// Reads the score items of all tables.
pub(crate) fn tables(source: &Tables) -> Vec<ScoreItem> {
    let mut items = Vec::new();
    for (at, table) in source.tables.iter().enumerate() {
        let form = source.forms.iter().position(|f| f.tables.contains(&at));
        for side in &table.sides {
            let reader = Reader { source, table, side, form };
            items.extend(match table.part {
                TablePart::None => reader.plain(),
                TablePart::Money => reader.execution().into_iter().collect(),
                TablePart::Indicators => reader.indicators(),
            });
        }
    }
    items
}

struct Reader<'a> {
    source: &'a Tables<'a>,
    table: &'a DataTable,
    side: &'a Side,
    form: Option<usize>,
}

impl Reader<'_> {
    fn column(&self, kind: ColumnKind) -> Option<usize> {
        self.side.columns_of(kind).next().map(|(at, _)| at)
    }

    fn figure(&self, row: &Row, kind: ColumnKind) -> Option<FigureId> {
        row.figure(self.column(kind)?)
    }

    /// Points that a label or head prints in brackets: 产出指标（50分）.
    fn points_in(&self, node: Option<NodeId>) -> Option<FigureId> {
        let of = |f: &Figure| f.quantity.unit == Unit::Points && f.depth > 0;
        self.source.figures.iter().position(|f| Some(f.place.node) == node && of(f))
    }

    fn item(
        &self,
        row: &Row,
        weight: Option<FigureId>,
        score: Option<FigureId>,
    ) -> Option<ScoreItem> {
        let node = row.label_node?;
        let first = weight.or(score)?;
        let mut item = ScoreItem::new(vec![self.name(&row.label, node)], node, first);
        item.weight = weight;
        item.score = score;
        item.deducted = self.figure(row, ColumnKind::Deducted);
        item.is_total = row.kind == RowKind::Total;
        item.in_table = true;
        item.form = self.form;
        item.figures = first..score.unwrap_or(first).max(first) + 1;
        Some(item)
    }

    fn name(&self, label: &str, node: NodeId) -> (String, Place) {
        let whole = Place::new(node, 0, self.source.document.text(node).len());
        (without_points(label), whole)
    }

    /// Rows with a column of weights and one of scores.
    fn plain(&self) -> Vec<ScoreItem> {
        if self.column(ColumnKind::Weight).is_none() || self.column(ColumnKind::Score).is_none() {
            return Vec::new();
        }
        let item = |row: &Row| {
            let (weight, score) =
                (self.figure(row, ColumnKind::Weight), self.figure(row, ColumnKind::Score));
            let mut item = self.item(row, weight, score)?;
            item.outer = row.labels.iter().filter(|l| **l != row.label).cloned().collect();
            item.is_first_level = !item.is_total && self.lists_first_level();
            Some(item)
        };
        self.side.rows.iter().filter(|r| r.kind != RowKind::Subtotal).filter_map(item).collect()
    }

    /// The row of the money that earns points for the execution rate.
    fn execution(&self) -> Option<ScoreItem> {
        self.side.rows.iter().find_map(|row| {
            let score = self.figure(row, ColumnKind::Score);
            let weight = self
                .figure(row, ColumnKind::Weight)
                .or_else(|| self.points_in(row.label_node))
                .or_else(|| score.and_then(|_| self.points_in(Some(self.table.first))));
            let mut item = self.item(row, weight, score)?;
            item.is_total = false;
            item.is_execution = true;
            Some(item)
        })
    }

    fn indicators(&self) -> Vec<ScoreItem> {
        let mut items: Vec<ScoreItem> = Vec::new();
        for (at, row) in self.side.rows.iter().enumerate() {
            if let Some(item) = self.indicator(at) {
                items.push(item);
            } else if let (Some(node), Some(last)) = (row.label_node, items.last_mut())
                && self.shares_points(at)
            {
                last.names.push(self.name(&row.label, node));
            }
        }
        items
    }

    fn indicator(&self, at: usize) -> Option<ScoreItem> {
        let row = &self.side.rows[at];
        let own = self.innermost(row);
        let level = own.and_then(|own| self.level(own));
        let score = self.figure(row, ColumnKind::Score);
        let weight =
            self.figure(row, ColumnKind::Weight).or_else(|| self.points_in(row.label_node));
        let mut item = self.item(row, weight, score)?;
        let outer = |level: usize| {
            let at = (0..row.labels.len()).find(|at| self.level(*at) == Some(level))?;
            let label = row.labels.get(at).filter(|l| **l != row.label && !l.is_empty())?;
            Some((without_points(label), row.label_nodes[at]))
        };
        if let Some((name, node)) = outer(0) {
            item.outer.push(name);
            item.outer_points = self.points_in(node);
        }
        item.category = outer(1).map(|(name, _)| name);
        if self.has_levels() {
            item.outer.extend(item.category.clone());
        } else {
            item.outer = row.labels.iter().filter(|l| **l != row.label).cloned().collect();
        }
        // 产出小计 over all levels.
        let summed = row.label.strip_suffix("小计").filter(|name| !name.is_empty());
        if item.outer.is_empty() && row.kind == RowKind::Subtotal {
            item.outer.extend(summed.map(str::to_owned));
        }
        item.is_group = row.kind == RowKind::Subtotal || level == Some(0) && self.has_below(at);
        item.is_execution = item.outer.is_empty() && names_execution(&row.label);
        Some(item)
    }

    /// 一级指标 is 0, 二级指标 1.
    fn level(&self, label: usize) -> Option<usize> {
        let head = self.side.label_heads.get(label)?;
        ["一级", "二级", "三级", "四级"].iter().position(|w| head.contains(w))
    }

    fn has_levels(&self) -> bool {
        self.side.label_heads.iter().any(|h| h.contains("一级"))
    }

    /// 一级指标、权重、得分 without the levels below.
    fn lists_first_level(&self) -> bool {
        self.has_levels() && self.side.label_heads.len() == 1
    }

    fn innermost(&self, row: &Row) -> Option<usize> {
        // A label that is merged over all levels belongs to the outermost.
        row.labels.iter().position(|l| *l == row.label)
    }

    /// Other rows of the same first level have labels of their own.
    fn has_below(&self, at: usize) -> bool {
        let Some(own) = self.innermost(&self.side.rows[at]) else { return false };
        let label = &self.side.rows[at].label;
        self.side.rows.iter().enumerate().any(|(other, row)| {
            other != at && row.label != *label && row.labels.get(own) == Some(label)
        })
    }

    /// The cell of the points is merged with that of the row above.
    fn shares_points(&self, at: usize) -> bool {
        let node = |row: &Row| {
            let column = self.column(ColumnKind::Score).or(self.column(ColumnKind::Weight))?;
            Some(row.cells.get(column)?.as_ref()?.node)
        };
        let above = at.checked_sub(1).and_then(|above| node(&self.side.rows[above]));
        above.is_some() && above == node(&self.side.rows[at])
    }
}

fn names_execution(label: &str) -> bool {
    label.contains("执行率") || label.contains("预算执行")
}

/// 产出指标（50分） is named 产出指标.
fn without_points(label: &str) -> String {
    match label.rfind(['（', '(']) {
        Some(at) if at > 0 && label[at..].contains('分') && label.ends_with(['）', ')']) => {
            label[..at].to_owned()
        }
        _ => label.to_owned(),
    }
}

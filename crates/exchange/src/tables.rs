//! The tables of the platform, as `law/platform.tsv` has them.

use crate::field::Field;
use jiheng_base::Decimal;

/// All tables.
#[derive(Debug, Clone)]
pub struct Tables(Vec<Table>);

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// PM_PERF_SELF_EVAL
    pub name: &'static str,
    /// 项目自评
    pub title: &'static str,
    /// What its rows are of.
    pub of: Of,
    /// Its own columns, then those that every table has.
    pub columns: Vec<Column>,
}

/// What the rows of a table are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of evaluations of projects or else of departments; a row for each indicator or else one.
    Evaluation {
        /// Of projects.
        project: bool,
        /// A row for each indicator.
        each_indicator: bool,
    },
    /// Of something that no evaluation holds.
    Other,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// eval_id
    pub name: &'static str,
    /// 主键
    pub title: &'static str,
    pub(crate) kind: Kind,
    /// The platform takes no row without it.
    pub needed: bool,
    pub(crate) content: Content,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// At most so many characters.
    Text(usize),
    /// Digits in all, and behind the point.
    Number(usize, u32),
    /// Not seen.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Key,
    /// The key of a row of another table.
    Reference(&'static str),
    Fixed(&'static str),
    Field(&'static Field),
    /// Nothing that an evaluation holds.
    Foreign,
}

impl Tables {
    /// The tables that are built in; a test holds that each line is understood.
    #[must_use]
    pub fn builtin() -> Self {
        let lines = || {
            let all = include_str!("../../../law/platform.tsv").lines();
            all.filter(|l| !l.starts_with('#')).filter_map(Line::read)
        };
        let columns = |table: &str| -> Vec<Column> {
            let own = lines().filter(|l| l.table == table && !l.column.is_empty());
            own.filter_map(|l| l.column()).collect()
        };
        let common = columns("*");
        let heads = lines().filter(|l| l.column.is_empty());
        let tables = heads.map(|line| Table {
            name: line.table,
            title: line.title,
            of: line.of(),
            columns: columns(line.table).into_iter().chain(common.clone()).collect(),
        });
        Self(tables.collect())
    }

    /// A table by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Table> {
        self.0.iter().find(|t| t.name == name)
    }

    /// Tables of evaluations of projects or of departments.
    pub fn of(&self, is_project: bool) -> impl Iterator<Item = &Table> {
        self.0.iter().filter(
            move |t| matches!(t.of, Of::Evaluation { project, .. } if project == is_project),
        )
    }

    /// Whether any table has a column of this name that no evaluation fills.
    #[must_use]
    pub fn has_foreign_column(&self, name: &str) -> bool {
        let columns = self.0.iter().filter_map(|t| t.column(name));
        columns.into_iter().any(|c| c.content == Content::Foreign)
    }
}

impl Table {
    pub(crate) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    pub(crate) fn key(&self) -> Option<&Column> {
        self.columns.iter().find(|c| c.content == Content::Key)
    }

    pub(crate) fn is_each_indicator(&self) -> bool {
        matches!(self.of, Of::Evaluation { each_indicator: true, .. })
    }
}

impl Column {
    /// What is wrong with a value, if anything is.
    pub(crate) fn fault(&self, value: &str) -> Option<String> {
        match self.kind {
            Kind::Text(most) => {
                let own = value.chars().count();
                (own > most).then(|| format!("有{own}个字，最多{most}个"))
            }
            Kind::Number(digits, decimals) => {
                let Ok(number) = Decimal::from_str_exact(value) else {
                    return Some(format!("“{value}”不是数字"));
                };
                let number = number.normalize();
                let whole = number.trunc().abs().to_string().trim_start_matches('0').len();
                if number.scale() > decimals {
                    Some(format!("“{value}”的小数多于{decimals}位"))
                } else if whole > digits.saturating_sub(decimals as usize) {
                    Some(format!("“{value}”多于{digits}位"))
                } else {
                    None
                }
            }
            Kind::Open => None,
        }
    }
}

/// A line of the file.
struct Line {
    table: &'static str,
    column: &'static str,
    kind: &'static str,
    needed: bool,
    title: &'static str,
    content: &'static str,
}

impl Line {
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        Some(Self {
            table: cells.next()?,
            column: cells.next()?,
            kind: cells.next()?,
            needed: !cells.next()?.is_empty(),
            title: cells.next()?,
            content: cells.next()?,
        })
    }

    fn of(&self) -> Of {
        match self.kind.split_once(' ') {
            Some((kind, rows)) => {
                Of::Evaluation { project: kind == "project", each_indicator: rows == "indicator" }
            }
            None => Of::Other,
        }
    }

    fn column(&self) -> Option<Column> {
        let kind = match self.kind.split_at_checked(1) {
            None => Kind::Open,
            Some(("V", most)) => Kind::Text(most.parse().ok()?),
            Some((_, sizes)) => {
                let (digits, decimals) = sizes.split_once(',').unwrap_or((sizes, "0"));
                Kind::Number(digits.parse().ok()?, decimals.parse().ok()?)
            }
        };
        let content = match self.content.split_at_checked(1) {
            None => Content::Foreign,
            Some(("@", table)) => Content::Reference(table),
            Some(("=", value)) => Content::Fixed(value),
            _ if self.content == "key" => Content::Key,
            _ => Content::Field(Field::named(self.content)?),
        };
        let needed = self.needed;
        Some(Column { name: self.column, title: self.title, kind, needed, content })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::FIELDS;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_understood_and_every_field_has_its_column() {
        let lines: Vec<&str> = include_str!("../../../law/platform.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .collect();
        let tables = Tables::builtin();
        let common = lines.iter().filter(|l| l.starts_with("*\t")).count();
        let read: usize = tables.0.iter().map(|t| t.columns.len() - common + 1).sum();
        assert_eq!(read + common, lines.len());
        let mut held = BTreeSet::new();
        for content in tables.0.iter().flat_map(|t| &t.columns).map(|c| c.content) {
            match content {
                Content::Field(field) => {
                    held.insert(field.name);
                }
                Content::Reference(table) => {
                    assert!(tables.get(table).is_some_and(|t| t.key().is_some()), "{table}");
                }
                _ => {}
            }
        }
        assert_eq!(held, FIELDS.iter().map(|f| f.name).collect());
    }

    #[test]
    fn values_are_held_against_their_columns() {
        let tables = Tables::builtin();
        let table = tables.get("PM_SELF_EVAL_INDICATOR").unwrap();
        let fault = |column: &str, value: &str| table.column(column).unwrap().fault(value);
        assert_eq!(fault("ind_weight", "12.5000"), None);
        assert_eq!(fault("ind_weight", "0.12345"), Some("“0.12345”的小数多于4位".into()));
        assert_eq!(fault("ind_weight", "1234567890123"), Some("“1234567890123”多于16位".into()));
        assert_eq!(fault("eval_score", "十分"), Some("“十分”不是数字".into()));
        assert_eq!(fault("fiscal_year", "２０２５年"), Some("有5个字，最多4个".into()));
    }
}

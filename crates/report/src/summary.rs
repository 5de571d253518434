//! The summary for the level above: what many evaluations come to together.
//!
//! Absolute values add up; rates and the points of qualitative indicators are weighted by funds; points
//! are calculated after the values are put together (鄂财绩发〔2020〕3号).

mod group;
mod indicator;
mod table;
mod themes;
mod values;

pub use group::{Group, Row};
pub use indicator::Together;

use crate::paper::Paper;
use crate::paper::{Block, Table};
use crate::template::{Template, TemplateError};
use crate::{Settled, TableKind};
use thiserror::Error;

/// Why evaluations cannot be summed up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SummaryError {
    /// There is none.
    #[error("没有可以汇总的评价数据")]
    Empty,
    /// They are of several years.
    #[error("评价年度不同（{}），请分年度汇总", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"))]
    Years(Vec<u16>),
    /// Two are of the same.
    #[error("{0} 有两份数据，请只留一份")]
    Twice(String),
}

/// What the evaluations of a year come to.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The year.
    pub year: u16,
    /// Evaluations of the same kind by the same scheme, in the order in which they first come.
    pub groups: Vec<Group>,
}

impl Summary {
    /// Sums up evaluations.
    ///
    /// # Errors
    /// [`SummaryError`] when there is none, when they are of several years, or one comes twice.
    pub fn of(evaluations: &[Settled]) -> Result<Self, SummaryError> {
        let year_of = |s: &Settled| s.submission.evaluation.year.as_ref().map_or(0, |y| y.value);
        let mut years: Vec<u16> = evaluations.iter().map(year_of).collect();
        years.sort_unstable();
        years.dedup();
        let year = match years.as_slice() {
            [] => return Err(SummaryError::Empty),
            [year] => *year,
            _ => return Err(SummaryError::Years(years)),
        };
        let mut names: Vec<String> = evaluations.iter().map(group::name).collect();
        names.sort();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(SummaryError::Twice(pair[0].clone()));
        }
        let mut kinds: Vec<Vec<&Settled>> = Vec::new();
        for evaluation in evaluations {
            let kind = |s: &Settled| (s.submission.evaluation.kind, s.scheme.id.clone());
            match kinds.iter_mut().find(|of| kind(of[0]) == kind(evaluation)) {
                Some(of) => of.push(evaluation),
                None => kinds.push(vec![evaluation]),
            }
        }
        Ok(Self { year, groups: kinds.iter().map(|of| Group::of(of)).collect() })
    }

    /// The table of the units.
    #[must_use]
    pub fn table(&self) -> Table {
        table::units(self)
    }

    /// The table of what the indicators come to; none where no two evaluations share one.
    #[must_use]
    pub fn indicators(&self) -> Option<Table> {
        table::indicators(self)
    }

    /// The text of the summary report with its tables.
    ///
    /// # Errors
    /// [`TemplateError`] where the template asks for a value or table that there is not.
    pub fn paper(&self, template: &Template) -> Result<Paper, TemplateError> {
        template.fill(values::of(self), &|kind, name| match (kind, name) {
            ("表", "汇总表") => Some(vec![Block::Table(self.table())]),
            ("表", "指标汇总表") => {
                Some(self.indicators().map(Block::Table).into_iter().collect())
            }
            _ => None,
        })
    }

    /// The table of the units as a document of its own.
    #[must_use]
    pub fn table_paper(&self) -> Paper {
        let tables = std::iter::once(self.table()).chain(self.indicators());
        Paper { blocks: tables.map(Block::Table).collect(), gaps: Vec::new() }
    }
}

/// The built-in template of the summary report.
pub const TEMPLATE: &str = include_str!("../templates/汇总/汇总报告.txt");

const KIND: TableKind = TableKind::Scores;

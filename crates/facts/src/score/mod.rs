//! Scores: what is scored, with how many points, how many were given, and under what.

mod build;
mod headings;
mod names;
mod nest;
mod points;
mod region;
mod rubric;
mod table;
mod tree;

pub(crate) use build::{Source, prose};
pub use rubric::{Rubric, RubricText};
pub(crate) use table::{Tables, tables};
pub use tree::ScoreTree;
pub use tree::same_name;

use crate::figure::FigureId;
use jiheng_base::{NodeId, Place};

/// Something that is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreItem {
    /// Its name; several when they are scored together.
    pub names: Vec<(String, Place)>,
    /// 二级指标 (数量指标), where the words before it name one.
    pub category: Option<String>,
    /// 分值
    pub weight: Option<FigureId>,
    /// 得分
    pub score: Option<FigureId>,
    /// 扣分
    pub deducted: Option<FigureId>,
    /// Further points taken off it (…扣2分；…扣0.5分，得3.5分).
    pub also_deducted: Vec<FigureId>,
    /// 均得满分: full points without a number.
    pub full: Option<Place>,
    /// It is the score of the whole, not of a part.
    pub is_total: bool,
    /// The text that it stands in.
    pub node: NodeId,
    /// The figures that speak of it.
    pub figures: std::ops::Range<FigureId>,
    /// Standards that the text prints for it.
    pub rubrics: Vec<RubricText>,
    /// Labels of the columns before its own, in a table (一级指标, 二级指标).
    pub outer: Vec<String>,
    /// Points that the outermost label prints (产出指标（50分）).
    pub outer_points: Option<FigureId>,
    /// The scheme is told with it: its weight and those beside it make the whole.
    pub is_first_level: bool,
    /// It stands in a table.
    pub in_table: bool,
    /// The form that it stands in.
    pub form: Option<usize>,
    /// It scores the execution of the budget.
    pub is_execution: bool,
    /// It adds up the items of its dimension.
    pub is_group: bool,
    /// A number of a list stands right before its name (2.绩效目标（5分）).
    pub is_numbered: bool,
}

impl ScoreItem {
    pub(crate) fn new(names: Vec<(String, Place)>, node: NodeId, first: FigureId) -> Self {
        Self {
            names,
            category: None,
            weight: None,
            score: None,
            deducted: None,
            also_deducted: Vec::new(),
            full: None,
            is_total: false,
            node,
            figures: first..first + 1,
            rubrics: Vec::new(),
            outer: Vec::new(),
            outer_points: None,
            is_first_level: false,
            in_table: false,
            form: None,
            is_execution: false,
            is_group: false,
            is_numbered: false,
        }
    }

    /// The names joined.
    #[must_use]
    pub fn title(&self) -> String {
        self.names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、")
    }

    /// Where its name stands.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.names.first().map(|(_, place)| *place)
    }

    /// Whether points were given, in a number or in words.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.score.is_some() || self.full.is_some()
    }

    pub(crate) fn first_points(&self) -> Option<FigureId> {
        [self.weight, self.score, self.deducted].into_iter().flatten().min()
    }

    pub(crate) fn last_points(&self) -> Option<FigureId> {
        [self.weight, self.score, self.deducted].into_iter().flatten().max()
    }
}

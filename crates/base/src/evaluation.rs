//! The typed evaluation: everything that a report says, or a form holds, about money, indicators
//! and scores.

use crate::exact::{Decimal, plain};
use crate::formula::{Formula, Operator};
use crate::place::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value and where it is stated; a form has no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where a document states it.
    #[serde(skip)]
    pub place: Option<Place>,
}

impl<T> Stated<T> {
    /// A value read at a place.
    pub fn at(value: T, place: Place) -> Self {
        Self { value, place: Some(place) }
    }

    /// A value that no document states.
    pub fn typed(value: T) -> Self {
        Self { value, place: None }
    }
}

/// An amount of money in yuan.
pub type Yuan = Decimal;

/// What is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 部门整体支出绩效自评
    DepartmentSelfEvaluation,
    /// 项目支出绩效自评
    ProjectSelfEvaluation,
    /// 部门评价、财政评价
    PerformanceEvaluation,
    /// 年度绩效工作情况说明
    PerformanceSummary,
    /// 部门决算
    FinalAccounts,
    /// 部门预算
    Budget,
    /// 空白样张
    Template,
    /// Something else, or not to be told.
    #[default]
    Other,
}

impl Kind {
    /// The kind as a clerk calls it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::DepartmentSelfEvaluation => "部门整体绩效自评",
            Self::ProjectSelfEvaluation => "项目支出绩效自评",
            Self::PerformanceEvaluation => "绩效评价报告",
            Self::PerformanceSummary => "绩效工作情况说明",
            Self::FinalAccounts => "部门决算",
            Self::Budget => "部门预算",
            Self::Template => "空白样张",
            Self::Other => "其他文件",
        }
    }

    /// Whether the document scores itself by a scheme.
    #[must_use]
    pub fn is_self_evaluation(self) -> bool {
        matches!(self, Self::DepartmentSelfEvaluation | Self::ProjectSelfEvaluation)
    }
}

/// The money of the year, each amount in yuan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Budget {
    /// 年初预算
    pub initial: Option<Stated<Yuan>>,
    /// 预算调整（净额）
    pub adjustment: Option<Stated<Yuan>>,
    /// 调整后预算, without what is carried in
    pub adjusted: Option<Stated<Yuan>>,
    /// 全年预算数, carried-in money included
    pub annual: Option<Stated<Yuan>>,
    /// 实际到位
    pub arrived: Option<Stated<Yuan>>,
    /// 本年收入合计
    pub income: Option<Stated<Yuan>>,
    /// 上年（年初）结转和结余
    pub carried_in: Option<Stated<Yuan>>,
    /// 收入总计
    pub income_total: Option<Stated<Yuan>>,
    /// 本年支出合计, what is spent
    pub expenditure: Option<Stated<Yuan>>,
    /// 基本支出
    pub basic: Option<Stated<Yuan>>,
    /// 项目支出
    pub project: Option<Stated<Yuan>>,
    /// 年末结转和结余
    pub carried_out: Option<Stated<Yuan>>,
    /// The budget that the report itself divides by for its execution rate
    pub reported_base: Option<Stated<Yuan>>,
    /// What the report itself divides for its execution rate
    pub reported_executed: Option<Stated<Yuan>>,
    /// 预算执行率 as the report states it, 1 for 100 %
    pub reported_rate: Option<Stated<Decimal>>,
    /// Spending by economic class.
    pub lines: Vec<BudgetLine>,
}

/// Which part of the spending a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpendingGroup {
    /// 基本支出
    Basic,
    /// 项目支出
    Project,
    /// Not told apart.
    Whole,
}

/// Spending of one economic class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// The part of the spending.
    pub group: SpendingGroup,
    /// The code of the class, when the name is known (30201).
    pub code: Option<String>,
    /// The name as printed.
    pub name: String,
    /// What was spent, in yuan.
    pub executed: Stated<Yuan>,
}

/// A target as set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum Target {
    /// A number to reach or to stay under.
    Quantity {
        /// How the actual value is held against it.
        operator: Operator,
        /// The number, in its printed unit.
        value: Decimal,
        /// Its unit as printed.
        unit: String,
    },
    /// Words.
    Words(String),
}

impl Target {
    /// As people write it: ≥12.5公里.
    #[must_use]
    pub fn print(&self) -> String {
        match self {
            Self::Quantity { operator, value, unit } => {
                format!("{}{}{unit}", operator.sign(), plain(*value))
            }
            Self::Words(words) => words.clone(),
        }
    }
}

/// What was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Actual {
    /// A number, in its printed unit.
    Quantity(Decimal),
    /// Words.
    Words(String),
}

impl Actual {
    /// As people write it, with the unit of its target.
    #[must_use]
    pub fn print(&self, unit: &str) -> String {
        match self {
            Self::Quantity(value) => format!("{}{unit}", plain(*value)),
            Self::Words(words) => words.clone(),
        }
    }
}

/// One indicator, or several that the report scores together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 一级指标
    pub dimension: Option<String>,
    /// 二级指标 (数量指标 …)
    pub category: Option<String>,
    /// 三级指标; several names when they are scored together
    pub names: Vec<Stated<String>>,
    /// 年度指标值
    pub target: Option<Stated<Target>>,
    /// 实际完成值
    pub actual: Option<Stated<Actual>>,
    /// The year that the actual value is said to be of.
    pub actual_year: Option<Stated<u16>>,
    /// 分值
    pub weight: Option<Stated<Decimal>>,
    /// 得分
    pub score: Option<Stated<Decimal>>,
    /// The formula that the report itself prints for this indicator.
    pub formula: Option<Formula>,
    /// 偏差原因
    pub reason: Option<Stated<String>>,
}

impl Indicator {
    /// The names joined as a heading.
    #[must_use]
    pub fn title(&self) -> String {
        self.names.iter().map(|n| n.value.as_str()).collect::<Vec<_>>().join("、")
    }
}

/// A first-level dimension (一级指标) with the points claimed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its name as printed.
    pub name: String,
    /// Whether it scores the execution of the budget.
    #[serde(default)]
    pub is_execution: bool,
    /// 分值
    pub weight: Option<Stated<Decimal>>,
    /// 得分, each time it is stated.
    #[serde(default)]
    pub scores: Vec<Stated<Decimal>>,
}

/// Everything that a report says, or a form holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evaluation {
    /// The body that evaluates itself.
    pub unit: Option<Stated<String>>,
    /// The project, where a single one is evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<Stated<String>>,
    /// The year that is evaluated; the last one where several are.
    pub year: Option<Stated<u16>>,
    /// What is evaluated.
    pub kind: Kind,
    /// The money.
    pub budget: Budget,
    /// First-level dimensions in the order of the report.
    pub dimensions: Vec<Dimension>,
    /// Indicators in the order of the report.
    pub indicators: Vec<Indicator>,
    /// 总分, each time it is stated.
    pub totals: Vec<Stated<Decimal>>,
    /// 等级
    pub grade: Option<Stated<String>>,
}

//! Dated parameters: a value, the day from which it holds, and the article that it rests on.

use crate::Day;
use jiheng_base::Decimal;
use jiheng_base::formula::Formula;
use serde::Deserialize;

/// A parameter that holds from a day, perhaps until another.
pub(crate) trait Dated: Clone {
    fn from(&self) -> Day;
    fn until(&self) -> Option<Day>;
    fn basis(&self) -> &str;
}

/// All entries that hold on a day; where none does yet, the first ones that were issued.
pub(crate) fn all_at<T: Dated>(entries: &[T], day: Day) -> Vec<T> {
    let holds = |e: &&T| e.from() <= day && e.until().is_none_or(|until| day <= until);
    let held: Vec<T> = entries.iter().filter(holds).cloned().collect();
    if !held.is_empty() {
        return held;
    }
    let first = entries.iter().map(Dated::from).min();
    entries.iter().filter(|e| Some(e.from()) == first).cloned().collect()
}

/// The newest entry that holds on a day. The loader makes sure that there is one.
pub(crate) fn one_at<T: Dated + Default>(entries: &[T], day: Day) -> T {
    all_at(entries, day).into_iter().max_by_key(Dated::from).unwrap_or_default()
}

macro_rules! dated {
    ($($name:ident),* $(,)?) => {$(
        impl Dated for $name {
            fn from(&self) -> Day {
                self.from
            }
            fn until(&self) -> Option<Day> {
                self.until
            }
            fn basis(&self) -> &str {
                &self.basis
            }
        }
    )*};
}

dated!(
    SchemeDimension,
    ExecutionRule,
    QuantitativeRule,
    QualitativeRule,
    Rounding,
    Grading,
    IndicatorRule,
    CategoryRule,
    SectionRule,
);

const fn founding() -> Day {
    Day { year: 1949, month: 10, day: 1 }
}

/// A first-level dimension.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeDimension {
    /// Its name.
    pub name: String,
    /// Other names and beginnings of names.
    #[serde(default)]
    pub names: Vec<String>,
    /// Its weight; none where it is left to the unit.
    pub weight: Option<Decimal>,
    /// It scores the execution of the budget.
    #[serde(default)]
    pub execution: bool,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

impl SchemeDimension {
    /// Whether a printed name means this dimension.
    #[must_use]
    pub fn answers_to(&self, printed: &str) -> bool {
        let bare = |name: &str| name.trim_end_matches("指标").trim_end_matches("情况").to_owned();
        let printed = bare(printed);
        std::iter::once(&self.name).chain(&self.names).any(|n| bare(n) == printed)
    }
}

/// What the execution rate divides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The adjusted budget with what was carried in.
    AdjustedWithCarriedIn,
    /// The budget of the whole year, all sources.
    #[default]
    Annual,
    /// The adjusted budget.
    Adjusted,
    /// The budget of the year, against spending without what was carried in.
    CurrentYear,
    /// The budget as first approved.
    Initial,
    /// What the report itself divides by.
    Reported,
}

impl Base {
    /// All bases of the law, without the reported one.
    pub const ALL: [Self; 5] = [
        Self::AdjustedWithCarriedIn,
        Self::Annual,
        Self::Adjusted,
        Self::CurrentYear,
        Self::Initial,
    ];

    /// The base as a clerk calls it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::AdjustedWithCarriedIn => "调整后财政资金总额（含上年结转结余）",
            Self::Annual => "全年预算数（当年拨款＋上年结转＋其他资金）",
            Self::Adjusted => "调整后预算数",
            Self::CurrentYear => "当年预算（执行数不含上年结转支出）",
            Self::Initial => "年初预算数",
            Self::Reported => "报告自用口径",
        }
    }
}

/// How the execution of the budget is scored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecutionRule {
    /// What the rate divides by.
    pub base: Base,
    /// No more than the weight.
    pub cap: bool,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// How a value over a limit loses points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReverseFormula {
    /// weight × target ÷ actual
    #[default]
    TargetOverActual,
    /// weight × (1 − (actual − target) ÷ target), never below zero
    Linear,
}

/// What "equal to" means when the value is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EqualPolicy {
    /// More counts like reaching it.
    AtLeast,
    /// Less counts in proportion, more is cut in proportion.
    #[default]
    Closeness,
}

/// How numbers are scored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantitativeRule {
    /// No more than the weight.
    pub cap: bool,
    /// How a value over a limit loses points.
    #[serde(default)]
    pub reverse: ReverseFormula,
    /// What "equal to" means.
    #[serde(default)]
    pub equal: EqualPolicy,
    /// Over the target by more percent than this, the reason must be told.
    pub over_target_alert: Decimal,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// A grade of a qualitative indicator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualitativeGrade {
    /// Its name.
    pub name: String,
    /// Most percent of the weight.
    pub high: Decimal,
    /// Least percent of the weight.
    pub low: Decimal,
}

/// How words are scored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualitativeRule {
    /// Grades from the best.
    pub grades: Vec<QualitativeGrade>,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// How points are rounded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Decimals that are kept; half goes up.
    pub digits: u32,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// A grade of a total.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// Its name.
    pub name: String,
    /// The least score that earns it.
    pub at_least: Decimal,
}

/// Which score is which grade.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// From the best.
    pub bands: Vec<GradeBand>,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// An indicator with a formula of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRule {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: Decimal,
    /// The formula.
    pub formula: Formula,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// Second-level categories that a dimension must have, or usually has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// The dimension.
    pub dimension: String,
    /// Beginnings of the names.
    #[serde(default)]
    pub required: Vec<String>,
    /// Beginnings of names that are usual besides.
    #[serde(default)]
    pub usual: Vec<String>,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

/// A section that a report must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// Its name.
    pub name: String,
    /// Words of which one must stand in a heading.
    pub any: Vec<String>,
    /// The section that it must stand in.
    pub within: Option<String>,
    /// Holds from.
    pub from: Day,
    /// Holds until.
    pub until: Option<Day>,
    /// The article.
    pub basis: String,
}

macro_rules! empty {
    ($($name:ident { $($field:ident: $value:expr),* $(,)? })*) => {$(
        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $value,)* from: founding(), until: None, basis: String::new() }
            }
        }
    )*};
}

empty! {
    ExecutionRule { base: Base::default(), cap: true }
    QuantitativeRule {
        cap: true,
        reverse: ReverseFormula::default(),
        equal: EqualPolicy::default(),
        over_target_alert: Decimal::ONE_HUNDRED,
    }
    QualitativeRule { grades: Vec::new() }
    Rounding { digits: 2 }
    Grading { bands: Vec::new() }
}

/// The parameters of a pack as its file gives them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    pub(crate) dimension: Vec<SchemeDimension>,
    pub(crate) execution: Vec<ExecutionRule>,
    pub(crate) quantitative: Vec<QuantitativeRule>,
    pub(crate) qualitative: Vec<QualitativeRule>,
    pub(crate) rounding: Vec<Rounding>,
    pub(crate) grading: Vec<Grading>,
    pub(crate) indicator: Vec<IndicatorRule>,
    pub(crate) category: Vec<CategoryRule>,
    pub(crate) section: Vec<SectionRule>,
}

impl Parameters {
    /// What this pack does not say itself is as in `base`.
    pub(crate) fn over(self, base: &Self) -> Self {
        fn or<T: Clone>(own: Vec<T>, base: &[T]) -> Vec<T> {
            if own.is_empty() { base.to_vec() } else { own }
        }
        Self {
            dimension: or(self.dimension, &base.dimension),
            execution: or(self.execution, &base.execution),
            quantitative: or(self.quantitative, &base.quantitative),
            qualitative: or(self.qualitative, &base.qualitative),
            rounding: or(self.rounding, &base.rounding),
            grading: or(self.grading, &base.grading),
            indicator: or(self.indicator, &base.indicator),
            category: or(self.category, &base.category),
            section: or(self.section, &base.section),
        }
    }

    /// Articles that the parameters rest on.
    pub(crate) fn bases(&self) -> Vec<&str> {
        fn of<T: Dated>(entries: &[T]) -> impl Iterator<Item = &str> {
            entries.iter().map(Dated::basis)
        }
        of(&self.dimension)
            .chain(of(&self.execution))
            .chain(of(&self.quantitative))
            .chain(of(&self.qualitative))
            .chain(of(&self.rounding))
            .chain(of(&self.grading))
            .chain(of(&self.indicator))
            .chain(of(&self.category))
            .chain(of(&self.section))
            .collect()
    }
}

//! Scoring schemes: how a province or the nation gives points.

mod load;
mod parameter;

pub use load::SchemeSource;
pub(crate) use load::add;
pub use parameter::{
    Base, CategoryRule, EqualPolicy, ExecutionRule, GradeBand, Grading, IndicatorRule,
    QualitativeGrade, QualitativeRule, QuantitativeRule, ReverseFormula, Rounding, SchemeDimension,
    SectionRule,
};

use crate::Day;
use serde::Deserialize;

/// What a scheme is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SchemeKind {
    /// Whole departments.
    Department,
    /// Projects.
    Project,
}

/// A scheme as it stands in its pack: parameters with the days from which they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemePack {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub kinds: Vec<SchemeKind>,
    /// Words in a document that point to it.
    pub regions: Vec<String>,
    pub(crate) parameters: parameter::Parameters,
}

/// A scheme as it holds on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// First-level dimensions.
    pub dimensions: Vec<SchemeDimension>,
    /// How the execution of the budget is scored.
    pub execution: ExecutionRule,
    /// How numbers are scored.
    pub quantitative: QuantitativeRule,
    /// How words are scored.
    pub qualitative: QualitativeRule,
    /// How points are rounded.
    pub rounding: Rounding,
    /// Which score is which grade.
    pub grading: Grading,
    /// Indicators with a formula of their own.
    pub indicators: Vec<IndicatorRule>,
    /// Second-level categories that a dimension must have, or usually has.
    pub categories: Vec<CategoryRule>,
    /// Sections that a report must have.
    pub sections: Vec<SectionRule>,
}

impl SchemePack {
    /// The scheme as it holds on a day; what did not hold yet is taken as first issued.
    #[must_use]
    pub fn at(&self, day: Day) -> Scheme {
        let p = &self.parameters;
        Scheme {
            id: self.id.clone(),
            title: self.title.clone(),
            dimensions: parameter::all_at(&p.dimension, day),
            execution: parameter::one_at(&p.execution, day),
            quantitative: parameter::one_at(&p.quantitative, day),
            qualitative: parameter::one_at(&p.qualitative, day),
            rounding: parameter::one_at(&p.rounding, day),
            grading: parameter::one_at(&p.grading, day),
            indicators: parameter::all_at(&p.indicator, day),
            categories: parameter::all_at(&p.category, day),
            sections: parameter::all_at(&p.section, day),
        }
    }
}

impl Scheme {
    /// The dimension that a name stands for.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<&SchemeDimension> {
        self.dimensions.iter().find(|d| d.answers_to(name))
    }

    /// The weight of the execution of the budget, where the scheme scores it on its own.
    #[must_use]
    pub fn execution_weight(&self) -> Option<jiheng_base::Decimal> {
        self.dimensions.iter().find(|d| d.execution)?.weight
    }

    /// The grade of a score.
    #[must_use]
    pub fn grade(&self, score: jiheng_base::Decimal) -> Option<&GradeBand> {
        self.grading.bands.iter().find(|b| score >= b.at_least)
    }
}

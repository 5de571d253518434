//! The quantities of a budget year, by the names that reports give them.

use crate::LawError;
use serde::Deserialize;
use std::collections::HashMap;

/// A quantity of the budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concept {
    /// 年初预算数
    InitialBudget,
    /// 预算调整净额
    NetAdjustment,
    /// 调整后预算数
    AdjustedBudget,
    /// 全年预算数, carried-in money included
    AnnualBudget,
    /// 预算收入合计
    BudgetIncome,
    /// 预算支出合计
    BudgetExpenditure,
    /// 实际到位数
    Arrived,
    /// 本年收入合计
    Income,
    /// 年初结转和结余
    CarriedIn,
    /// 收入总计
    IncomeTotal,
    /// 本年支出合计
    Expenditure,
    /// 支出总计
    ExpenditureTotal,
    /// 年末结转和结余
    CarriedOut,
    /// 基本支出
    Basic,
    /// 项目支出
    Project,
    /// 人员经费
    Personnel,
    /// 公用经费
    PublicFunds,
    /// “三公”经费
    ThreePublic,
    /// 在职人数
    Staff,
    /// 编制数
    Posts,
}

/// Concepts by name.
#[derive(Debug, Default)]
pub struct Concepts {
    by_name: HashMap<String, Concept>,
    titles: HashMap<Concept, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Concept,
    title: String,
    names: Vec<toml::Spanned<String>>,
}

impl Concepts {
    /// Reads `law/concepts.toml`.
    ///
    /// # Errors
    /// When the file is no such table, or one name stands for two concepts.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let parsed: File = toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
        let mut concepts = Self::default();
        for entry in parsed.concept {
            for name in entry.names {
                let at = name.span().start;
                if concepts.by_name.insert(name.into_inner(), entry.id).is_some() {
                    return Err(LawError::at(file, text, at, "同一名称列了两次".into()));
                }
            }
            concepts.titles.insert(entry.id, entry.title);
        }
        Ok(concepts)
    }

    /// The concept that a name stands for, if one.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<Concept> {
        self.by_name.get(name).copied()
    }

    /// The proper name of a concept.
    #[must_use]
    pub fn title(&self, concept: Concept) -> &str {
        self.titles.get(&concept).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let concepts =
            Concepts::parse("concepts.toml", include_str!("../../../law/concepts.toml")).unwrap();
        assert_eq!(concepts.of("收入总计"), Some(Concept::IncomeTotal));
        assert_eq!(concepts.of("收入合计"), Some(Concept::Income));
        assert_eq!(concepts.title(Concept::CarriedIn), "年初结转和结余");
    }

    #[test]
    fn a_name_twice_is_refused_with_its_line() {
        let text =
            "[[concept]]\nid = \"income\"\ntitle = \"收入\"\nnames = [\"收入\",\n \"收入\"]\n";
        let error = Concepts::parse("concepts.toml", text).unwrap_err();
        assert_eq!((error.line, error.file.as_str()), (5, "concepts.toml"));
    }
}

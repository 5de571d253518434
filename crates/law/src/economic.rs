//! The economic classification of expenditure (部门预算支出经济分类).

use crate::LawError;
use serde::{Deserialize, Serialize};

/// Whether a datum was read in a source or rests on memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The words were read in a public source.
    Seen,
    /// Known, not read in a source.
    Recalled,
}

impl Evidence {
    /// The evidence that a mark in a data file stands for.
    pub(crate) fn of_mark(mark: &str) -> Option<Self> {
        match mark {
            "seen" => Some(Self::Seen),
            "recalled" => Some(Self::Recalled),
            _ => None,
        }
    }

    /// The mark as a clerk reads it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Seen => "已见原文",
            Self::Recalled => "凭记忆，待核原文",
        }
    }
}

/// A class (301) or item (30101).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EconomicClass {
    /// Its code: three digits for a class, five for an item.
    pub code: String,
    /// Its proper name.
    pub name: String,
    /// Whether code and name were read in a source.
    pub evidence: Evidence,
}

impl EconomicClass {
    /// The three digits of its class.
    #[must_use]
    pub fn class(&self) -> &str {
        &self.code[..3]
    }

    /// Whether it is a class and not an item of one.
    #[must_use]
    pub fn is_class(&self) -> bool {
        self.code.len() == 3
    }
}

/// The classification that departments use.
#[derive(Debug, Default)]
pub struct EconomicClasses {
    classes: Vec<EconomicClass>,
}

impl EconomicClasses {
    /// Reads `law/economic.tsv`.
    ///
    /// # Errors
    /// When a row has not nine columns, or a code or mark is none.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let mut classes = Vec::new();
        for (number, row) in (1..).zip(text.lines()) {
            if row.starts_with('#') || row.starts_with("system\t") || row.is_empty() {
                continue;
            }
            let refuse =
                |reason: &str| LawError { file: file.into(), line: number, reason: reason.into() };
            let columns: Vec<&str> = row.split('\t').collect();
            let [system, _, code, name, _, _, _, evidence, _] = columns[..] else {
                return Err(refuse("应有 9 列"));
            };
            let evidence = Evidence::of_mark(evidence)
                .ok_or_else(|| refuse("证据标记应为 seen 或 recalled"))?;
            if !matches!(code.len(), 3 | 5) || !code.bytes().all(|b| b.is_ascii_digit()) {
                return Err(refuse("科目编码应为 3 位或 5 位数字"));
            }
            if system == "department" {
                classes.push(EconomicClass { code: code.into(), name: name.into(), evidence });
            }
        }
        Ok(Self { classes })
    }

    /// The class of a proper name. Names that two classes share (309 and 310) give the first;
    /// compare by code where it matters.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&EconomicClass> {
        let is_capital = |c: &&EconomicClass| !matches!(c.class(), "309" | "311");
        let mut named = self.classes.iter().filter(|c| c.name == name);
        let first = named.clone().next();
        named.find(is_capital).or(first)
    }

    /// The class of a name that leaves out characters of the proper one (公务用车维护费 for
    /// 公务用车运行维护费), if it is the only such class.
    #[must_use]
    pub fn by_short_name(&self, name: &str) -> Option<&EconomicClass> {
        const MIN_CHARS: usize = 4;
        let length = name.chars().count();
        if length < MIN_CHARS {
            return None;
        }
        let mut found = self.classes.iter().filter(|c| {
            let proper = c.name.chars().count();
            proper > length && length * 10 >= proper * 7 && is_subsequence(name, &c.name)
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// All classes and items.
    pub fn iter(&self) -> impl Iterator<Item = &EconomicClass> {
        self.classes.iter()
    }

    /// The class or item of a code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&EconomicClass> {
        self.classes.iter().find(|c| c.code == code)
    }
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|r| r == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes() -> EconomicClasses {
        EconomicClasses::parse("economic.tsv", include_str!("../../../law/economic.tsv")).unwrap()
    }

    #[test]
    fn names_and_short_names_find_their_class() {
        let classes = classes();
        assert_eq!(classes.by_name("办公费").map(|c| c.code.as_str()), Some("30201"));
        assert_eq!(classes.by_name("办公设备购置").map(|c| c.code.as_str()), Some("31002"));
        assert_eq!(classes.by_short_name("公务用车维护费").map(|c| c.code.as_str()), Some("30231"));
        assert_eq!(
            classes.by_short_name("机关事业养老保险缴费").map(|c| c.code.as_str()),
            Some("30108")
        );
        assert!(classes.by_short_name("水费").is_none());
    }

    #[test]
    fn a_broken_row_is_refused_with_its_line() {
        let error = EconomicClasses::parse("e.tsv", "# head\ndepartment\t301\n").unwrap_err();
        assert_eq!(error.line, 2);
    }
}

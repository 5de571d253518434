//! The functional classification of expenditure (支出功能分类).

use crate::{Evidence, LawError};

/// A class (208), group (20805) or item (2080505).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionalClass {
    /// Its code: three, five or seven digits.
    pub code: String,
    /// Its name today.
    pub name: String,
    /// Whether code and name were read in a source.
    pub evidence: Evidence,
    /// The name before, and the last year of it.
    pub formerly: Option<(String, u16)>,
}

impl FunctionalClass {
    /// Whether a name is that of the class in a year, or of any year where none is known.
    #[must_use]
    pub fn is_called(&self, name: &str, year: Option<u16>) -> bool {
        let was = |(old, until): &(String, u16)| old == name && year.is_none_or(|y| y <= *until);
        self.name == name || self.formerly.as_ref().is_some_and(was)
    }
}

/// The classification of functions.
#[derive(Debug, Default)]
pub struct FunctionalClasses {
    classes: Vec<FunctionalClass>,
}

impl FunctionalClasses {
    /// Reads `law/functional.tsv`.
    ///
    /// # Errors
    /// When a row has not seven columns, or a code, mark or year is none.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let mut classes = Vec::new();
        for (number, row) in (1..).zip(text.lines()) {
            if row.starts_with('#') || row.starts_with("code\t") || row.is_empty() {
                continue;
            }
            let refuse =
                |reason: &str| LawError { file: file.into(), line: number, reason: reason.into() };
            let columns: Vec<&str> = row.split('\t').collect();
            let [code, name, _, evidence, _, old, until] = columns[..] else {
                return Err(refuse("应有 7 列"));
            };
            if !matches!(code.len(), 3 | 5 | 7) || !code.bytes().all(|b| b.is_ascii_digit()) {
                return Err(refuse("功能科目编码应为 3 位、5 位或 7 位数字"));
            }
            let evidence = Evidence::of_mark(evidence)
                .ok_or_else(|| refuse("证据标记应为 seen 或 recalled"))?;
            let formerly = match (old, until) {
                ("", "") => None,
                (old, until) => {
                    let until = until.parse().map_err(|_| refuse("旧称截止年份应为四位数字"))?;
                    Some((old.to_owned(), until))
                }
            };
            classes.push(FunctionalClass {
                code: code.into(),
                name: name.into(),
                evidence,
                formerly,
            });
        }
        Ok(Self { classes })
    }

    /// The class of a code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&FunctionalClass> {
        self.classes.iter().find(|c| c.code == code)
    }

    /// Classes of a name, today's or a former one.
    pub fn by_name<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a FunctionalClass> {
        self.classes.iter().filter(move |c| c.is_called(name, None))
    }

    /// All classes.
    pub fn iter(&self) -> impl Iterator<Item = &FunctionalClass> {
        self.classes.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes() -> FunctionalClasses {
        FunctionalClasses::parse("f.tsv", include_str!("../../../law/functional.tsv")).unwrap()
    }

    #[test]
    fn names_change_with_the_year() {
        let classes = classes();
        let health = classes.by_code("210").unwrap();
        assert!(health.is_called("卫生健康支出", Some(2023)));
        assert!(health.is_called("医疗卫生与计划生育支出", Some(2018)));
        assert!(!health.is_called("医疗卫生与计划生育支出", Some(2019)));
        assert!(classes.by_name("住房公积金").any(|c| c.code == "2210201"));
    }

    #[test]
    fn a_broken_row_is_refused_with_its_line() {
        for (row, reason) in [
            ("208\t名\tclass\tseen", "7 列"),
            ("2o8\t名\tclass\tseen\thigh\t\t", "编码"),
            ("208\t名\tclass\theard\thigh\t\t", "证据"),
            ("208\t名\tclass\tseen\thigh\t旧名\t某年", "年份"),
        ] {
            let error = FunctionalClasses::parse("f.tsv", &format!("# head\n{row}\n")).unwrap_err();
            assert_eq!((error.line, error.reason.contains(reason)), (2, true), "{error}");
        }
    }
}

//! Which fields there are.

use jiheng_report::Words;
use jiheng_report::entry::layout::{FURTHER_AMOUNTS, MAIN_AMOUNTS};

/// A list of rows, each of which has the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Spending by economic class.
    Lines,
    /// 指标
    Indicators,
    /// 自评小组
    Group,
    /// 存在的问题
    Problems,
    /// 上年度的问题
    LastYear,
}

/// Set to anything, it takes the row out; to nothing, it puts the row back.
pub(super) const REMOVED: &str = "removed";

impl List {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Lines, Self::Indicators, Self::Group, Self::Problems, Self::LastYear];

    /// Its name in paths.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Indicators => "indicators",
            Self::Group => "group",
            Self::Problems => "problems",
            Self::LastYear => "last_year",
        }
    }

    /// The fields of a row.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Lines => &["group", "code", "name", "executed"],
            Self::Indicators => &[
                "dimension",
                "category",
                "name",
                "operator",
                "target",
                "unit",
                "actual",
                "actual_year",
                "weight",
                "score",
                "reason",
            ],
            Self::Group => &["name", "post", "role"],
            Self::Problems => &["what", "measure"],
            Self::LastYear => &["problem", "remedy"],
        }
    }
}

/// Paragraphs of the author, a line each.
pub struct Passage {
    /// Its name in paths and in the data.
    pub field: &'static str,
    /// The words before it.
    pub label: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// Where it stands in the data.
    pub of: fn(&mut Words) -> &mut Vec<String>,
}

/// Passages in the order of the report.
#[rustfmt::skip]
pub const PASSAGES: [Passage; 8] = [
    Passage { field: "overview", label: "部门（项目）概况", hint: "职能、机构、人员；项目写立项依据、内容和实施主体", of: |w| &mut w.overview },
    Passage { field: "goals", label: "年度总体目标", hint: "年初批复的目标，原文照录", of: |w| &mut w.goals },
    Passage { field: "work", label: "实际完成情况", hint: "对照年初目标，逐项写完成了什么", of: |w| &mut w.work },
    Passage { field: "steps", label: "自评工作开展情况", hint: "怎样组织、收集资料、核对和打分，一步一行", of: |w| &mut w.steps },
    Passage { field: "deviation", label: "预算执行偏离的原因", hint: "执行率不到100%或调整较大的，逐条写原因", of: |w| &mut w.deviation },
    Passage { field: "application", label: "结果拟与预算安排相结合情况", hint: "自评结果怎样用于调整下一年预算和政策", of: |w| &mut w.application },
    Passage { field: "publication", label: "结果公开情况", hint: "何时在何处公开", of: |w| &mut w.publication },
    Passage { field: "evidence", label: "其他佐证材料", hint: "一份材料一行，写名称和出处", of: |w| &mut w.evidence },
];

/// Fields of the words that are one line.
const LINES_OF_WORDS: [&str; 2] = ["supervisor", "signed_on"];

/// A path, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldPath<'a> {
    /// An amount of the year.
    Budget(&'a str),
    /// A passage or line of the words.
    Words(&'a str),
    /// A field of a row.
    Row {
        /// The list.
        list: List,
        /// The row.
        id: &'a str,
        /// The field.
        field: &'a str,
    },
}

impl<'a> FieldPath<'a> {
    /// The path, if there is such a field.
    #[must_use]
    pub fn parse(path: &'a str) -> Option<Self> {
        let (head, rest) = path.split_once('.')?;
        match head {
            "budget" => {
                let mut amounts = MAIN_AMOUNTS.iter().chain(&FURTHER_AMOUNTS);
                amounts.any(|a| a.field == rest).then_some(Self::Budget(rest))
            }
            "words" => {
                let is_known =
                    PASSAGES.iter().any(|p| p.field == rest) || LINES_OF_WORDS.contains(&rest);
                is_known.then_some(Self::Words(rest))
            }
            _ => {
                let list = List::ALL.into_iter().find(|l| l.name() == head)?;
                let (id, field) = rest.split_once('.')?;
                let is_known = field == REMOVED || list.fields().contains(&field);
                (is_known && is_row_id(id)).then_some(Self::Row { list, id, field })
            }
        }
    }
}

/// Rows stand in the order of their ids, which begin with the time that they were made at.
fn is_row_id(id: &str) -> bool {
    const MOST: usize = 40;
    let is_known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !id.is_empty() && id.len() <= MOST && id.bytes().all(is_known)
}

/// Whether a text may be the value of a field: longer than any passage that people write is a fault.
#[must_use]
pub fn is_valid_value(value: &str) -> bool {
    const MOST_CHARS: usize = 20_000;
    value.chars().count() <= MOST_CHARS && !value.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_that_there_are_have_a_path() {
        for path in ["budget.initial", "words.goals", "indicators.m3-1.actual", "lines.a.removed"] {
            assert!(FieldPath::parse(path).is_some(), "{path}");
        }
        for path in ["budget.lines", "words.", "indicators.actual", "indicators.A.actual", "x.y.z"]
        {
            assert_eq!(FieldPath::parse(path), None, "{path}");
        }
        assert_eq!(FieldPath::parse("indicators.a/b.actual"), None);
    }
}

//! Fields as people call them.

use super::Fields;
use super::path::{FieldPath, List, PASSAGES, REMOVED};
use jiheng_report::entry::layout::{FURTHER_AMOUNTS, MAIN_AMOUNTS};

/// 年初预算数; 指标“维修渠道长度”的实际完成值.
#[must_use]
pub fn label(path: &str, fields: &Fields) -> String {
    match FieldPath::parse(path) {
        Some(FieldPath::Budget(field)) => {
            let amounts = MAIN_AMOUNTS.iter().chain(&FURTHER_AMOUNTS);
            let found = amounts.clone().find(|a| a.field == field);
            found.map_or_else(String::new, |a| a.label.replace("其中：", ""))
        }
        Some(FieldPath::Words("supervisor")) => "主管部门".into(),
        Some(FieldPath::Words("signed_on")) => "成文日期".into(),
        Some(FieldPath::Words(field)) => {
            let found = PASSAGES.iter().find(|p| p.field == field);
            found.map_or_else(String::new, |p| p.label.to_owned())
        }
        Some(FieldPath::Row { list, id, field }) => {
            let row = row_label(list, id, fields);
            format!("{row}{}", field_label(list, field))
        }
        // A row or a list as a whole.
        None => {
            let (head, id) = path.split_once('.').unwrap_or((path, ""));
            List::ALL
                .into_iter()
                .find(|l| l.name() == head)
                .map_or_else(|| path.to_owned(), |list| row_label(list, id, fields))
        }
    }
}

fn row_label(list: List, id: &str, fields: &Fields) -> String {
    let names: &[&str] = match list {
        List::Problems => &["what"],
        List::LastYear => &["problem"],
        _ => &["name", "code"],
    };
    let value = |field: &&str| fields.get(&format!("{}.{id}.{field}", list.name()));
    let name: String =
        names.iter().find_map(value).map(|v| v.chars().take(16).collect()).unwrap_or_default();
    let kind = match list {
        List::Lines => "支出科目",
        List::Indicators => "指标",
        List::Group => "小组成员",
        List::Problems => "存在的问题",
        List::LastYear => "上年度问题",
    };
    if name.is_empty() { kind.to_owned() } else { format!("{kind}“{name}”") }
}

fn field_label(list: List, field: &str) -> &'static str {
    match (list, field) {
        (_, REMOVED) => "（删除）",
        (List::Indicators, "dimension") => "的一级指标",
        (List::Indicators, "category") => "的二级指标",
        (List::Indicators, "name") => "的名称",
        (List::Indicators, "operator") => "的计算符号",
        (List::Indicators, "target") => "的指标值",
        (List::Indicators, "unit") => "的单位",
        (List::Indicators, "actual") => "的完成值",
        (List::Indicators, "actual_year") => "的完成年度",
        (List::Indicators, "weight") => "的分值",
        (List::Indicators, "score") => "的得分",
        (List::Indicators, "reason") => "的偏差原因",
        (List::Lines, "group") => "的支出类别",
        (List::Lines, "code") => "的编码",
        (List::Lines, "executed") => "的执行数",
        (List::Group, "post") => "的职务",
        (List::Group, "role") => "的分工",
        (List::Problems, "measure") => "的改进措施",
        (List::LastYear, "remedy") => "的整改情况",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_called_by_the_name_of_its_row() {
        let fields = Fields::from([("indicators.a.name".into(), "维修渠道长度".into())]);
        assert_eq!(label("indicators.a.actual", &fields), "指标“维修渠道长度”的完成值");
        assert_eq!(label("indicators.b", &fields), "指标");
        assert_eq!(label("budget.basic", &fields), "基本支出");
        assert_eq!(label("words.goals", &fields), "年度总体目标");
    }

    #[test]
    fn every_field_has_a_name() {
        for list in List::ALL {
            for field in list.fields() {
                let path = format!("{}.a.{field}", list.name());
                assert!(!label(&path, &Fields::new()).is_empty(), "{path}");
            }
        }
    }
}

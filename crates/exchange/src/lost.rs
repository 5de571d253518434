//! What of an evaluation the tables cannot say.

use crate::remark::{Remark, Severity};
use jiheng_report::Submission;
use serde_json::Value;
use std::collections::BTreeMap;

/// A remark for each field of the original that does not come back, however often it is lost.
pub(crate) fn remarks(original: &Submission, back: Option<&Submission>) -> Vec<Remark> {
    let value = |s: &Submission| serde_json::to_value(s).unwrap_or_default();
    let mut lost = BTreeMap::new();
    compare(&value(original), &back.map(value).unwrap_or_default(), String::new(), &mut lost);
    let remarks = lost.into_iter().map(|(path, count)| {
        let told =
            jiheng_intake::told(&path).map_or_else(String::new, |t| format!("（{}）", name(t)));
        let times = if count > 1 { format!("，共{count}处") } else { String::new() };
        Remark::on(Severity::Note, "", format!("{path}{told}：表中没有位置，没有导出{times}"))
    });
    remarks.collect()
}

/// What the field is, without how it is to be written.
fn name(told: &str) -> &str {
    told.split(['，', '：', '；']).next().unwrap_or(told)
}

fn compare(own: &Value, back: &Value, path: String, lost: &mut BTreeMap<String, usize>) {
    match (own, back) {
        (own, back) if own == back => {}
        (Value::Null, _) => {}
        (Value::Array(values), _) if values.is_empty() => {}
        // A text that is not there is one loss, a table as many as it has fields.
        (Value::Object(fields), back) => {
            for (name, inner) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                compare(inner, &back[name], format!("{path}{dot}{name}"), lost);
            }
        }
        (Value::Array(values), Value::Array(others)) if values.len() == others.len() => {
            for (inner, other) in values.iter().zip(others) {
                compare(inner, other, format!("{path}[]"), lost);
            }
        }
        _ => *lost.entry(path).or_default() += 1,
    }
}

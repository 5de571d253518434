//! An entry of the log in plain words.

use super::super::loaded::Loaded;
use crate::form::{Fields, label};
use crate::http::Problem;
use jiheng_domain::{Entity, Moment, StateKind, UserId};
use jiheng_store::{LogEntry, Reader};
use serde_json::Value;
use std::collections::HashMap;

/// What an entry says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// What was done, to what.
    pub(super) what: String,
    /// What stood there; empty for nothing.
    pub(super) before: String,
    /// What stands there now; empty for nothing.
    pub(super) after: String,
}

/// The names behind the ids of the entries.
#[derive(Default)]
pub(super) struct Known {
    fields: Fields,
    people: HashMap<String, String>,
    members: HashMap<String, String>,
    units: HashMap<String, String>,
    evidence: HashMap<String, String>,
    comments: HashMap<String, (String, String)>,
    errors: HashMap<String, String>,
    /// Of each step its time and its name, with the words that went with it.
    steps: HashMap<(Moment, String), String>,
}

impl Known {
    pub(super) async fn of(reader: &mut Reader, loaded: &Loaded) -> Result<Self, Problem> {
        let id = loaded.report.id;
        let fields = loaded.fields();
        let about =
            |path: Option<&str>| path.map_or_else(|| "整份报告".into(), |p| label(p, &fields));
        let mut known = Self::default();
        for user in reader.users().await? {
            known.people.insert(user.value.id.to_string(), user.value.name);
        }
        for member in reader.group(loaded.report.task, loaded.report.unit).await? {
            known.members.insert(member.id.to_string(), member.name);
        }
        for unit in reader.units().await? {
            known.units.insert(unit.value.id.to_string(), unit.value.name);
        }
        for file in reader.all_evidence(id).await? {
            known.evidence.insert(file.id.to_string(), file.file.name);
        }
        for comment in reader.comments(id).await? {
            let of = about(comment.path.as_ref().map(jiheng_domain::draft::FieldPath::as_str));
            known.comments.insert(comment.id.to_string(), (of, comment.words));
        }
        for reason in reader.error_reasons(id).await? {
            let error = format!("{} {}", reason.code, reason.message);
            known.errors.insert(reason.reason.fingerprint, error);
        }
        for step in reader.steps(id).await? {
            known.steps.insert((step.at, step.action.text().to_owned()), step.words);
        }
        known.fields = fields;
        Ok(known)
    }

    pub(super) fn name(&self, user: UserId) -> String {
        self.people.get(&user.to_string()).cloned().unwrap_or_default()
    }

    /// What an entry says, with the values.
    pub(super) fn tell(&self, entry: &LogEntry) -> Told {
        let value = |text: &Option<String>| {
            text.as_ref().and_then(|t| serde_json::from_str::<Value>(t).ok()).unwrap_or_default()
        };
        let (before, after) = (value(&entry.before), value(&entry.after));
        let action = entry.action.as_str();
        match entry.entity {
            Entity::Report => self.report(entry, &before, &after),
            Entity::Field => self.field(entry, &before, &after),
            Entity::Comment => {
                let known = self.comments.get(&entry.entity_id).cloned();
                let (about, words) = known.unwrap_or_default();
                told(format!("{action}：{about}"), String::new(), words)
            }
            Entity::Signature => {
                let by = self.members.get(&entry.entity_id).cloned().unwrap_or_default();
                told(format!("小组签署：{action}（{by}）"), String::new(), text(&after))
            }
            Entity::ErrorReason => {
                let error = self.errors.get(&entry.entity_id).cloned().unwrap_or_default();
                told(format!("说明理由：{error}"), text(&before), text(&after))
            }
            Entity::Evidence => {
                let file = self.evidence.get(&entry.entity_id).cloned().unwrap_or_default();
                told(format!("{action}佐证：{file}"), String::new(), String::new())
            }
            Entity::Adjustment => {
                let part = |name: &str| after.get(name).map(text).unwrap_or_default();
                let of = label(&part("path"), &self.fields);
                told(
                    format!("调整得分：{of}（{}）", part("reason")),
                    text(&before),
                    part("adjusted"),
                )
            }
            Entity::Frozen => {
                told("冻结审定的内容".into(), String::new(), format!("SM3 {}", text(&after)))
            }
            Entity::Assignment => {
                let expert = self.people.get(&text(&after)).cloned().unwrap_or_default();
                told(format!("{action}专家：{expert}"), String::new(), String::new())
            }
            Entity::ExpertOpinion => {
                told(format!("专家意见：{action}"), String::new(), text(&after))
            }
            other => told(format!("{}{action}", other.text()), text(&before), text(&after)),
        }
    }

    fn report(&self, entry: &LogEntry, before: &Value, after: &Value) -> Told {
        let unit = |value: &Value| self.units.get(&text(value)).cloned().unwrap_or_default();
        match entry.action.as_str() {
            "新增" => told("建立报告".into(), String::new(), text(after)),
            "导入" => told("导入以前审定的报告".into(), String::new(), String::new()),
            "移交" => told("单位撤销，移交报告".into(), unit(before), unit(after)),
            action => {
                let words = self.steps.get(&(entry.at, action.to_owned()));
                let words = words.filter(|w| !w.is_empty()).map(|w| format!("：{w}"));
                let what = format!("{action}{}", words.unwrap_or_default());
                told(what, state(before), state(after))
            }
        }
    }

    fn field(&self, entry: &LogEntry, before: &Value, after: &Value) -> Told {
        let of = label(&entry.entity_id, &self.fields);
        let value = |value: &Value| value.get("value").map(text).unwrap_or_default();
        match entry.action.as_str() {
            "填写" if entry.entity_id.ends_with(".removed") => {
                let row = of.trim_end_matches("（删除）");
                let verb = if value(after).is_empty() { "放回" } else { "删去" };
                told(format!("{verb}：{row}"), String::new(), String::new())
            }
            "填写" => told(format!("填写：{of}"), value(before), value(after)),
            "冲突" => {
                told(format!("两人同时填写，没有用的一个：{of}"), String::new(), text(after))
            }
            action => told(action.to_owned(), String::new(), String::new()),
        }
    }
}

impl Told {
    /// What was done, without what was written: for an administrator.
    pub(super) fn in_short(entry: &LogEntry) -> Self {
        let what = format!("{}：{}", entry.entity.text(), entry.action);
        told(what, String::new(), String::new())
    }
}

fn told(what: String, before: String, after: String) -> Told {
    Told { what, before, after }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A state by its code, or by the name of what holds its reasons.
fn state(value: &Value) -> String {
    let code = match value {
        Value::Object(fields) => fields.keys().next().cloned().unwrap_or_default(),
        other => text(other),
    };
    StateKind::from_code(&code).map_or(code, |state| state.text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entry(entity: Entity, id: &str, action: &str, before: Value, after: Value) -> LogEntry {
        let value = |value: Value| (!value.is_null()).then(|| value.to_string());
        LogEntry {
            id: String::new(),
            at: Moment(1),
            user: None,
            address: String::new(),
            entity,
            entity_id: id.into(),
            report: None,
            action: action.into(),
            before: value(before),
            after: value(after),
        }
    }

    fn told_of(known: &Known, entry: &LogEntry) -> [String; 3] {
        let Told { what, before, after } = known.tell(entry);
        [what, before, after]
    }

    #[test]
    fn each_kind_of_entry_is_told_in_words() {
        let mut known = Known::default();
        known.fields.insert("indicators.a.name".into(), "维修渠道长度".into());
        known.people.insert("u1".into(), "冯宇".into());
        known.steps.insert((Moment(1), "退回".into()), "缺附件".into());
        let typed = |value: &str| json!({ "value": value, "version": 1 });
        let field = entry(Entity::Field, "indicators.a.actual", "填写", typed("12"), typed("13"));
        assert_eq!(told_of(&known, &field), ["填写：指标“维修渠道长度”的完成值", "12", "13"]);
        let removed = entry(Entity::Field, "indicators.a.removed", "填写", Value::Null, typed("1"));
        assert_eq!(told_of(&known, &removed), ["删去：指标“维修渠道长度”", "", ""]);
        let back = json!({ "returned": { "step": "department", "reasons": "缺附件" } });
        let step = entry(Entity::Report, "r", "退回", json!("department_review"), back);
        assert_eq!(told_of(&known, &step), ["退回：缺附件", "主管部门审核", "已退回"]);
        let points = json!({ "path": "indicators.a", "adjusted": "8", "reason": "没有问卷" });
        let points = entry(Entity::Adjustment, "x", "调整", json!("10"), points);
        let expected = ["调整得分：指标“维修渠道长度”（没有问卷）", "10", "8"];
        assert_eq!(told_of(&known, &points), expected);
        let expert = entry(Entity::Assignment, "r", "指派", Value::Null, json!("u1"));
        assert_eq!(told_of(&known, &expert), ["指派专家：冯宇", "", ""]);
        let short = Told::in_short(&field);
        assert_eq!((short.what.as_str(), short.after.as_str()), ("填报内容：填写", ""));
    }
}

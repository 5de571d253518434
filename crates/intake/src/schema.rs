//! The JSON Schema of a submission, in the words of a clerk.

use jiheng_report::Submission;
use schemars::schema_for;
use serde_json::Value;
use std::sync::LazyLock;

/// Numbers as text; beside them a bare number will do.
const NUMBER: &str = r"^-?\d+(\.\d+)?$";
const ROOT: &str = "Submission";

/// Words of the types and their fields, in the order in which a page tells them; the words of a type
/// itself stand under the empty field.
#[derive(Debug)]
struct Words(Vec<[&'static str; 3]>);

impl Words {
    fn new() -> Self {
        let lines = include_str!("schema/words.tsv").lines().filter(|l| !l.starts_with('#'));
        let cells = lines.filter_map(|line| {
            let mut cells = line.splitn(3, '\t');
            Some([cells.next()?, cells.next()?, cells.next()?])
        });
        Self(cells.collect())
    }

    fn of(&self, name: &str, field: &str) -> Option<&'static str> {
        self.0.iter().find(|[n, f, _]| *n == name && *f == field).map(|[_, _, words]| *words)
    }
}

static SCHEMA: LazyLock<Value> = LazyLock::new(|| build(&Words::new()));

/// Type, field or choice, and words; a type itself has no field.
pub fn words() -> impl Iterator<Item = [&'static str; 3]> {
    Words::new().0.into_iter()
}

/// The words of the field at a path in the data, whose indices may be left out.
#[must_use]
pub fn told(path: &str) -> Option<&'static str> {
    let words = Words::new();
    let mut own = ROOT.to_owned();
    let mut found = None;
    for step in path.split('.') {
        let field = step.split('[').next().unwrap_or(step);
        let part = if own == ROOT { &schema()["properties"] } else { properties(&own) };
        found = words.of(&own, field).filter(|_| !field.is_empty());
        own = type_name(&part[field]).unwrap_or_default();
    }
    found
}

/// The fields of a type, or of the one of its alternatives that has any.
fn properties(name: &str) -> &'static Value {
    let own = &schema()["$defs"][name];
    let alternatives = own["anyOf"].as_array().into_iter().flatten();
    let tables = std::iter::once(own).chain(alternatives).map(|one| &one["properties"]);
    tables.into_iter().find(|fields| fields.is_object()).unwrap_or(&Value::Null)
}

/// The type that a field, or each of its elements, is of.
fn type_name(field: &Value) -> Option<String> {
    let alternatives = field["anyOf"].as_array().into_iter().flatten();
    let all = [field, &field["items"]].into_iter().chain(alternatives);
    let reference = all.into_iter().find_map(|one| one["$ref"].as_str())?;
    reference.rsplit('/').next().map(str::to_owned)
}

/// The schema of `evaluation.toml` and `evaluation.json`.
#[must_use]
pub fn schema() -> &'static Value {
    &SCHEMA
}

/// The schema as a file.
#[must_use]
pub fn schema_text() -> String {
    format!("{:#}\n", schema())
}

fn build(words: &Words) -> Value {
    let mut schema = schema_for!(Submission).to_value();
    tidy(&mut schema);
    tell(&mut schema, ROOT, words);
    let types = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for (name, own) in types.into_iter().flatten() {
        tell(own, name, words);
    }
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), "绩效自评数据".into());
    }
    schema
}

/// Drops what is said in English and the defaults, which are empty throughout.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(map) => {
            // A field may be named as a keyword is.
            let is_field_list = |key: &str| matches!(key, "properties" | "$defs");
            map.retain(|key, _| !matches!(key.as_str(), "description" | "default" | "format"));
            if let Some(pattern) = map.get_mut("pattern") {
                *pattern = NUMBER.into();
            }
            for (key, inner) in map.iter_mut() {
                match inner {
                    Value::Object(fields) if is_field_list(key) => {
                        fields.values_mut().for_each(tidy);
                    }
                    _ => tidy(inner),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Describes a type, its fields and its choices, those of its alternatives included.
fn tell(schema: &mut Value, name: &str, words: &Words) {
    describe(schema, words.of(name, ""));
    tell_parts(schema, name, words);
}

fn tell_parts(schema: &mut Value, name: &str, words: &Words) {
    let choice = schema.get("const").and_then(Value::as_str).and_then(|c| words.of(name, c));
    describe(schema, choice);
    let fields = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (field, inner) in fields.into_iter().flatten() {
        describe(inner, words.of(name, field));
    }
    for alternatives in ["oneOf", "anyOf"] {
        let all = schema.get_mut(alternatives).and_then(Value::as_array_mut);
        all.into_iter().flatten().for_each(|one| tell_parts(one, name, words));
    }
}

fn describe(schema: &mut Value, words: Option<&str>) {
    if let (Some(map), Some(words)) = (schema.as_object_mut(), words) {
        map.insert("description".into(), words.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every field and choice of the types, as type and key.
    fn parts(schema: &Value) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let types = schema["$defs"].as_object().unwrap();
        let root = [(ROOT.to_owned(), schema.clone())];
        for (name, own) in types.iter().map(|(n, o)| (n.clone(), o.clone())).chain(root) {
            found.insert((name.clone(), String::new()));
            let mut all = vec![&own];
            for alternatives in ["oneOf", "anyOf"] {
                all.extend(own.get(alternatives).and_then(Value::as_array).into_iter().flatten());
            }
            for one in all {
                let fields = one.get("properties").and_then(Value::as_object);
                found.extend(fields.into_iter().flatten().map(|(f, _)| (name.clone(), f.clone())));
                let choice = one.get("const").and_then(Value::as_str);
                found.extend(choice.map(|c| (name.clone(), c.to_owned())));
            }
        }
        found
    }

    #[test]
    fn every_field_and_choice_has_its_words_and_no_word_is_left_over() {
        let words = Words::new().0;
        let told: BTreeSet<_> = words
            .iter()
            .map(|[name, field, _]| ((*name).to_owned(), (*field).to_owned()))
            .collect();
        assert_eq!(told.len(), words.len(), "told twice");
        assert_eq!(told, parts(schema()));
    }

    #[test]
    fn a_path_leads_to_the_words_of_its_field() {
        assert_eq!(told("evaluation.budget.initial"), Some("年初预算数，元"));
        assert_eq!(
            told("evaluation.indicators[2].target.unit"),
            told("evaluation.indicators[].target.unit")
        );
        assert_eq!(told("evaluation.indicators[0].target.operator"), Some("计算符号"));
        assert_eq!(told("words.group[].name"), Some("姓名"));
        assert_eq!((told("words.nothing"), told("")), (None, None));
    }

    #[test]
    fn the_schema_speaks_chinese() {
        let text = schema().to_string();
        assert!(text.contains("本年支出合计（全年执行数），元"));
        assert!(!text.contains("A value and where"), "{text}");
        assert_eq!(schema()["properties"]["evaluation"]["$ref"], "#/$defs/Evaluation");
    }
}

//! Holding a value against the schema: every fault with its path and what to write instead.

use jiheng_base::Decimal;
use jiheng_report::Fault;
use serde_json::{Map, Value};

/// Digits that a bare number keeps.
const DIGITS: usize = 15;

pub(super) fn faults(value: &Value, schema: &Value) -> Vec<Fault> {
    let holder = Holder { types: &schema["$defs"] };
    let mut faults = Vec::new();
    holder.hold(value, schema, &Place::root(), &mut faults);
    faults
}

/// Where a value stands, and what the schema says of it there.
struct Place<'a> {
    path: String,
    told: &'a str,
}

impl<'a> Place<'a> {
    fn root() -> Self {
        Self { path: String::new(), told: "" }
    }

    fn field(&self, name: &str, schema: &'a Value) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        let told = schema["description"].as_str().unwrap_or(self.told);
        Self { path: format!("{}{dot}{name}", self.path), told }
    }

    fn element(&self, at: usize) -> Self {
        Self { path: format!("{}[{at}]", self.path), told: self.told }
    }

    fn fault(&self, what: impl AsRef<str>) -> Fault {
        let path = if self.path.is_empty() { "数据" } else { &self.path };
        let told =
            if self.told.is_empty() { String::new() } else { format!("（{}）", self.told) };
        Fault::new(path, format!("{}{told}", what.as_ref()))
    }
}

struct Holder<'a> {
    types: &'a Value,
}

impl<'a> Holder<'a> {
    fn hold(&self, value: &Value, schema: &'a Value, place: &Place<'a>, faults: &mut Vec<Fault>) {
        let name = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next());
        if let Some(name) = name {
            return self.hold(value, &self.types[name], place, faults);
        }
        if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
            return self.choose(value, choices, place, faults);
        }
        if !fits(value, schema) {
            faults.push(place.fault(format!("{}，应写{}", shown(value), kinds(schema))));
            return;
        }
        match value {
            Value::Object(map) => self.object(map, schema, place, faults),
            Value::Array(values) => {
                for (at, element) in values.iter().enumerate() {
                    self.hold(element, &schema["items"], &place.element(at), faults);
                }
            }
            Value::String(text) if !schema["pattern"].is_null() && !is_exact(text) => {
                faults.push(place.fault(format!("{}，应写数字", shown(value))));
            }
            Value::Number(number) => {
                if let Some(what) = wrong_number(number, schema) {
                    faults.push(place.fault(what));
                }
            }
            _ => {}
        }
    }

    fn object(
        &self,
        map: &Map<String, Value>,
        schema: &'a Value,
        place: &Place<'a>,
        faults: &mut Vec<Fault>,
    ) {
        let Some(fields) = schema["properties"].as_object() else { return };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !map.contains_key(name) {
                faults.push(place.field(name, &fields[name]).fault("没有写"));
            }
        }
        for (name, value) in map {
            match fields.get(name) {
                Some(field) => self.hold(value, field, &place.field(name, field), faults),
                None => {
                    let known: Vec<&str> = fields.keys().map(String::as_str).collect();
                    let what = format!("没有这个字段，可写：{}", known.join("、"));
                    let bare = Place { told: "", ..place.field(name, &Value::Null) };
                    faults.push(bare.fault(what));
                }
            }
        }
    }

    /// What fits one of several; else the faults of the one that it is most like.
    fn choose(
        &self,
        value: &Value,
        choices: &'a [Value],
        place: &Place<'a>,
        faults: &mut Vec<Fault>,
    ) {
        let tried = choices.iter().map(|choice| {
            let mut own = Vec::new();
            self.hold(value, choice, place, &mut own);
            (choice, own)
        });
        let mut tried: Vec<_> = tried.collect();
        if tried.iter().any(|(_, own)| own.is_empty()) {
            return;
        }
        let constants: Vec<String> = choices.iter().filter_map(constant).collect();
        if constants.len() == choices.len() {
            let what = format!("{}不在可选之列，可写：{}", shown(value), constants.join("、"));
            faults.push(place.fault(what));
            return;
        }
        tried.retain(|(choice, _)| self.is_of_kind(value, choice));
        match tried.into_iter().min_by_key(|(_, own)| own.len()) {
            Some((_, own)) => faults.extend(own),
            None => {
                let kinds: Vec<String> =
                    choices.iter().map(|c| self.kinds_of(c)).filter(|k| !k.is_empty()).collect();
                faults.push(place.fault(format!("{}，应写{}", shown(value), kinds.join("或"))));
            }
        }
    }

    /// The alternative of a table that its kind names, or any of the same type.
    fn is_of_kind(&self, value: &Value, choice: &Value) -> bool {
        let choice = self.resolve(choice);
        let kind = &choice["properties"]["kind"]["const"];
        if choice["anyOf"].is_array() || choice["oneOf"].is_array() {
            return !value.is_null();
        }
        fits(value, choice) && (kind.is_null() || value["kind"].is_null() || value["kind"] == *kind)
    }

    fn resolve<'v>(&'v self, schema: &'v Value) -> &'v Value {
        let name = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next());
        name.map_or(schema, |name| &self.types[name])
    }

    fn kinds_of(&self, schema: &Value) -> String {
        kinds(self.resolve(schema))
    }
}

/// A choice with its meaning.
fn constant(choice: &Value) -> Option<String> {
    let name = choice["const"].as_str()?;
    Some(match choice["description"].as_str() {
        Some(told) => format!("{name}（{told}）"),
        None => name.to_owned(),
    })
}

/// The types that a schema allows.
fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn fits(value: &Value, schema: &Value) -> bool {
    if !schema["const"].is_null() {
        return schema["const"] == *value;
    }
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types = types(schema);
    types.contains(&own)
        || types.contains(&"integer") && (value.is_u64() || value.is_i64())
        || types.is_empty()
}

/// What to write, in words.
fn kinds(schema: &Value) -> String {
    let types = types(schema);
    // Text stands beside a number only so that no digit is lost.
    let is_number = types.contains(&"number");
    let told = types.iter().filter_map(|kind| match *kind {
        "number" | "integer" => Some("数字"),
        "string" if !is_number => Some("文字，两边加英文引号"),
        "boolean" => Some(" true 或 false"),
        "array" => Some("一列，用方括号"),
        "object" => Some("一组字段"),
        _ => None,
    });
    told.collect::<Vec<_>>().join("或")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "空着".into(),
        Value::Bool(value) => format!("写的是 {value}"),
        Value::Number(number) => format!("写的是数字 {number}"),
        Value::String(text) => {
            const LONGEST: usize = 20;
            let cut: String = text.chars().take(LONGEST).collect();
            let dots = if text.chars().count() > LONGEST { "……" } else { "" };
            format!("写的是“{cut}{dots}”")
        }
        Value::Array(_) => "写的是一列".into(),
        Value::Object(_) => "写的是一组字段".into(),
    }
}

/// Text that is a number, none of whose digits is lost.
fn is_exact(text: &str) -> bool {
    Decimal::from_str_exact(text).is_ok() && !text.contains(['_', '+'])
}

/// A number that a bare one cannot say exactly, or that is out of bounds.
fn wrong_number(number: &serde_json::Number, schema: &Value) -> Option<String> {
    let text = number.to_string();
    if number.is_f64() && text.chars().filter(char::is_ascii_digit).count() > DIGITS {
        return Some("数字的位数太多，不加引号会走样，请加引号写成文字".into());
    }
    if !is_exact(&text) && !schema["pattern"].is_null() {
        return Some(format!("数字 {text} 太大"));
    }
    let least = schema["minimum"].as_i64();
    let most = schema["maximum"].as_i64();
    let own = number.as_i64();
    let outside = least.is_some_and(|least| own.is_none_or(|n| n < least))
        || most.is_some_and(|most| own.is_none_or(|n| n > most));
    outside.then(|| format!("数字 {text} 不合理"))
}

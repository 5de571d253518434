//! The page of the data that a unit hands in.

use serde_json::Value;
use std::fmt::Write as _;

const HEAD: &str = "# 自评数据的格式

本页由 `cargo xtask generate` 从数据类型生成，请勿手改。同样的内容供程序用：\
[submission.schema.json](submission.schema.json)（JSON Schema，`jiheng schema` 输出的就是它）。

数据写成 TOML 或 JSON 都可以，字段名相同；样例见 `samples/evaluations/`。金额一律以元为单位，\
数字可以加引号，位数多的（超过十五位）必须加引号，免得走样。空着的字段不写。
";

/// Every type with its fields, in Markdown.
pub(crate) fn page() -> String {
    let schema = jiheng_intake::schema();
    let mut out = String::from(HEAD);
    for [name, field, words] in jiheng_intake::words() {
        let root = schema.get("title").filter(|_| name == "Submission").map(|_| schema);
        let Some(own) = root.or_else(|| schema["$defs"].get(name)) else { continue };
        if field.is_empty() {
            let heads = if is_choice(own) {
                "| 可写 | 意思 |\n| --- | --- |\n"
            } else if properties(own).next().is_some() {
                "| 字段 | 写什么 | 必写 | 说明 |\n| --- | --- | --- | --- |\n"
            } else {
                "写数字或文字。\n"
            };
            let _ = write!(out, "\n## {name}\n\n{words}\n\n{heads}");
        } else if is_choice(own) {
            let _ = writeln!(out, "| `\"{field}\"` | {words} |");
        } else {
            let part = properties(own).find_map(|fields| fields.get(field)).unwrap_or(own);
            let _ =
                writeln!(out, "| `{field}` | {} | {} | {words} |", kind(part), need(own, field));
        }
    }
    out
}

/// The type itself and its alternatives.
fn alternatives(own: &Value) -> impl Iterator<Item = &Value> {
    let inner = ["oneOf", "anyOf"].into_iter().filter_map(|key| own[key].as_array());
    std::iter::once(own).chain(inner.flatten())
}

fn properties(own: &Value) -> impl Iterator<Item = &serde_json::Map<String, Value>> {
    alternatives(own).filter_map(|one| one["properties"].as_object())
}

fn is_choice(own: &Value) -> bool {
    own["oneOf"].as_array().is_some_and(|all| all.iter().all(|one| one["type"] == "string"))
}

/// Whether a field must be written: always, or in some of the alternatives of its type.
fn need(own: &Value, field: &str) -> &'static str {
    let tables = || alternatives(own).filter(|one| one["properties"].is_object());
    let needs = |one: &Value| {
        one["required"].as_array().is_some_and(|names| names.iter().any(|n| n == field))
    };
    match (tables().all(needs), tables().any(needs)) {
        (true, _) => "是",
        (false, true) => "看种类",
        (false, false) => "",
    }
}

/// What a field holds: a plain kind, or the type that has its own table.
fn kind(part: &Value) -> String {
    let link = |one: &Value| {
        let name = one["$ref"].as_str()?.rsplit('/').next()?;
        Some(format!("[{name}](#{})", name.to_lowercase()))
    };
    if let Some(link) = alternatives(part).find_map(link) {
        return link;
    }
    let types = part["type"].to_string();
    let is = |kind: &str| types.contains(kind);
    if is("array") {
        return format!("一列{}", kind(&part["items"]));
    }
    let plain = [("number", "数字"), ("integer", "整数"), ("boolean", "true 或 false")];
    let found = plain.into_iter().find(|(kind, _)| is(kind)).map(|(_, words)| words);
    found.unwrap_or("文字").to_owned()
}

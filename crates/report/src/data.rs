//! Reading a submission from the text of a file, with what is wrong told in Chinese.

use crate::{Fault, Submission};
use serde::Deserializer;
use serde::de::Error;

/// How a file of data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    /// TOML
    Toml,
    /// JSON
    Json,
}

impl DataFormat {
    /// The format that the ending of a file's name stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

impl Submission {
    /// Reads a submission.
    ///
    /// # Errors
    /// Where the text is no data of this kind: the path in the data, or the line.
    pub fn parse(text: &str, format: DataFormat) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        match format {
            DataFormat::Toml => {
                let data = toml::Deserializer::parse(text).map_err(|e| toml_fault("", text, &e))?;
                read(data, |path, error| toml_fault(path, text, error))
            }
            DataFormat::Json => {
                let mut data = serde_json::Deserializer::from_str(text);
                let read = read(&mut data, json_fault)?;
                data.end().map_err(|e| json_fault("", &e))?;
                Ok(read)
            }
        }
    }
}

fn read<'de, D>(data: D, fault: impl Fn(&str, &D::Error) -> Fault) -> Result<Submission, Fault>
where
    D: Deserializer<'de>,
    D::Error: Error,
{
    serde_path_to_error::deserialize(data).map_err(|error| {
        let path = error.path().to_string();
        fault(if path == "." { "" } else { &path }, error.inner())
    })
}

fn toml_fault(path: &str, text: &str, error: &toml::de::Error) -> Fault {
    let line = error.span().map(|s| text[..s.start.min(text.len())].matches('\n').count() + 1);
    at(path, line, error.message())
}

fn json_fault(path: &str, error: &serde_json::Error) -> Fault {
    let told = error.to_string();
    // The place stands behind the words; it is told apart.
    let words = told.rsplit_once(" at line ").map_or(told.as_str(), |(words, _)| words);
    at(path, Some(error.line()).filter(|line| *line > 0), words)
}

fn at(path: &str, line: Option<usize>, words: &str) -> Fault {
    let line = line.map(|line| format!("第{line}行"));
    let place = match (path, line) {
        ("", Some(line)) => line,
        ("", None) => "全文".to_owned(),
        (path, Some(line)) => format!("{path}（{line}）"),
        (path, None) => path.to_owned(),
    };
    Fault { path: place, what: in_chinese(words) }
}

/// What the libraries say, for somebody who reads Chinese.
fn in_chinese(words: &str) -> String {
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let choices = || quoted[1..].join("、");
    match quoted.first() {
        Some(name) if words.starts_with("unknown field") => {
            format!("没有名为 {name} 的字段，可用：{}", choices())
        }
        Some(name) if words.starts_with("unknown variant") => {
            format!("不能是 {name}，可用：{}", choices())
        }
        Some(name) if words.starts_with("missing field") => format!("缺少字段 {name}"),
        Some(name) if words.starts_with("duplicate") => format!("{name} 写了两次"),
        _ if words.contains("untagged enum Target") => {
            "年度指标值应写成一段话，或 { operator = \"at_least\", value = \"95\", unit = \"%\" }"
                .into()
        }
        _ if words.contains("untagged enum Actual") => "实际完成值应写成一个数或一段话".into(),
        _ if words.contains("Decimal") || words.contains("decimal") => {
            "应写成一个数，如 \"1234.56\"，不带单位和千分号".into()
        }
        _ if words.starts_with("invalid type") || words.starts_with("invalid value") => {
            format!("值的类型不对（{}）", words.split_once(": ").map_or(words, |(_, rest)| rest))
        }
        _ => format!("写法有误（{}）", words.trim().replace('\n', "；")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, format: DataFormat) -> String {
        Submission::parse(text, format).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_has_its_path_and_line() {
        let unknown = told("scheme = 'hubei'\n[evaluation]\nyaer = 2024\n", DataFormat::Toml);
        assert!(
            unknown.starts_with("evaluation.yaer（第3行）：没有名为 yaer 的字段，可用：unit、")
        );
        let number = told("[evaluation.budget]\nbasic = \"12万\"\n", DataFormat::Toml);
        assert!(number.starts_with("evaluation.budget.basic（第2行）：应写成一个数"), "{number}");
        let target = "[[evaluation.indicators]]\nnames = [\"甲\"]\ntarget = 3\n";
        let target = told(target, DataFormat::Toml);
        assert!(target.contains("indicators[0].target") && target.contains("年度指标值应写成"));
        let json = told("{\"words\": {\"group\": [{\"name\": \"甲\"}]}}", DataFormat::Json);
        assert!(json.starts_with("words.group[0]（第1行）：缺少字段 post"), "{json}");
        assert!(told("scheme = ", DataFormat::Toml).starts_with("第1行：写法有误"));
        assert!(told("{} x", DataFormat::Json).starts_with("第1行："));
    }

    #[test]
    fn both_formats_give_the_same() {
        let toml = "\u{feff}scheme = 'hubei'\n[evaluation]\nyear = 2024\n";
        let json = "{\"scheme\": \"hubei\", \"evaluation\": {\"year\": 2024}}";
        let read = |text, format| Submission::parse(text, format).unwrap();
        assert_eq!(read(toml, DataFormat::Toml), read(json, DataFormat::Json));
    }
}

//! Finds the folders of the catalog and makes the registry of them.
//!
//! A rule is one folder: `rule.md` (metadata and doc page), `cases.md`, and `rule.rs` unless its
//! metadata declares a simple kind of check. Whatever is missing or unknown breaks the build here.

use serde::Deserialize;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    code: String,
    title: String,
    level: String,
    status: String,
    since: String,
    basis: Vec<String>,
    inputs: String,
    tolerance: String,
    applies: Vec<String>,
    #[serde(default)]
    relation: Option<RelationCheck>,
    #[serde(default)]
    term: Option<TermCheck>,
    #[serde(default)]
    section: Option<SectionCheck>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationCheck {
    kinds: Vec<String>,
    of: String,
    #[serde(default = "any")]
    sign: String,
    message: String,
    action: String,
}

fn any() -> String {
    "Any".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermCheck {
    words: Vec<String>,
    message: String,
    action: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionCheck {
    any: Vec<String>,
    message: String,
    action: String,
}

const HEADINGS: [&str; 6] = ["查什么", "依据", "为何", "例", "怎么改", "例外"];

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("catalog");
    // With all that is in it. A file named by itself must exist, or every build starts from here.
    println!("cargo:rerun-if-changed={}", catalog.display());
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&catalog)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    folders.retain(|f| f.is_dir());
    folders.sort();
    let (mut modules, mut rules) = (String::new(), String::new());
    for folder in &folders {
        write_rule(folder, &mut modules, &mut rules)
            .map_err(|e| format!("{}：{e}", folder.display()))?;
    }
    let code =
        format!("{modules}\n/// Every rule, by code.\npub static RULES: &[Rule] = &[\n{rules}];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalog.rs"), code)?;
    Ok(())
}

fn write_rule(
    folder: &Path,
    modules: &mut String,
    rules: &mut String,
) -> Result<(), Box<dyn Error>> {
    let page = folder.join("rule.md");
    let text = fs::read_to_string(&page)?;
    let (front, body) = split_front(&text)?;
    let front: Front = toml::from_str(front)?;
    let name = folder.file_name().and_then(|n| n.to_str()).ok_or("文件夹名不是 UTF-8")?;
    if !name.starts_with(&format!("{}_", front.code)) {
        return Err(format!("文件夹名应以编号 {} 开头", front.code).into());
    }
    check_headings(body)?;
    let module = name.to_lowercase();
    let has_code = folder.join("rule.rs").exists();
    let declared = usize::from(front.relation.is_some())
        + usize::from(front.term.is_some())
        + usize::from(front.section.is_some());
    if declared + usize::from(has_code) != 1 {
        return Err("应有且只有一种查法：rule.rs，或声明一种".into());
    }
    if has_code {
        writeln!(modules, "#[path = {:?}]\nmod {module};", folder.join("rule.rs"))?;
    }
    let check = match (&front.relation, &front.term, &front.section) {
        (Some(r), ..) => format!(
            "Check::Relation(RelationCheck {{ kinds: &[{}], of: Of::{}, sign: Sign::{}, message: {:?}, action: {:?} }})",
            r.kinds.iter().map(|k| format!("RelationKind::{k}")).collect::<Vec<_>>().join(", "),
            r.of,
            r.sign,
            r.message,
            r.action
        ),
        (_, Some(t), _) => format!(
            "Check::Term(TermCheck {{ words: words!{:?}, message: {:?}, action: {:?} }})",
            t.words, t.message, t.action
        ),
        (_, _, Some(s)) => format!(
            "Check::Section(SectionCheck {{ any: words!{:?}, message: {:?}, action: {:?} }})",
            s.any, s.message, s.action
        ),
        _ => format!("Check::Code({module}::check)"),
    };
    writeln!(
        rules,
        "    Rule {{ code: {:?}, title: {:?}, level: Level::{}, status: Status::{}, since: {:?}, basis: &{:?}, \
         inputs: {:?}, tolerance: {:?}, applies: &{:?}, check: {check}, page: {body:?}, cases: include_str!({:?}) }},",
        front.code,
        front.title,
        capitalized(&front.level),
        capitalized(&front.status),
        front.since,
        front.basis,
        front.inputs,
        front.tolerance,
        front.applies,
        folder.join("cases.md"),
    )?;
    Ok(())
}

fn split_front(text: &str) -> Result<(&str, &str), &'static str> {
    let rest = text.strip_prefix("+++\n").ok_or("rule.md 应以 +++ 开头")?;
    rest.split_once("\n+++\n").ok_or("rule.md 的元数据应以 +++ 结束")
}

fn check_headings(body: &str) -> Result<(), String> {
    let found: Vec<&str> = body.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    if found == HEADINGS {
        Ok(())
    } else {
        Err(format!("说明页的标题应依次为 {HEADINGS:?}，现为 {found:?}"))
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

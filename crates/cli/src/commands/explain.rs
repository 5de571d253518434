//! `jiheng explain`: the page of a rule.

use crate::CLEAN;
use crate::args::ExplainArgs;
use crate::say::{say, say_line};
use anyhow::{Result, bail};
use jiheng_law::Law;

pub(crate) fn run(args: &ExplainArgs) -> Result<u8> {
    let Some(rule) = jiheng_rules::rule(&args.code.to_ascii_uppercase()) else {
        bail!("没有编号为 {} 的规则；用 jiheng rules 查看全部规则", args.code);
    };
    let law = Law::builtin()?;
    say_line!("{} {}（{}，{}）", rule.code, rule.title, rule.family(), rule.level.text());
    say_line!("需要：{}", rule.inputs);
    say_line!("容差：{}", rule.tolerance);
    for id in rule.basis {
        if let Some(citation) = law.library.cite(id) {
            say_line!("条文 {id}：{citation}");
        }
    }
    say!("{}", rule.page);
    Ok(CLEAN)
}

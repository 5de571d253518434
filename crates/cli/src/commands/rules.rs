//! `jiheng rules`: every rule on a line.

use crate::CLEAN;
use crate::args::RulesArgs;
use crate::say::{say, say_line};
use anyhow::{Result, bail};
use jiheng_check::render::align;
use jiheng_rules::RULES;

pub(crate) fn run(args: &RulesArgs) -> Result<u8> {
    let wanted = |code: &str| args.family.is_none_or(|f| code.starts_with(f.to_ascii_uppercase()));
    let rows: Vec<Vec<String>> = RULES
        .iter()
        .filter(|r| wanted(r.code))
        .map(|r| vec![r.code.into(), r.family().into(), r.level.text().into(), r.title.into()])
        .collect();
    if rows.is_empty() {
        bail!("没有这一族规则；可用 G、I、B、C、P、L、S、T、F、U、Q");
    }
    say!("{}", align(&rows, &[]));
    say_line!("共 {} 条；用 jiheng explain 编号 查看说明", rows.len());
    Ok(CLEAN)
}

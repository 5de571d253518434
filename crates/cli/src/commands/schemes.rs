//! `jiheng schemes`: every scoring scheme on a line.

use crate::CLEAN;
use crate::args::SchemesArgs;
use crate::say::say;
use anyhow::Result;
use jiheng_check::render::align;
use jiheng_law::{Day, Law, SchemeKind};

pub(crate) fn run(_: &SchemesArgs) -> Result<u8> {
    let law = Law::builtin()?;
    let newest = Day::end_of(2099);
    let rows: Vec<Vec<String>> = law
        .schemes
        .iter()
        .map(|pack| {
            let kinds: Vec<&str> = pack
                .kinds
                .iter()
                .map(|k| match k {
                    SchemeKind::Department => "部门整体",
                    SchemeKind::Project => "项目",
                })
                .collect();
            let base = pack.at(newest).execution.base.text();
            vec![pack.id.clone(), pack.title.clone(), kinds.join("、"), format!("执行率：{base}")]
        })
        .collect();
    say!("{}", align(&rows, &[]));
    Ok(CLEAN)
}

//! `jiheng score`: the score with the way to every point.

use crate::args::{BaseArg, ScoreArgs};
use crate::say::{say, say_line};
use crate::{CLEAN, input};
use anyhow::{Result, anyhow, bail};
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_check::render::align;
use jiheng_law::{Base, Law};
use jiheng_rules::Prepared;
use jiheng_score::{Line, LineKind, Outcome, ScoreSheet, bases, score};

pub(crate) fn run(args: &ScoreArgs) -> Result<u8> {
    let law = Law::builtin()?;
    let input = input::single(&args.path)?;
    let name = input.name.clone();
    let bytes = input.bytes().map_err(|e| anyhow!("{name}：{e:#}"))?;
    let document = jiheng_document::read(&bytes).map_err(|e| anyhow!("{name}：{e}"))?;
    let prepared = Prepared::new(&document, &law, args.scheme.as_deref())
        .map_err(|id| anyhow!("没有名为 {id} 的评分方案；用 jiheng schemes 查看全部方案"))?;
    let evaluation = &prepared.facts.evaluation;
    if prepared.reported.lines.is_empty() {
        bail!("{name}：没有读到评分指标，无法复算");
    }
    say_line!(
        "方案：{}（{}；{}）",
        prepared.scheme.title,
        prepared.choice.id,
        prepared.choice.reason
    );
    let wanted = args.base.unwrap_or(BaseArg::Reported);
    match wanted.base() {
        Some(base) => say!("{}", sheet(&score(evaluation, &prepared.scheme, base), &law)),
        None => {
            say!("{}", sheet(&prepared.reported, &law));
            say!("{}", side_by_side(&prepared));
        }
    }
    Ok(CLEAN)
}

/// The sheet, each line with its trace and the articles.
fn sheet(sheet: &ScoreSheet, law: &Law) -> String {
    let mut out = String::new();
    for line in &sheet.lines {
        let indent = if line.kind == LineKind::Indicator { "    " } else { "  " };
        let shown = |points: Option<Decimal>| points.map_or_else(|| "–".into(), plain);
        out.push_str(&format!(
            "{indent}{}：分值 {}，自报 {}，复算 {}\n",
            line.name,
            shown(line.weight),
            shown(line.claimed),
            shown(line.computed)
        ));
        for step in trace(line, law) {
            out.push_str(&format!("{indent}    {step}\n"));
        }
    }
    let total = sheet.total.map_or_else(|| "无法复算".into(), plain);
    let claimed = sheet.claimed.map_or_else(|| "–".into(), plain);
    let grade = sheet.grade.as_deref().unwrap_or("–");
    let stand_in = if sheet.stand_in { "，含代用数" } else { "" };
    out.push_str(&format!(
        "  总分：自报 {claimed}，复算 {total}，等级“{grade}”（{}{stand_in}）\n",
        sheet.base.text()
    ));
    out
}

fn trace(line: &Line, law: &Law) -> Vec<String> {
    let mut steps: Vec<String> = line
        .trace
        .iter()
        .map(|step| match law.library.cite(&step.basis) {
            Some(citation) => format!("{}　依据：{citation}", step.text),
            None => step.text.clone(),
        })
        .collect();
    match &line.outcome {
        Outcome::Accepted(why) => steps.push(format!("按自报计：{why}")),
        Outcome::Unable(why) => steps.push(format!("无法复算：{why}")),
        Outcome::StandIn => steps.push("所需的数缺少，以括号中说明的数代用".into()),
        Outcome::Computed => {}
    }
    steps
}

/// The execution rate and the total by every base.
fn side_by_side(prepared: &Prepared) -> String {
    let evaluation = &prepared.facts.evaluation;
    let mut rows = vec![["口径", "执行率", "总分", "等级", "算式"].map(str::to_owned).to_vec()];
    for row in bases(&evaluation.budget) {
        rows.push(match &row.result {
            Ok(execution) => {
                let sheet = score(evaluation, &prepared.scheme, row.base);
                let mark = if execution.stand_in { "（代用数）" } else { "" };
                vec![
                    base_name(row.base, &prepared.scheme.execution.base),
                    execution.percent(),
                    sheet.total.map_or_else(|| "–".into(), plain),
                    sheet.grade.unwrap_or_else(|| "–".into()),
                    format!("{}：{}{mark}", execution.how, execution.calculation()),
                ]
            }
            Err(missing) => {
                vec![row.base.text().into(), "–".into(), "–".into(), "–".into(), missing.clone()]
            }
        });
    }
    format!("各口径并列（★为方案规定的口径）：\n{}", align(&rows, &[]))
}

fn base_name(base: Base, of_scheme: &Base) -> String {
    let star = if base == *of_scheme { "★" } else { "" };
    format!("{star}{}", base.text())
}

//! Scores that the author wrote although they follow from the data.

use super::Fault;
use jiheng_base::evaluation::Evaluation;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, round_half_up};
use jiheng_score::{Line, Outcome, ScoreSheet, bases};

/// Every claim that is not what the scheme gives.
pub(super) fn faults(evaluation: &Evaluation, sheet: &ScoreSheet) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        sheet.lines.iter().filter_map(|l| of_line(evaluation, l)).collect();
    if let Some(total) = sheet.total {
        for (at, claimed) in evaluation.totals.iter().enumerate() {
            faults.extend(differing(
                format!("evaluation.totals[{at}]"),
                "总分",
                claimed.value,
                total,
            ));
        }
    }
    if let (Some(claimed), Some(grade)) = (&evaluation.grade, &sheet.grade)
        && claimed.value != *grade
    {
        let what =
            format!("等级写的是“{}”，按方案评为“{grade}”；删去这一项，由系统评定", claimed.value);
        faults.push(Fault::new("evaluation.grade", what));
    }
    faults.extend(rate(evaluation, sheet));
    faults
}

/// The execution rate and what it divides, where the author wrote them.
fn rate(evaluation: &Evaluation, sheet: &ScoreSheet) -> Vec<Fault> {
    let budget = &evaluation.budget;
    let row = bases(budget).into_iter().find(|row| row.base == sheet.base);
    let Some(Ok(execution)) = row.map(|row| row.result) else { return Vec::new() };
    let claims = [
        ("reported_base", "预算数", &budget.reported_base, execution.budget),
        ("reported_executed", "执行数", &budget.reported_executed, execution.executed),
        ("reported_rate", "执行率", &budget.reported_rate, execution.rate),
    ];
    let differing = claims.into_iter().filter_map(|(field, of, claimed, computed)| {
        let claimed = claimed.as_ref()?.value;
        // A rate may be written with fewer decimals.
        let computed = round_half_up(computed, claimed.scale());
        differing(format!("evaluation.budget.{field}"), of, claimed, computed)
    });
    differing.collect()
}

fn of_line(evaluation: &Evaluation, line: &Line) -> Option<Fault> {
    if !matches!(line.outcome, Outcome::Computed | Outcome::StandIn) {
        return None;
    }
    let path = match line.indicator {
        Some(at) => format!("evaluation.indicators[{at}].score"),
        None => {
            let at = evaluation.dimensions.iter().position(|d| d.name == line.name)?;
            format!("evaluation.dimensions[{at}].scores")
        }
    };
    differing(path, &format!("“{}”得分", line.name), line.claimed?, line.computed?)
}

fn differing(path: String, of: &str, claimed: Decimal, computed: Decimal) -> Option<Fault> {
    (claimed != computed).then(|| {
        let (claimed, computed) = (plain(claimed), plain(computed));
        let what =
            format!("{of}写的是{claimed}，按方案算得{computed}；空着由系统计算，或核对所依据的数");
        Fault::new(path, what)
    })
}

//! Scores that the author wrote although they follow from the data.

use super::Fault;
use jiheng_base::Decimal;
use jiheng_base::evaluation::Evaluation;
use jiheng_base::exact::plain;
use jiheng_score::{Line, Outcome, ScoreSheet};

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
    faults
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
        let what = format!(
            "{of}写的是{claimed}，按方案算得{computed}；空着由系统计算，或核对指标值和完成值"
        );
        Fault::new(path, what)
    })
}

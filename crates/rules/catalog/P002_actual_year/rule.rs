//! An actual value is of the year reported on.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let mut looked = false;
    let mut findings = Vec::new();
    for indicator in &cx.evaluation().indicators {
        let (Some(printed), Some(actual)) = (&indicator.actual_year, &indicator.actual) else {
            continue;
        };
        let Some(place) = printed.place.zip(actual.place).map(|(a, b)| a.join(b)) else { continue };
        looked = true;
        if printed.value != year {
            let message = format!(
                "“{}”的完成值写为{}年，报告年度为{year}年",
                indicator.title(),
                printed.value
            );
            findings.push(
                Finding::new("P002", Level::Error, place, message, "改为报告年度，并核对数值")
                    .compare(format!("{year}年"), format!("{}年", printed.value)),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

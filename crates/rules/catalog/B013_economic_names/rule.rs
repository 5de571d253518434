//! Items of the economic classification by their proper names.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for id in cx.plain_money() {
        let figure = cx.figure(id);
        if cx.law.economic.by_name(&figure.label).is_some() {
            looked = true;
            continue;
        }
        let Some(class) = cx.law.economic.by_short_name(&figure.label) else { continue };
        looked = true;
        let message = format!("“{}”应为“{}”（{}）", figure.label, class.name, class.code);
        let action = format!("改为“{}”", class.name);
        findings.push(
            Finding::new("B013", Level::Note, figure.span, message, action)
                .compare(class.name.clone(), figure.label.clone()),
        );
    }
    Verdict::of_looked(findings, looked)
}

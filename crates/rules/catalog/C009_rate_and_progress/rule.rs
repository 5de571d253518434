//! A high rate of execution and complaints of slow spending.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Words};

static SUBJECTS: Words =
    Words::new(&["支出进度", "执行进度", "支付进度", "资金支出率", "预算支出率", "资金使用率"]);
static SLOW: Words =
    Words::new(&["较低", "偏低", "缓慢", "较慢", "过低", "率低", "不高", "进度低"]);
static LIMITED: Words = Words::new(&["上半年", "季度", "个别", "部分", "月", "前三"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(rate) = &cx.evaluation().budget.reported_rate else { return Verdict::NotApplicable };
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (at, subject) in SUBJECTS.matches(text) {
            let (start, end) = clause_around(text, at);
            let clause = &text[start..end];
            // The judgement follows its subject closely.
            let tail: String = text[at + subject.len()..end].chars().take(6).collect();
            let slow = SLOW.any_in(&tail)
                || clause[..at - start + subject.len()].ends_with("率") && tail.starts_with('低');
            let limited = LIMITED.any_in(clause);
            if !slow || limited {
                continue;
            }
            looked = true;
            if rate.value >= Decimal::new(95, 2) {
                let percent = (rate.value * Decimal::ONE_HUNDRED).normalize();
                let message = format!("执行率为{percent}%，又说“{}”", clause.trim());
                let from = start + lead(clause);
                let finding = Finding::new(
                    "C009",
                    Level::Doubt,
                    Place::new(node, from, end),
                    message,
                    "核对执行率口径，或删去不实的问题",
                );
                findings.push(finding.using_all(rate.place.map(|p| cx.widen(p)), Role::Against));
            }
        }
    }
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, looked)
}

/// Numbers of items before the clause.
fn lead(clause: &str) -> usize {
    ["一是", "二是", "三是", "存在的问题："]
        .iter()
        .find_map(|w| clause.find(w).map(|at| at + w.len()))
        .unwrap_or(0)
}

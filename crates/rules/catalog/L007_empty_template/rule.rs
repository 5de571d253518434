//! An empty form is no report.

use crate::section::subject_place;
use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.facts.subject.kind != Kind::Template {
        return Verdict::Pass;
    }
    let message = "这是一份空白样张，没有填写，其他规则不再核对";
    let action = "填写后再核对；误传了样张的，换成正式的报告";
    Verdict::of(vec![Finding::new("L007", Level::Error, subject_place(cx), message, action)])
}

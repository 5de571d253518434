//! No indicator twice.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    const MIN_CHARS: usize = 5;
    let names: Vec<(&str, Place)> = cx
        .evaluation()
        .indicators
        .iter()
        .flat_map(|i| &i.names)
        .filter(|n| n.value.chars().count() >= MIN_CHARS)
        .filter_map(|n| Some((n.value.as_str(), n.place?)))
        .collect();
    let mut findings = Vec::new();
    for (at, (name, place)) in names.iter().enumerate() {
        let twin = names[at + 1..]
            .iter()
            .find(|(other, _)| ends_with(other, name) || ends_with(name, other));
        if let Some((other, twin)) = twin {
            let message = if name == other {
                format!("指标“{name}”列了两次")
            } else {
                format!("指标“{name}”与“{other}”疑为同一指标")
            };
            findings.push(
                Finding::new("G013", Level::Doubt, *place, message, "合并重复的指标，重新分配分值")
                    .using(*twin, Role::Against, "重复"),
            );
        }
    }
    Verdict::of_looked(findings, !names.is_empty())
}

/// 效益—可持续影响 is 可持续影响 with the way to it.
fn ends_with(long: &str, short: &str) -> bool {
    long.strip_suffix(short).is_some_and(|before| !before.ends_with(['—', '-', '－']))
}

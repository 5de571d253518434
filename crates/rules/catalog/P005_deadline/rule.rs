//! A deadline lies behind the notice and before nothing that it binds.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::DateMention;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let mut year = None;
    let mut dates: Vec<(&DateMention, u32)> = Vec::new();
    for mention in &cx.facts.dates {
        year = mention.date.year.or(year);
        if let (Some(year), Some(month), Some(day)) = (year, mention.date.month, mention.date.day) {
            dates.push((
                mention,
                u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day),
            ));
        }
    }
    for (deadline, limit) in dates.iter().filter(|(d, _)| is_deadline(d)) {
        let here = || dates.iter().filter(|(d, _)| d.place.node == deadline.place.node);
        let notice = here().find(|(d, _)| {
            has(d, &["接到通知", "收到通知", "印发", "召开部署会", "下发通知", "部署"])
                || is_sent_out(cx, d)
        });
        if let Some((notice, day)) = notice {
            looked = true;
            if limit < day {
                let message =
                    format!("截止日期{}早于{}", cx.quote(deadline.place), told(cx, notice));
                let place = clause(cx, deadline);
                findings.push(
                    Finding::new("P005", Level::Error, place, message, "核对日期").using(
                        clause(cx, notice),
                        Role::Against,
                        "",
                    ),
                );
                continue;
            }
        }
        let sent = here().find(|(d, _)| {
            !is_deadline(d)
                && ["报送", "上报", "报县", "报市", "报财政", "报主管"]
                    .iter()
                    .any(|w| d.tail.starts_with(w))
        });
        if let Some((sent, day)) = sent {
            looked = true;
            if day > limit {
                let message = format!("{}晚于截止日期{}", told(cx, sent), cx.quote(deadline.place));
                let place = clause(cx, sent);
                findings.push(
                    Finding::new(
                        "P005",
                        Level::Doubt,
                        place,
                        message,
                        "核对日期，确已逾期的说明原因",
                    )
                    .using(clause(cx, deadline), Role::Against, ""),
                );
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_deadline(mention: &DateMention) -> bool {
    let after = mention.tail.strip_prefix('前').or_else(|| mention.tail.strip_prefix("之前"));
    after.is_some_and(|rest| {
        ["报", "上报", "提交", "完成", "报送", "送"].iter().any(|w| rest.starts_with(w))
    })
}

/// 8月21日，区财政局向13个部门发出整改通知书: the words behind the comma that follows the date.
fn is_sent_out(cx: &Context, mention: &DateMention) -> bool {
    let text = cx.document.text(mention.place.node);
    let behind = text.get(mention.place.end as usize..).unwrap_or("");
    let clause = behind.strip_prefix('，').and_then(|rest| rest.split(['，', '。', '；']).next());
    let has = |clause: &str, words: &[&str]| words.iter().any(|w| clause.contains(w));
    clause.is_some_and(|c| {
        has(c, &["发出", "印发", "下发", "下达"]) && has(c, &["通知", "整改", "要求"])
    })
}

fn has(mention: &DateMention, words: &[&str]) -> bool {
    let near: String = mention.tail.chars().take(10).collect();
    words.iter().any(|w| near.contains(w))
}

fn told(cx: &Context, mention: &DateMention) -> String {
    let tail: String = mention.tail.chars().take(6).collect();
    format!("{}{tail}", cx.quote(mention.place))
}

fn clause(cx: &Context, mention: &DateMention) -> Place {
    let text = cx.document.text(mention.place.node);
    let (start, end) = crate::text::clause_around(text, mention.place.start as usize);
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    let start = start + lead;
    let opener = ["要求"].iter().find(|w| text[start..].starts_with(**w)).map_or(0, |w| w.len());
    Place::new(mention.place.node, start + opener, end)
}

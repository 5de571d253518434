//! Tasks that have ended are not work in hand.

use crate::text::in_title;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Words};
use jiheng_law::{Confidence, Term};

/// Behind or before the words, these tell of the past.
static LOOKING_BACK: Words =
    Words::new(&["期间", "时期", "以来", "末期", "时代", "年代", "末，", "废止"]);
const EARLIER: &[&str] = &["原", "自", "继", "打赢", "取得", "圆满完成"];

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        let outdated = cx.law.terms.find_in(text).filter(|(_, term)| term.until < year);
        for (at, term) in outdated {
            if !in_title(text, at.start) && !looks_back(text, at.start, at.end) {
                let place = Place::new(node, at.start, at.end);
                findings.push(finding(&text[at], term, year, place));
            }
        }
    }
    Verdict::of(findings)
}

fn looks_back(text: &str, start: usize, end: usize) -> bool {
    let after: String = text[end..].chars().take(6).collect();
    let sentence = text[..start].rfind(['。', '；']).map_or(0, |i| i + 3);
    let before = &text[sentence..start];
    LOOKING_BACK.any_in(&after)
        || EARLIER.iter().any(|w| before.ends_with(w))
        || before.contains("上溯")
        || before.contains("曾")
        || before.contains("废止")
}

fn finding(word: &str, term: &Term, year: u16, place: Place) -> Finding {
    let level = if term.level.as_deref() == Some("note") { Level::Note } else { Level::Doubt };
    let sure = match term.confidence {
        Some(Confidence::Medium | Confidence::Low) => "（把握中等，待核）",
        _ => "",
    };
    let message = format!("{year}年度报告写“{word}”：{}{sure}", term.why);
    let action = match &term.say {
        Some(say) => format!("改为现行提法，如“{say}”；确是回顾的写明时间"),
        None => "删去或改为现行的任务；确是回顾的写明时间".to_owned(),
    };
    Finding::new("P006", level, place, message, action)
}

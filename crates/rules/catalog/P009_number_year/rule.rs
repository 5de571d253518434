//! The number of a document carries the year of its issue.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::DateMention;

/// What is done with the document behind its number.
const ISSUES: &[&str] = &["批复", "印发", "下达", "批准", "核准", "备案", "下发", "发布"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for issued in issued(text) {
            let Some(date) = date_of(cx, node, text, &issued) else { continue };
            let Some(year) = date.date.year else { continue };
            looked = true;
            if year == issued.year {
                continue;
            }
            // The last number of a year may go out in January.
            let may_be = date.date.month == Some(1) && year == issued.year + 1;
            let level = if may_be { Level::Doubt } else { Level::Error };
            let place = Place::new(node, date.place.start as usize, issued.end);
            let message = format!("{}发文，文号的年份是{}", cx.quote(date.place), issued.year);
            findings.push(
                Finding::new("P009", level, place, message, "核对发文日期和文号")
                    .compare(format!("〔{year}〕"), format!("〔{}〕", issued.year)),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 以清发改〔2021〕86号批复
struct Issued {
    year: u16,
    /// Where 以 stands.
    start: usize,
    /// One past what is done with it.
    end: usize,
}

fn issued(text: &str) -> impl Iterator<Item = Issued> {
    const MAX_NAME: usize = 16;
    text.match_indices(['〔', '［', '[']).filter_map(move |(at, open)| {
        let inner = &text[at + open.len()..];
        let year: u16 = inner.get(..4)?.parse().ok()?;
        let rest = inner[4..].strip_prefix(['〕', '］', ']'])?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].strip_prefix('号').filter(|_| digits > 0)?;
        let verb = ISSUES.iter().find(|w| behind.starts_with(**w))?;
        let start = text[..at].rfind('以')?;
        let name = &text[start + "以".len()..at];
        let is_name = name.chars().count() <= MAX_NAME && name.chars().all(char::is_alphabetic);
        let end = text.len() - behind.len() + verb.len();
        is_name.then_some(Issued { year, start, end })
    })
}

/// The date that opens the clause of the issue: the last one before it in its sentence.
fn date_of<'a>(
    cx: &Context<'a>,
    node: jiheng_base::NodeId,
    text: &str,
    issued: &Issued,
) -> Option<&'a DateMention> {
    let date = cx
        .facts
        .dates
        .iter()
        .rfind(|d| d.place.node == node && (d.place.end as usize) <= issued.start)?;
    let between = &text[date.place.end as usize..issued.start];
    let apart = between.contains(['。', '；', '》', '）']) || between.matches('，').count() > 1;
    (date.date.month.is_some() && !date.quoted && !apart).then_some(date)
}

//! Numbers of one level are written in one way.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::outline::{Entry, NumberStyle};

pub(super) fn check(cx: &Context) -> Verdict {
    let arabic: Vec<&Entry> = cx
        .facts
        .outline
        .entries
        .iter()
        .filter(|e| e.number.as_ref().is_some_and(|n| n.style == NumberStyle::Arabic))
        .collect();
    let (comma, point): (Vec<&Entry>, Vec<&Entry>) =
        arabic.iter().partition(|e| e.number.as_ref().is_some_and(|n| n.printed.contains('、')));
    let (Some(wrong), Some(right)) = (comma.first(), point.first()) else {
        return Verdict::of_looked(Vec::new(), !arabic.is_empty());
    };
    let message = format!("序号有的写“1.”（{}处），有的写“1、”（{}处）", point.len(), comma.len());
    let finding = Finding::new("F005", Level::Note, line(cx, wrong), message, "统一写“1.”");
    Verdict::of(vec![finding.using(line(cx, right), Role::Against, "")])
}

/// The number with the words up to the first full stop.
fn line(cx: &Context, entry: &Entry) -> Place {
    let text = cx.document.text(entry.node);
    let start = entry.place.start as usize;
    let end = text[start..].find('。').map_or(text.len(), |i| start + i + '。'.len_utf8());
    Place::new(entry.node, start, end)
}

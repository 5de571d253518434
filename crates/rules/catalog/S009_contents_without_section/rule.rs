//! What the table of contents lists stands in the document.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};
use jiheng_facts::wording::squeeze;

/// Shorter lists are no table of contents.
const MIN_ENTRIES: usize = 3;
const MAX_CHARS: usize = 40;

pub(super) fn check(cx: &Context) -> Verdict {
    let entries = match listed_apart(cx) {
        apart if apart.is_empty() => listed_in_text(cx),
        apart => apart,
    };
    if entries.len() < MIN_ENTRIES {
        return Verdict::NotApplicable;
    }
    let body = body(cx, &entries);
    let names: Vec<String> = entries.iter().map(|(_, title)| plain(bare(title))).collect();
    let missing: Vec<&(NodeId, String)> = entries
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_collective(&entries, *at))
        .filter(|(at, _)| !body.iter().any(|line| bears(line, &names[*at], &names)))
        .map(|(_, entry)| entry)
        .collect();
    // A list of which hardly anything comes again is no table of contents of this document.
    if missing.len() * 2 > entries.len() {
        return Verdict::Unable("目录与正文的标题大多对不上，可能正文没有读全".into());
    }
    let findings = missing.into_iter().map(|(node, title)| finding(cx, *node, title)).collect();
    Verdict::of(findings)
}

/// The entries of a table of contents that the reader told from the body.
fn listed_apart(cx: &Context) -> Vec<(NodeId, String)> {
    let lines = cx.document.contents().map(|(node, text)| (node, title(&squeeze(text))));
    lines.filter(|(_, title)| is_entry(title)).collect()
}

/// The entries behind “目录” in the text itself.
fn listed_in_text(cx: &Context) -> Vec<(NodeId, String)> {
    let paragraphs: Vec<(NodeId, String)> = cx
        .paragraphs()
        .map(|(node, text)| (node, squeeze(text)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let Some(start) = paragraphs.iter().position(|(_, text)| text == "目录") else {
        return Vec::new();
    };
    paragraphs[start + 1..]
        .iter()
        .map(|(node, text)| (*node, title(text)))
        .scan(Vec::new(), |seen: &mut Vec<String>, (node, title)| {
            // The number or the title that comes again opens the document itself.
            let restarts = seen.first().is_some_and(|first| number(first) == number(&title));
            let again = restarts || seen.contains(&title);
            let goes_on = is_entry(&title) && !again;
            seen.push(title.clone());
            goes_on.then_some((node, title))
        })
        .collect()
}

fn is_entry(title: &str) -> bool {
    opens_with_number(title) && title.chars().count() <= MAX_CHARS
}

/// A title in Chinese numerals over a list in Arabic ones (五、部门预算表 1.收支总表 …) needs no page of
/// its own.
fn is_collective(entries: &[(NodeId, String)], at: usize) -> bool {
    let is_inner = |at: usize| {
        entries.get(at).is_some_and(|(_, t)| t.starts_with(|c: char| c.is_ascii_digit()))
    };
    !is_inner(at) && is_inner(at + 1)
}

/// An entry without its dots and page number.
fn title(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || "-—－".contains(c));
    text.trim_end_matches(|c: char| "….·．-—_".contains(c)).to_owned()
}

fn opens_with_number(title: &str) -> bool {
    let rest = without_number(title);
    rest.len() < title.len() && !rest.is_empty() && !rest.contains(['。', '，', '；'])
}

fn number(title: &str) -> &str {
    &title[..title.len() - without_number(title).len()]
}

fn without_number(title: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十0123456789";
    let rest = title.strip_prefix('第').unwrap_or(title).trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
    if after.len() == rest.len() {
        return title;
    }
    let after = ["部分", "章", "节"].iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    after.trim_start_matches(['、', '）', ')', '.', '．', '：', ':'])
}

/// A title without its number and the words that only say whose it is.
fn bare(title: &str) -> &str {
    let name = without_number(title);
    let own = ["本部门", "本单位", "部门", "单位"].iter().find_map(|w| name.strip_prefix(w));
    own.filter(|rest| rest.chars().count() >= 3).unwrap_or(name)
}

/// The lines behind the table of contents, and each with the next: a long title takes two.
fn body(cx: &Context, entries: &[(NodeId, String)]) -> Vec<String> {
    let is_apart = cx.document.contents().next().is_some();
    let last = entries.last().filter(|_| !is_apart).map(|(node, _)| *node);
    let behind = cx.texts().filter(|(node, _)| Some(*node) > last);
    let lines: Vec<String> = behind.map(|(_, text)| plain(text)).collect();
    let pairs = lines.windows(2).map(|pair| pair.concat());
    pairs.chain(lines.iter().cloned()).collect()
}

/// 其他重要事项的情况说明 is the title 其他重要事项说明.
fn plain(text: &str) -> String {
    squeeze(text).replace('的', "").replace("情况", "")
}

/// A line is the title, or ends with it and with no longer title of the list; a sentence may open
/// with it.
fn bears(line: &str, name: &str, names: &[String]) -> bool {
    let line = line.trim_end_matches(['：', ':', '。']);
    let is_longer =
        |n: &String| n.len() > name.len() && n.ends_with(name) && line.ends_with(n.as_str());
    let own_line = line.ends_with(name) && !names.iter().any(is_longer);
    own_line || without_number(line).starts_with(name) || line.contains(&format!("{name}（"))
}

fn finding(cx: &Context, node: NodeId, title: &str) -> Finding {
    let place = Place::new(node, 0, cx.document.text(node).trim_end().len());
    let message = format!("目录列有“{title}”，正文中没有");
    Finding::new("S009", Level::Doubt, place, message, "补上所缺的内容，或更新目录")
}

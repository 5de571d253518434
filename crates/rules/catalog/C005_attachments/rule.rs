//! Attachments that the text refers to are listed.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role};
use jiheng_facts::lex::{self, TokenKind};

const KIND: &str = "附件";

pub(super) fn check(cx: &Context) -> Verdict {
    let lists = listed(cx);
    let (Some(first), Some(last)) = (lists.first(), lists.last()) else {
        return Verdict::NotApplicable;
    };
    let count = lists.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let list_nodes: Vec<NodeId> = lists.iter().map(|(place, _)| place.node).collect();
    let mut looked = false;
    let mut findings = Vec::new();
    let refers = |(node, text): &(NodeId, &str)| text.contains(KIND) && !list_nodes.contains(node);
    for (node, text) in cx.paragraphs().filter(refers) {
        for token in lex::scan(text) {
            let TokenKind::Reference(reference) = &token.kind else { continue };
            let Some(number) = number(&reference.number).filter(|_| reference.kind == KIND) else {
                continue;
            };
            looked = true;
            if number > count {
                let place = Place::new(node, token.start, token.end);
                let message = format!("引用附件{number}，附件目录只到附件{count}");
                findings.push(
                    Finding::new("C005", Level::Error, place, message, "改正引用，或补上附件")
                        .using(first.0.join(last.0), Role::Against, "附件目录"),
                );
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn number(printed: &str) -> Option<u32> {
    printed.parse().ok()
}

/// Entries of the list of attachments with their numbers; a single one without a number is 1.
fn listed(cx: &Context) -> Vec<(Place, u32)> {
    let mut found: Vec<(Place, u32)> = Vec::new();
    let mut open = false;
    for (node, text) in cx.paragraphs() {
        let trimmed = text.trim_start();
        let whole = Place::new(node, text.len() - trimmed.len(), text.len());
        if let Some(rest) = trimmed
            .strip_prefix(KIND)
            .filter(|r| r.starts_with(['：', ':']) || starts_with_number(r))
        {
            let rest = rest.trim_start_matches(['：', ':', ' ']);
            found.push((whole, leading(rest).unwrap_or(1)));
            // 附件：1.自评表　2.明细 in one line.
            let inner = rest.split([' ', '\u{3000}', '；']).skip(1).map(str::trim);
            for number in inner.filter_map(leading) {
                if found.last().is_some_and(|(_, last)| number == last + 1) {
                    found.push((whole, number));
                }
            }
            open = true;
        } else if let Some(number) =
            leading(trimmed).filter(|n| open && found.last().is_some_and(|(_, l)| *n == l + 1))
        {
            found.push((whole, number));
        } else {
            open = false;
        }
    }
    found
}

/// 附件1： opens an entry; 附件1和附件2 in a sentence does not.
fn starts_with_number(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && rest[digits..].starts_with(['：', ':', ' ', '.'])
}

fn leading(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let closes = text[digits..].starts_with(['.', '．', '、', '：', ':', ' ']);
    text[..digits].parse().ok().filter(|_| closes)
}

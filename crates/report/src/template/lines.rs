//! What a line of a filled-in template stands for.

use super::Part;
use crate::paper::{self, Block};

/// What a line stands for; nothing where it names a part that there is not, and no block where the
/// data has nothing for it.
pub(super) fn blocks(line: &str, part: Part) -> Option<Vec<Block>> {
    if let Some(words) = line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) {
        return match words.split_once('：').unwrap_or((words, "")) {
            ("附件", name) => Some(vec![Block::Attachment(name.to_owned())]),
            (kind, name) => part(kind, name),
        };
    }
    if let Some(text) = line.strip_prefix("# ") {
        return Some(vec![Block::Title(paper::title_lines(text).join("\n"))]);
    }
    if let Some(text) = line.strip_prefix("#- ") {
        return Some(vec![Block::Subtitle(text.to_owned())]);
    }
    let level = (1..=4).find_map(|level| {
        let mark = "#".repeat(usize::from(level) + 1) + " ";
        Some((level, line.strip_prefix(&mark)?))
    });
    Some(vec![match level {
        Some((level, text)) => Block::Heading { level, text: text.to_owned() },
        None => Block::Paragraph(line.to_owned()),
    }])
}

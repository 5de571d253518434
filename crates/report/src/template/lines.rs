//! What a line of a filled-in template stands for.

use super::{GAP_CLOSES, GAP_OPENS};
use crate::Settled;
use crate::form::chart;
use crate::paper::{self, Block, Table};

/// What a line stands for; nothing where it names a part that there is not, and an empty line where
/// the data has nothing for it.
pub(super) fn block(line: &str, settled: &Settled) -> Option<Vec<Block>> {
    if let Some(part) = line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) {
        return self::part(part, settled);
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

fn part(part: &str, settled: &Settled) -> Option<Vec<Block>> {
    match part.split_once('：').unwrap_or((part, "")) {
        ("表", name) => Table::named(name, settled).map(|table| vec![Block::Table(table)]),
        ("图", name) => {
            chart::named(name, settled).map(|chart| chart.map(Block::Chart).into_iter().collect())
        }
        ("附件", name) => Some(vec![Block::Attachment(name.to_owned())]),
        ("落款", "") => {
            let submission = &settled.submission;
            let unit = submission.evaluation.unit.as_ref()?.value.clone();
            let day = submission.words.signed_on.clone();
            let day = day.unwrap_or_else(|| format!("{GAP_OPENS}成文日期{GAP_CLOSES}"));
            Some(vec![Block::Signature { unit, day }])
        }
        _ => None,
    }
}

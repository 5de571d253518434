//! Lines of a paragraph that are paragraphs to whoever typed them.

use crate::model::Anchor;
use crate::plain::wrap::{ends_sentence, starts_item};

/// A paragraph parted where a line break stands for a paragraph mark: behind a sentence, before an
/// item or before an indented line. Other breaks only divide a line (a title in two).
pub(super) fn parted(text: String, anchors: Vec<Anchor>) -> Vec<(String, Vec<Anchor>)> {
    let mut starts = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| {
        let (before, after) = (&text[..at - 1], &text[*at..]);
        let line = after.split('\n').next().unwrap_or_default();
        let is_line = !before.trim().is_empty() && !line.trim().is_empty();
        is_line && (ends_sentence(before) || starts_item(line) || is_indented(line))
    }));
    if starts.len() == 1 {
        return vec![(text, anchors)];
    }
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| (text[*from..to].to_owned(), within(&anchors, *from, to)))
        .collect()
}

fn is_indented(line: &str) -> bool {
    line.starts_with("\u{3000}\u{3000}") || line.starts_with("    ")
}

/// The anchors of a stretch, counted from its start.
fn within(anchors: &[Anchor], from: usize, to: usize) -> Vec<Anchor> {
    let first = anchors.iter().rposition(|a| a.at as usize <= from).unwrap_or(0);
    let here = anchors.iter().skip(first).take_while(|a| (a.at as usize) < to);
    here.map(|a| Anchor { at: (a.at as usize).saturating_sub(from) as u32, ..*a }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        parted(text.to_owned(), vec![Anchor::default()]).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_break_behind_a_sentence_or_before_an_item_parts() {
        assert_eq!(parts("甲得5分。\n2.乙得4分。").len(), 2);
        assert_eq!(parts("附件：1.部门自评表\n　　　2.项目自评表").len(), 2);
        assert_eq!(parts("一、概况\n（一）职责").len(), 2);
        assert_eq!(
            parts("清河县民政局\n2023年度部门整体支出绩效自评报告"),
            ["清河县民政局\n2023年度部门整体支出绩效自评报告"]
        );
        assert_eq!(parts("甲。\n\n").len(), 1);
    }

    #[test]
    fn anchors_count_from_the_line() {
        let run = |at, run| Anchor { at, run: Some(run), ..Anchor::default() };
        let text = "甲。\n乙丙。";
        let second = &parted(text.to_owned(), vec![run(0, 1), run(10, 2)])[1];
        assert_eq!(second.0, "乙丙。");
        assert_eq!(second.1, [run(0, 1), run(3, 2)]);
    }
}

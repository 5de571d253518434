//! The outline: numbered headings and items, how they nest, and where their numbers break.

mod number;

pub use number::{ItemNumber, NumberStyle};

use jiheng_base::{NodeId, Place};
use jiheng_document::{Block, Document, Paragraph};

/// The style of the number that a text opens with.
pub(crate) fn style_at_start(text: &str) -> Option<NumberStyle> {
    number::at_start(text).map(|found| found.number.style)
}

/// A heading or numbered item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The paragraph that it opens.
    pub node: NodeId,
    /// Its number; `None` for a heading that only its style marks.
    pub number: Option<ItemNumber>,
    /// The number and title together.
    pub place: Place,
    /// The title: up to the first full stop or colon.
    pub title: String,
    /// The entry that it stands under.
    pub parent: Option<usize>,
    /// The paragraph goes on after the title.
    pub has_body: bool,
}

/// A number that does not follow from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SequenceFault {
    /// The entry with the wrong number.
    pub entry: usize,
    /// The entry that it follows; `None` when it is the first of its list.
    pub previous: Option<usize>,
    /// The number that should stand there.
    pub expected: u32,
}

/// The outline of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings and items in reading order.
    pub entries: Vec<Entry>,
    /// Broken numbers.
    pub faults: Vec<SequenceFault>,
    /// For each text of the document, the entry that it stands under.
    under: Vec<Option<usize>>,
}

/// Titles are no longer than this, in characters.
const MAX_TITLE_CHARS: usize = 60;

impl Outline {
    pub(crate) fn read(document: &Document) -> Self {
        let mut outline = Self { under: vec![None; document.nodes.len()], ..Self::default() };
        let mut stack: Vec<Open> = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if let Some(entry) = entry_of(document, paragraph) {
                        outline.add(entry, &mut stack);
                    }
                    outline.under[paragraph.node.index()] = stack.last().map(|o| o.entry);
                }
                Block::Table(table) => {
                    for cell in &table.cells {
                        outline.under[cell.node.index()] = stack.last().map(|o| o.entry);
                    }
                }
            }
        }
        outline
    }

    fn add(&mut self, mut entry: Entry, stack: &mut Vec<Open>) {
        let index = self.entries.len();
        let Some(number) = &entry.number else {
            stack.clear();
            stack.push(Open { entry: index, style: None, ordinal: 0 });
            self.entries.push(entry);
            return;
        };
        let (style, ordinal) = (number.style, number.ordinal);
        let open = stack.iter().rposition(|o| o.style == Some(style));
        let continues = open.filter(|&at| ordinal == stack[at].ordinal + 1);
        // A new list starts at one; it may reuse the style of an enclosing list.
        let at = match (continues, open) {
            (Some(at), _) => Some(at),
            (None, Some(at)) if ordinal == 1 && stack[at].ordinal != 0 => {
                let deeper = stack.len() > at + 1 || self.opens_list(stack[at].entry);
                (!deeper).then_some(at).or(None)
            }
            (None, Some(at)) => Some(at),
            (None, None) => None,
        };
        match at {
            Some(at) => {
                let previous = stack[at].entry;
                if continues.is_none() {
                    let expected = stack[at].ordinal + 1;
                    self.faults.push(SequenceFault {
                        entry: index,
                        previous: Some(previous),
                        expected,
                    });
                }
                stack.truncate(at);
            }
            None if ordinal != 1 => {
                self.faults.push(SequenceFault { entry: index, previous: None, expected: 1 });
            }
            None => {}
        }
        entry.parent = stack.last().map(|o| o.entry);
        stack.push(Open { entry: index, style: Some(style), ordinal });
        self.entries.push(entry);
    }

    /// An entry without text of its own can have a list of any style under it.
    fn opens_list(&self, entry: usize) -> bool {
        self.entries.get(entry).is_some_and(|e| !e.has_body || e.title.chars().count() <= 20)
    }

    /// The entry that a text stands under.
    #[must_use]
    pub fn entry_of(&self, node: NodeId) -> Option<usize> {
        *self.under.get(node.index())?
    }

    /// The entry and those above it, innermost first.
    pub fn ancestors(&self, entry: Option<usize>) -> impl Iterator<Item = &Entry> {
        let mut next = entry;
        std::iter::from_fn(move || {
            let entry = self.entries.get(next?)?;
            next = entry.parent;
            Some(entry)
        })
    }

    /// Whether a text stands under an entry whose title holds one of the words.
    #[must_use]
    pub fn is_under(&self, node: NodeId, words: &[&str]) -> bool {
        self.ancestors(self.entry_of(node)).any(|e| words.iter().any(|w| e.title.contains(w)))
    }
}

struct Open {
    entry: usize,
    style: Option<NumberStyle>,
    ordinal: u32,
}

fn entry_of(document: &Document, paragraph: &Paragraph) -> Option<Entry> {
    let text = document.text(paragraph.node);
    let automatic = paragraph.numbering.as_deref().and_then(number::at_start);
    let printed = number::at_start(text);
    let body = printed.as_ref().map_or(text.len() - text.trim_start().len(), |n| n.bytes);
    let number = printed.or(automatic);
    if number.is_none() && paragraph.style_level.is_none() {
        return None;
    }
    let rest = &text[body..];
    let title_end = rest.find(['。', '：', '；', '\n']).unwrap_or(rest.len());
    let title = rest[..title_end].trim();
    // A long sentence behind a number is an item without a title.
    let title = if title.chars().count() > MAX_TITLE_CHARS { "" } else { title };
    let start = text.len() - text.trim_start().len();
    let end = if title.is_empty() { body } else { body + title_end };
    Some(Entry {
        node: paragraph.node,
        number: number.map(|n| n.number),
        place: Place::new(paragraph.node, start, end.max(start)),
        title: title.to_owned(),
        parent: None,
        has_body: rest[title_end..].chars().count() > 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Outline {
        Outline::read(&jiheng_document::read(text.as_bytes()).unwrap())
    }

    fn faults(text: &str) -> Vec<(String, u32)> {
        let outline = outline(text);
        outline
            .faults
            .iter()
            .map(|f| (outline.entries[f.entry].title.clone(), f.expected))
            .collect()
    }

    #[test]
    fn sound_lists_have_no_fault() {
        let text = "一、结论\n（一）得分\n1.执行率。很高。\n2.目标。\n（二）问题\n1、甲。\n2、乙。\n二、材料\n（一）情况\n1.收支一百万元。\n重点工作：\n（一）投资\n（二）产业\n2.目标。\n（二）自评\n";
        assert_eq!(faults(text), []);
        let outline = outline(text);
        let last = outline.entries.last().unwrap();
        assert_eq!(outline.entries[last.parent.unwrap()].title, "材料");
    }

    #[test]
    fn doubled_and_skipped_numbers_are_faults() {
        assert_eq!(
            faults("一、甲\n二、乙\n二、丙\n四、丁\n"),
            [("丙".into(), 3), ("丁".into(), 3)]
        );
        assert_eq!(faults("（一）甲\n1.子。\n3.丑。\n（二）乙\n"), [("丑".into(), 2)]);
        assert_eq!(
            faults("（一）甲\n（二）乙\n（三）丙\n（三）丁\n（五）戊\n"),
            [("丁".into(), 4), ("戊".into(), 4)]
        );
    }
}

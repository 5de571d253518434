//! From a place in the document to the spots in the XML between which its words stand.

use jiheng_base::Place;
use jiheng_document::{Document, DocxSource, Node, SourcePiece};
use std::collections::BTreeMap;

/// A spot where a mark can be put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// Between two elements of a paragraph.
    Outside(usize),
    /// Between two children of a run.
    BetweenChildren {
        /// Index of the host.
        host: usize,
        at: usize,
    },
    /// Within the text of a run.
    InText {
        /// Index of the host.
        host: usize,
        /// Index of the child.
        child: usize,
        at: usize,
    },
}

pub(super) struct Finder<'a> {
    document: &'a Document,
    source: &'a DocxSource,
    /// Pieces of a run in a paragraph.
    by_run: BTreeMap<(u32, u32), Vec<&'a SourcePiece>>,
}

/// A run of the document with the part of its text that a place needs.
struct Segment<'a> {
    run: u32,
    text: &'a str,
    /// Bytes of the segment before the place.
    offset: usize,
}

impl<'a> Finder<'a> {
    pub(super) fn new(document: &'a Document, source: &'a DocxSource) -> Self {
        let mut by_run: BTreeMap<(u32, u32), Vec<&SourcePiece>> = BTreeMap::new();
        for piece in &source.pieces {
            by_run.entry((piece.run, piece.paragraph)).or_default().push(piece);
        }
        Self { document, source, by_run }
    }

    /// The spots before and after the words of a place.
    pub(super) fn spots(&self, place: Place) -> Option<(Spot, Spot)> {
        let node = self.document.nodes.get(place.node.index())?;
        let (start, end) = (place.start as usize, place.end as usize);
        let first = segment(node, start)?;
        let last = segment(node, end.max(start + 1) - 1)?;
        let start = match self.exact(&first) {
            Some((piece, inner)) => self.before(piece, inner),
            None => Spot::Outside(self.host_of(first.run)?.start),
        };
        let end = match self.exact(&last) {
            Some((piece, inner)) => {
                let width = piece.text[inner..].chars().next().map_or(0, char::len_utf8);
                // `end - 1` lies in the last character.
                let whole = piece.text.floor_char_boundary(inner + width);
                self.after(piece, whole)
            }
            None => Spot::Outside(self.host_of(last.run)?.end),
        };
        Some((start, end))
    }

    /// The first words of the body.
    pub(super) fn first(&self) -> Option<(Spot, Spot)> {
        let host = &self.source.hosts[self.source.pieces.first()?.host];
        Some((Spot::Outside(host.range.start), Spot::Outside(host.range.end)))
    }

    /// The piece that holds a byte of a segment, and the byte of the piece; none when the text of
    /// the run is not what was read.
    fn exact(&self, segment: &Segment) -> Option<(&'a SourcePiece, usize)> {
        let mut candidates = self.by_run.range((segment.run, 0)..=(segment.run, u32::MAX));
        let (pieces, start) = candidates
            .find_map(|(_, pieces)| Some((pieces, start_in_run(pieces, segment.text)?)))?;
        let wanted = start + segment.offset;
        let mut before = 0;
        for piece in pieces {
            if wanted < before + piece.text.len() {
                let inner = piece.text.floor_char_boundary(wanted - before);
                return Some((piece, inner));
            }
            before += piece.text.len();
        }
        None
    }

    fn host_of(&self, run: u32) -> Option<std::ops::Range<usize>> {
        let mut candidates = self.by_run.range((run, 0)..=(run, u32::MAX));
        let piece = candidates.find_map(|(_, pieces)| pieces.first())?;
        Some(self.source.hosts[piece.host].range.clone())
    }

    fn before(&self, piece: &SourcePiece, inner: usize) -> Spot {
        let host = &self.source.hosts[piece.host];
        let outside = Spot::Outside(host.range.start);
        let Some(child) = piece.child else { return outside };
        let (range, content) = self.child(child);
        let at = self.byte(piece, inner);
        if at > content.start && content.contains(&at) {
            return Spot::InText { host: piece.host, child, at };
        }
        if self.is_blank(host.content.start..range.start) {
            return outside;
        }
        Spot::BetweenChildren { host: piece.host, at: range.start }
    }

    fn after(&self, piece: &SourcePiece, inner: usize) -> Spot {
        let host = &self.source.hosts[piece.host];
        let outside = Spot::Outside(host.range.end);
        let Some(child) = piece.child else { return outside };
        let (range, content) = self.child(child);
        let at = self.byte(piece, inner);
        if at > content.start && content.contains(&at) {
            return Spot::InText { host: piece.host, child, at };
        }
        if self.is_blank(range.end..host.content.end) {
            return outside;
        }
        Spot::BetweenChildren { host: piece.host, at: range.end }
    }

    fn child(&self, child: usize) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let child = &self.source.children[child];
        (child.range.clone(), child.content.clone())
    }

    /// The byte of the XML for a byte of a piece: the same distance where the text stands as it
    /// is, else one of the ends.
    fn byte(&self, piece: &SourcePiece, inner: usize) -> usize {
        let range = &piece.range;
        if self.source.xml.get(range.clone()) == Some(piece.text.as_str()) {
            range.start + inner
        } else if inner == 0 {
            range.start
        } else {
            range.end
        }
    }

    fn is_blank(&self, range: std::ops::Range<usize>) -> bool {
        self.source.xml.get(range).is_some_and(|between| between.trim().is_empty())
    }
}

/// Where a text starts in its run: at the start, or at a line of it, for a run can hold lines that are
/// read as paragraphs of their own. None where it is not there, or more than once.
fn start_in_run(pieces: &[&SourcePiece], text: &str) -> Option<usize> {
    let whole: String = pieces.iter().map(|p| p.text.as_str()).collect();
    let text = text.trim_end_matches('\n');
    if whole.trim_end_matches('\n') == text {
        return Some(0);
    }
    let mut lines = whole.match_indices(text).map(|(at, _)| at).filter(|at| {
        let end = at + text.len();
        (*at == 0 || whole[..*at].ends_with('\n'))
            && (end == whole.len() || whole[end..].starts_with('\n'))
    });
    lines.next().filter(|_| lines.next().is_none())
}

/// The run that a byte of a node came from, with the text that it gave.
fn segment(node: &Node, at: usize) -> Option<Segment<'_>> {
    let index = node.anchors.iter().rposition(|a| a.at as usize <= at)?;
    let from = node.anchors[index].at as usize;
    let to = node.anchors.get(index + 1).map_or(node.text.len(), |a| a.at as usize);
    let text = node.text.get(from..to)?;
    Some(Segment { run: node.anchors[index].run?, text, offset: at - from })
}

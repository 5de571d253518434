//! Figures: the numbers of the prose with the words that say what they are.

use crate::lex::{self, Date, Separator, Token, TokenKind, YearPart};
use crate::wording;
use jiheng_base::{NodeId, Place, Quantity};

/// Index of a figure in [`crate::Facts::figures`].
pub type FigureId = usize;

/// A number of the prose, its unit, and the words around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its unit.
    pub place: Place,
    /// Its value.
    pub quantity: Quantity,
    /// The words since the last separator or number.
    pub lead: String,
    /// The words up to the next separator or number.
    pub tail: String,
    /// What it is the number of, as far as its own clause says.
    pub label: String,
    /// Where the label and the number stand together.
    pub span: Place,
    /// Depth in brackets; 0 is the running text.
    pub depth: u8,
    /// It stands within quotation marks or a title.
    pub quoted: bool,
    /// The strongest separator between it and the number before it in its sentence.
    pub after: Option<Separator>,
    /// Words that open a list of parts stand between it and the number before it.
    pub opens_parts: bool,
    /// Of these words there is nothing but a colon.
    pub opens_by_colon: bool,
    /// The year that its clause names, or the last one named before it in its sentence.
    pub year: Option<FigureYear>,
    /// The sentence, numbered over the document.
    pub sentence: usize,
    /// It is the content of a table cell.
    pub in_table: bool,
}

/// Which year a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureYear {
    /// A printed year.
    Printed(u16, YearPart),
    /// 上年、去年
    Prior,
}

/// A sentence of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The text it stands in.
    pub place: Place,
    /// Its figures, those in brackets and quotes too.
    pub figures: std::ops::Range<FigureId>,
}

/// A date in the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Where.
    pub place: Place,
    /// The date as printed.
    pub date: Date,
    /// The words since the last separator, number or date.
    pub lead: String,
    /// The words up to the next separator, number or date.
    pub tail: String,
    /// Within quotation marks or a title.
    pub quoted: bool,
    /// The sentence.
    pub sentence: usize,
}

/// Figures, dates and sentences of a document in the making.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) figures: Vec<Figure>,
    pub(crate) dates: Vec<DateMention>,
    pub(crate) sentences: Vec<Sentence>,
}

impl Collected {
    /// Reads one paragraph.
    pub(crate) fn read(&mut self, node: NodeId, text: &str, tokens: &[Token]) {
        let mut start = 0;
        for end in sentence_ends(tokens) {
            self.read_sentence(node, text, &tokens[start..end]);
            start = end;
        }
    }

    fn read_sentence(&mut self, node: NodeId, text: &str, tokens: &[Token]) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        let sentence = self.sentences.len();
        let first_figure = self.figures.len();
        let mut walk = Walk::default();
        for (index, token) in tokens.iter().enumerate() {
            match &token.kind {
                TokenKind::Open(c) => walk.open(*c),
                TokenKind::Close(c) => walk.close(*c),
                TokenKind::Separator(s) => walk.separate(*s),
                TokenKind::Words => walk.words(&text[token.start..token.end]),
                TokenKind::Date(date) => {
                    walk.note_year(*date);
                    self.dates.push(DateMention {
                        place: Place::new(node, token.start, token.end),
                        date: *date,
                        lead: words_before(text, tokens, index),
                        tail: words_after(text, tokens, index),
                        quoted: walk.quotes > 0,
                        sentence,
                    });
                }
                TokenKind::Number(quantity) => {
                    let (lead_start, lead) = lead(text, tokens, index);
                    let tail = words_after(text, tokens, index);
                    let label = wording::label(&lead, &tail);
                    self.figures.push(Figure {
                        place: Place::new(node, token.start, token.end),
                        quantity: *quantity,
                        span: Place::new(node, lead_start, token.end),
                        year: walk.year_of(&lead),
                        lead,
                        tail,
                        label,
                        depth: walk.brackets,
                        quoted: walk.quotes > 0,
                        after: walk.separator(),
                        opens_parts: walk.opens_parts(),
                        opens_by_colon: walk.opens_by_colon(),
                        sentence,
                        in_table: false,
                    });
                    walk.number();
                }
                TokenKind::Reference(_) => {}
            }
        }
        self.sentences.push(Sentence {
            place: Place::new(node, first.start, last.end),
            figures: first_figure..self.figures.len(),
        });
    }
}

/// Indices one past each sentence: a full stop outside brackets, with the closing quotes behind it.
fn sentence_ends(tokens: &[Token]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            TokenKind::Separator(Separator::Sentence) if depth == 0 => ends.push(index + 1),
            _ => {}
        }
    }
    if ends.last() != Some(&tokens.len()) {
        ends.push(tokens.len());
    }
    ends
}

/// What is known while walking through a sentence.
#[derive(Default)]
struct Walk {
    brackets: u8,
    quotes: u8,
    /// Since the last number of the running text.
    main: Between,
    /// Since the bracket opened.
    aside: Between,
    year: Option<FigureYear>,
}

#[derive(Default)]
struct Between {
    separator: Option<Separator>,
    has_colon: bool,
    has_opener: bool,
    /// 主要包括…: what it opens ends with the segment.
    tells_content: bool,
}

impl Walk {
    fn between(&mut self) -> &mut Between {
        if self.brackets + self.quotes > 0 { &mut self.aside } else { &mut self.main }
    }

    fn open(&mut self, c: char) {
        if self.brackets + self.quotes == 0 {
            self.aside = Between::default();
        }
        match c {
            '（' | '(' => self.brackets = self.brackets.saturating_add(1),
            _ => self.quotes = self.quotes.saturating_add(1),
        }
    }

    fn close(&mut self, c: char) {
        match c {
            '）' | ')' => self.brackets = self.brackets.saturating_sub(1),
            _ => self.quotes = self.quotes.saturating_sub(1),
        }
    }

    fn separate(&mut self, separator: Separator) {
        let between = self.between();
        between.separator = between.separator.max(Some(separator));
        between.has_colon |= separator == Separator::Colon;
        if separator == Separator::Segment && std::mem::take(&mut between.tells_content) {
            between.has_opener = false;
        }
    }

    fn words(&mut self, words: &str) {
        let opens = wording::opens_parts(words);
        let between = self.between();
        if opens && !between.has_opener {
            between.tells_content = words.contains("包括") && !words.contains("其中");
        }
        between.has_opener |= opens;
    }

    fn note_year(&mut self, date: Date) {
        if let Some(year) = date.year
            && self.quotes == 0
        {
            self.year = Some(FigureYear::Printed(year, date.part));
        }
    }

    fn year_of(&self, lead: &str) -> Option<FigureYear> {
        if wording::names_prior_year(lead) { Some(FigureYear::Prior) } else { self.year }
    }

    fn separator(&mut self) -> Option<Separator> {
        self.between().separator
    }

    fn opens_parts(&mut self) -> bool {
        let between = self.between();
        between.has_colon || between.has_opener
    }

    fn opens_by_colon(&mut self) -> bool {
        let between = self.between();
        between.has_colon && !between.has_opener
    }

    fn number(&mut self) {
        *self.between() = Between::default();
    }
}

/// The words before a number back to the last separator or number of the same depth; brackets
/// with what they hold are passed over, so that 维修（护）费 stays one name.
fn lead(text: &str, tokens: &[Token], index: usize) -> (usize, String) {
    let mut start = tokens[index].start;
    let mut depth = 0_usize;
    for token in tokens[..index].iter().rev() {
        match &token.kind {
            TokenKind::Close(_) => depth += 1,
            TokenKind::Open(_) if depth == 0 => break,
            TokenKind::Open(_) => depth -= 1,
            TokenKind::Separator(_) | TokenKind::Number(_) if depth == 0 => break,
            _ => {}
        }
        start = token.start;
    }
    // 1.收入合计: the number of the item is no part of the name.
    let start = if start == 0 { lex::item_number(text) } else { start };
    (start, wording::squeeze(&text[start..tokens[index].start]))
}

fn words_before(text: &str, tokens: &[Token], index: usize) -> String {
    let start = tokens[..index]
        .iter()
        .rev()
        .take_while(|t| matches!(t.kind, TokenKind::Words))
        .last()
        .map_or(tokens[index].start, |t| t.start);
    wording::squeeze(&text[start..tokens[index].start])
}

fn words_after(text: &str, tokens: &[Token], index: usize) -> String {
    let end = tokens[index + 1..]
        .iter()
        .take_while(|t| matches!(t.kind, TokenKind::Words))
        .last()
        .map_or(tokens[index].end, |t| t.end);
    wording::squeeze(&text[tokens[index].end..end])
}

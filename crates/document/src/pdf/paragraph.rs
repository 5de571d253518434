//! Which lines are one paragraph.

use super::cell::starts_point;
use super::geometry::median;
use super::line::Line;
use super::margin::{self, Frame, MIN_INDENT, is_closing};
use super::source::Page;
use std::collections::HashMap;

/// First lines are set in by at most this many sizes; what is set in further is centred or stands
/// at the right.
const MAX_INDENT: f32 = 3.5;
/// What has this many sizes free on both sides is centred; the first line of a paragraph has less.
const CENTRED: f32 = 2.5;
/// Sizes that differ by less are the same.
const SAME_SIZE: f32 = 0.12;
/// An unfinished line this many sizes short of the margin still goes on.
const RAGGED: f32 = 3.0;
/// Fewer lines than this tell nothing of the margins of a page.
const MIN_LINES: usize = 4;

/// The margins of the text and its habits.
pub(crate) struct Setting {
    frames: HashMap<(i32, i32), Frame>,
    own_frames: HashMap<u32, Frame>,
    sides: HashMap<u32, (i32, i32)>,
    indents: bool,
    pitch: f32,
    /// Size of most of the text.
    pub(crate) size: f32,
}

impl Setting {
    pub(crate) fn new(pages: &[Page], lines: &[&Line]) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "sides of a page")]
        let sides: HashMap<u32, (i32, i32)> = pages
            .iter()
            .map(|p| (p.number, (p.width.round() as i32, p.height.round() as i32)))
            .collect();
        let mut groups: HashMap<(i32, i32), Vec<&Line>> = HashMap::new();
        for line in lines.iter().filter(|l| l.column.is_none()) {
            if let Some(side) = sides.get(&line.page) {
                groups.entry(*side).or_default().push(line);
            }
        }
        let frames =
            groups.into_iter().filter_map(|(s, ls)| Some((s, margin::frame(&ls)?))).collect();
        let sized = lines.iter().flat_map(|l| l.glyphs.iter().map(|g| g.size));
        let size = median(sized.collect()).unwrap_or(12.0);
        let gaps = lines.windows(2).filter(|w| w[0].page == w[1].page);
        let pitch = gaps.map(|w| w[1].bounds.top - w[0].bounds.top).filter(|p| *p > 0.0);
        let pitch = median(pitch.collect()).unwrap_or(1.5 * size);
        let mut setting =
            Self { frames, own_frames: HashMap::new(), sides, indents: false, pitch, size };
        setting.own_frames = setting.frames_of_pages(lines);
        let indented = lines.iter().filter(|l| setting.is_indented(l) && !setting.is_centred(l));
        setting.indents = indented.count() * 20 > lines.len();
        setting
    }

    /// Pages bound on either side have their text moved, and parts of a document other margins.
    fn frames_of_pages(&self, lines: &[&Line]) -> HashMap<u32, Frame> {
        let mut pages: HashMap<u32, Vec<&Line>> = HashMap::new();
        for line in lines.iter().filter(|l| l.column.is_none()) {
            pages.entry(line.page).or_default().push(line);
        }
        let own = |(page, lines): (u32, Vec<&Line>)| {
            let usual = self.frame(lines.first()?);
            let frame = margin::frame(&lines)?;
            let size = lines[0].size;
            let reach =
                |l: &&&Line| (margin::right_of_words(l) - frame.right).abs() < MIN_INDENT * size;
            let told = lines.iter().filter(reach).count() >= MIN_LINES;
            (told && frame.width() > 0.85 * usual.width()).then_some((page, frame))
        };
        pages.into_iter().filter_map(own).collect()
    }

    fn frame(&self, line: &Line) -> Frame {
        if let Some((left, right)) = line.column {
            return Frame { left, right };
        }
        let side = self.sides.get(&line.page);
        let usual = || side.and_then(|s| self.frames.get(s));
        let frame = self.own_frames.get(&line.page).or_else(usual).copied();
        frame.unwrap_or(Frame { left: line.bounds.left, right: line.bounds.right })
    }

    fn indent(&self, line: &Line) -> f32 {
        (line.bounds.left - self.frame(line).left) / line.size
    }

    fn is_indented(&self, line: &Line) -> bool {
        (MIN_INDENT..=MAX_INDENT).contains(&self.indent(line))
    }

    fn is_centred(&self, line: &Line) -> bool {
        let frame = self.frame(line);
        let (before, after) = (line.bounds.left - frame.left, frame.right - line.bounds.right);
        before > CENTRED * line.size && (before - after).abs() < 1.2 * line.size
    }

    /// Whether `next` goes on in the paragraph whose last line is `line`.
    pub(crate) fn goes_on(&self, line: &Line, next: &Line) -> bool {
        let (Some(last), Some(first)) = (visible_last(line), visible_first(next)) else {
            return false;
        };
        if (line.size - next.size).abs() > SAME_SIZE * line.size.max(next.size) {
            return false;
        }
        if is_closing(first) {
            return true;
        }
        let ended = ends_sentence(last);
        if self.sides.get(&line.page) != self.sides.get(&next.page) || self.is_set_apart(line) {
            return false;
        }
        if self.is_centred(line) || self.is_centred(next) {
            return self.is_title_wrapped(line, next, ended);
        }
        let far = line.page == next.page
            && line.column == next.column
            && next.bounds.top - line.bounds.top > 1.6 * self.pitch.max(1.2 * line.size);
        if far && (ended || self.free(line) > 2.0 * line.size) {
            return false;
        }
        if self.indents && self.is_indented(next) {
            return false;
        }
        if self.indent(next) >= MIN_INDENT {
            let hanging = (line.bounds.left - next.bounds.left).abs() < 0.5 * line.size
                && line.page == next.page;
            return hanging && !ended && !starts_point(&next.squeezed()) && self.wraps(line, next);
        }
        if !self.wraps(line, next) {
            return is_opening(last);
        }
        !(ended && (starts_point(&next.squeezed()) || (!self.indents && far)))
    }

    /// A date or a name at the right margin.
    fn is_set_apart(&self, line: &Line) -> bool {
        self.indent(line) > MAX_INDENT
            && !self.is_centred(line)
            && line.bounds.width() < 0.5 * self.frame(line).width()
    }

    /// Titles of two lines: the first long, the second in the middle.
    fn is_title_wrapped(&self, line: &Line, next: &Line, ended: bool) -> bool {
        let near = next.bounds.top - line.bounds.top < 2.8 * line.size;
        let long = line.bounds.width() > 0.5 * self.frame(line).width();
        let opens = matches!(visible_first(next), Some('—' | '（' | '('));
        self.is_centred(next)
            && near
            && long
            && !ended
            && !opens
            && line.page == next.page
            && !starts_point(&next.squeezed())
    }

    fn free(&self, line: &Line) -> f32 {
        self.frame(line).right - line.bounds.right
    }

    /// The line broke because what follows had no room in it.
    fn wraps(&self, line: &Line, next: &Line) -> bool {
        let mut room = self.free(line);
        if self.indents && !visible_last(line).is_some_and(ends_sentence) {
            room -= RAGGED * line.size;
        }
        room < first_word_width(next) + 0.2 * line.size
    }
}

/// The width of what cannot be parted at the start of a line: a number, a word, or a character
/// with the closing marks behind it.
fn first_word_width(line: &Line) -> f32 {
    let mut glyphs = line.glyphs.iter().filter(|g| !g.ch.is_whitespace()).peekable();
    let Some(first) = glyphs.next() else { return 0.0 };
    let mut end = first.bounds.right;
    let mut last = first.ch;
    while let Some(glyph) =
        glyphs.next_if(|g| (in_word(last) && in_word(g.ch)) || is_closing(g.ch) || is_opening(last))
    {
        end = glyph.bounds.right;
        last = glyph.ch;
    }
    end - first.bounds.left
}

fn in_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '.' | ',' | '%' | '-' | '/')
}

fn visible_first(line: &Line) -> Option<char> {
    line.glyphs.iter().map(|g| g.ch).find(|c| !c.is_whitespace())
}

fn visible_last(line: &Line) -> Option<char> {
    line.glyphs.iter().rev().map(|g| g.ch).find(|c| !c.is_whitespace())
}

fn ends_sentence(ch: char) -> bool {
    matches!(ch, '。' | '！' | '？' | '：' | ':' | '；')
}

fn is_opening(ch: char) -> bool {
    matches!(ch, '（' | '《' | '“' | '〔' | '、' | '，')
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    /// How many lines each paragraph has; text 320 wide at 16, so 20 characters a line.
    fn paragraphs(texts: &[(&str, f32)]) -> Vec<usize> {
        let mut glyphs = Vec::new();
        for (index, (text, left)) in (0_u8..).zip(texts) {
            glyphs.extend(set(text, *left, 100.0 + 28.0 * f32::from(index), 16.0));
        }
        let lines = lines(1, glyphs);
        let page = Page {
            number: 1,
            width: 595.0,
            height: 842.0,
            turns: 0,
            glyphs: Vec::new(),
            rules: Vec::new(),
        };
        let setting = Setting::new(&[page], &lines.iter().collect::<Vec<_>>());
        let mut counts = vec![1];
        for pair in lines.windows(2) {
            if setting.goes_on(&pair[0], &pair[1]) {
                *counts.last_mut().unwrap() += 1;
            } else {
                counts.push(1);
            }
        }
        counts
    }

    #[test]
    fn lines_are_joined_by_indent_and_width() {
        let texts = [
            ("清河县二〇二四年度部门整体支", 120.0),
            ("出绩效自评报告", 176.0),
            ("一、基本情况", 104.0),
            ("本单位年初预算一百二十万元，调整后预", 104.0),
            ("算一百三十五万元，全年支出一百二十八万元", 72.0),
            ("，执行率较高。", 72.0),
            ("全年完成渠道清淤十二公里，整治山塘五", 104.0),
            ("座。", 72.0),
        ];
        assert_eq!(paragraphs(&texts), [2, 1, 3, 2]);
    }

    #[test]
    fn a_long_number_kept_whole_leaves_its_line_short() {
        let texts = [
            ("本单位年初预算为一百二十万元，本年收", 104.0),
            ("入合计为人民币壹仟万元整，折合", 72.0),
            ("12,345,678.90元，与上年持平。", 72.0),
            ("本年支出较上年减少，主要是压减一般性", 104.0),
        ];
        assert_eq!(paragraphs(&texts), [3, 1]);
    }
}

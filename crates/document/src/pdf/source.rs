//! Characters and ruling lines of each page, as the library gives them.

use super::damaged;
use super::geometry::Bounds;
use crate::error::ReadError;
use pdfni::{Error, Orientation, PagePart, ReaderSettings};
use std::collections::HashMap;

/// Streams that unpack to more than this are no report.
const MAX_STREAM_BYTES: usize = 64 << 20;
/// More characters than this on one page are no page of a report.
const MAX_GLYPHS_ON_PAGE: usize = 60_000;
/// More ruling lines than this on one page are a drawing.
const MAX_RULES_ON_PAGE: usize = 8_000;
/// The greatest side of a page that the format allows.
const MAX_SIDE: f32 = 14_400.0;

/// A character with its box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    pub(crate) bounds: Bounds,
    /// Size of its font in points.
    pub(crate) size: f32,
}

/// A straight line along an axis.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) horizontal: bool,
    /// Its distance from the top for a horizontal one, from the left for a vertical one.
    pub(crate) at: f32,
    pub(crate) from: f32,
    pub(crate) to: f32,
}

pub(crate) struct Page {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Quarter turns, clockwise, that were needed to set most of its text upright.
    pub(crate) turns: u8,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
}

pub(crate) fn load(bytes: &[u8]) -> Result<Vec<Page>, ReadError> {
    let settings =
        ReaderSettings { max_decoded_bytes: MAX_STREAM_BYTES, ..ReaderSettings::default() };
    let parts = pdfni::read_pages_with(bytes, None, &settings).map_err(|error| match error {
        Error::BadPassword | Error::SecurityRestricted => ReadError::Encrypted,
        other => damaged(explain(&other)),
    })?;
    if parts.is_empty() {
        return Err(damaged("没有页面"));
    }
    Ok((1..).zip(parts).map(|(number, part)| page(number, part)).collect())
}

/// The library explains in English, for programmers.
fn explain(error: &Error) -> &'static str {
    let text = error.to_string();
    if text.contains("exceeds limit") || text.contains("too long") {
        "内容解压后过大，疑为恶意构造"
    } else if text.contains("startxref") || text.contains("header") {
        "文件不完整，缺少索引"
    } else {
        "页面内容无法解析"
    }
}

fn page(number: u32, part: PagePart) -> Page {
    let (width, height) = (narrow(part.width), narrow(part.height));
    let mut glyphs = Vec::with_capacity(part.glyphs.len().min(MAX_GLYPHS_ON_PAGE));
    let mut seen = Overprint::default();
    for glyph in part.glyphs.into_iter().filter(|g| g.upright).take(MAX_GLYPHS_ON_PAGE) {
        let bounds = Bounds {
            left: narrow(glyph.left),
            top: narrow(glyph.top),
            right: narrow(glyph.right),
            bottom: narrow(glyph.bottom),
        };
        let height_of_box = bounds.height();
        let size = glyph.font_size.map_or(height_of_box, narrow);
        let on_page = bounds.holds(bounds.center())
            && Bounds { left: 0.0, top: 0.0, right: width, bottom: height }.holds(bounds.center());
        let glyph = Glyph { ch: shown(glyph.ch), bounds, size: size.max(1.0) };
        if on_page && !glyph.ch.is_control() && !seen.repeats(&glyph) {
            glyphs.push(glyph);
        }
    }
    if unreadable(&glyphs) {
        glyphs.clear();
    }
    let rules = part.edges.into_iter().take(MAX_RULES_ON_PAGE).map(|edge| {
        let [left, right, top, bottom] = [edge.left, edge.right, edge.top, edge.bottom].map(narrow);
        match edge.orientation {
            Orientation::Horizontal => Rule { horizontal: true, at: top, from: left, to: right },
            Orientation::Vertical => Rule { horizontal: false, at: left, from: top, to: bottom },
        }
    });
    let turns = u8::try_from(part.norm_rotate.rem_euclid(360) / 90).unwrap_or(0);
    Page { number, width, height, turns, glyphs, rules: rules.collect() }
}

/// Finite and of the size of a page.
#[expect(clippy::cast_possible_truncation, reason = "places on a page need no more")]
fn narrow(points: f64) -> f32 {
    let points = points as f32;
    if points.is_finite() { points.clamp(-MAX_SIDE, MAX_SIDE) } else { 0.0 }
}

/// Fonts give some common characters as their look-alikes from the compatibility blocks.
fn shown(ch: char) -> char {
    match ch {
        '\u{00A0}' | '\u{2002}'..='\u{200A}' => ' ',
        '\u{2F00}'..='\u{2FDF}' => radical(ch),
        _ => ch,
    }
}

/// A Kangxi radical (⽔) as the character that it looks like (水).
fn radical(ch: char) -> char {
    const FIRST: u32 = 0x2F00;
    let index = (ch as u32).saturating_sub(FIRST) as usize;
    RADICALS.chars().nth(index).unwrap_or(ch)
}

/// The 214 radicals in their order.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Bold is often made by drawing a character twice, a hair apart.
#[derive(Default)]
struct Overprint {
    seen: HashMap<(char, i32, i32), Vec<Bounds>>,
}

impl Overprint {
    fn repeats(&mut self, glyph: &Glyph) -> bool {
        const TILE: f32 = 16.0;
        let (x, y) = glyph.bounds.center();
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the size of a page")]
        let tile = |v: f32| (v / TILE).floor() as i32;
        let near = |other: &Bounds| {
            let (ox, oy) = other.center();
            (x - ox).abs() < other.width() * 0.5 && (y - oy).abs() < other.height() * 0.3
        };
        for dx in -1..=1 {
            for dy in -1..=1 {
                let key = (glyph.ch, tile(x) + dx, tile(y) + dy);
                if self.seen.get(&key).is_some_and(|others| others.iter().any(near)) {
                    return true;
                }
            }
        }
        self.seen.entry((glyph.ch, tile(x), tile(y))).or_default().push(glyph.bounds);
        false
    }
}

/// A font without a table of characters gives private or replacement characters: no text.
fn unreadable(glyphs: &[Glyph]) -> bool {
    let visible = glyphs.iter().filter(|g| !g.ch.is_whitespace());
    let (mut odd, mut all) = (0, 0);
    for glyph in visible {
        all += 1;
        odd += usize::from(matches!(glyph.ch, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}'));
    }
    all == 0 || odd * 2 > all
}

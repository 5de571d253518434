//! Sentences that a program cut into lines of one width (the text layer of a PDF, an e-mail).

use super::Line;
use jiheng_base::is_han;

/// A text is hard-wrapped only if it has this many lines.
const MIN_LINES: usize = 20;
/// Widths of wrapped lines, in columns of half a character.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;
/// A line this far below the width still goes on in the next: a number or word was kept whole.
const RAGGED: usize = 8;
/// A line of prose is long from here on, in columns.
const LONG: usize = 60;

/// Columns of a line: two for a wide character.
pub(crate) fn columns(text: &str) -> usize {
    text.trim_end().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How the lines of a text were cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// Each line is a paragraph.
    None,
    /// At one width, in columns.
    At(usize),
    /// Wherever the sentence let it.
    Ragged,
}

/// How a text was wrapped, by its lines.
pub(crate) fn wrap(lines: &[Line]) -> Wrap {
    if let Some(width) = wrap_width(lines) {
        Wrap::At(width)
    } else if is_ragged(lines) {
        Wrap::Ragged
    } else {
        Wrap::None
    }
}

/// Many sentences that go on in the next line, at no one width.
fn is_ragged(lines: &[Line]) -> bool {
    let long = |l: &&Line| columns(l.text) >= *WIDTHS.start() && !is_laid_out(l.text);
    let prose = lines.iter().filter(long).count();
    let is_cut = |w: &&[Line]| is_unfinished(w[0].text) && !starts_item(w[1].text);
    let cut = lines.windows(2).filter(is_cut).count();
    // A third is telling: lines that end with their sentence are cut, too.
    prose >= MIN_LINES && cut * 3 >= prose
}

/// A line of prose in the midst of a sentence.
fn is_unfinished(text: &str) -> bool {
    let text = text.trim_end();
    let is_prose = text.contains('。') || text.contains(['，', '、']) && !starts_item(text);
    let is_cut = !ends_sentence(text) && !text.ends_with(['”', '）', '》']);
    columns(text) >= *WIDTHS.start()
        && is_cut
        && is_prose
        && !text.contains('\t')
        && !is_laid_out(text)
}

/// The width at which the text was wrapped, or `None` when its lines are paragraphs.
///
/// Wrapped text has many lines of nearly the same, greatest width that end without punctuation.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let prose = lines.iter().filter(|l| !is_laid_out(l.text));
    let lines: Vec<&Line> = prose.collect();
    let widths: Vec<usize> = lines.iter().map(|l| columns(l.text)).filter(|w| *w > 0).collect();
    if widths.len() < MIN_LINES {
        return None;
    }
    let mut prose: Vec<usize> = widths.iter().copied().filter(|w| *w >= *WIDTHS.start()).collect();
    prose.sort_unstable();
    // The greatest width but for a few stray lines.
    let width = *prose.get(prose.len().checked_sub(1 + prose.len() / 20)?)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let full = lines.iter().filter(|l| is_full(l.text, width)).count();
    let open = lines.iter().filter(|l| is_full(l.text, width) && !ends_sentence(l.text)).count();
    let longer = widths.iter().filter(|w| **w > width + RAGGED).count();
    (full * 2 >= prose.len() && open * 4 >= full * 3 && longer * 10 <= prose.len()).then_some(width)
}

/// The lines of the paragraph that starts at `at`, and the line after it.
pub(crate) fn paragraph<'a>(lines: &[Line<'a>], at: usize, wrap: Wrap) -> (Vec<Line<'a>>, usize) {
    let mut joined = vec![lines[at]];
    let mut next = at + 1;
    while let Some(following) = {
        let last = joined[joined.len() - 1].text;
        let cut = |l: &&Line| cuts_amount(last, l.text) || cuts_before_amount(last, l.text);
        let cut = lines.get(next).filter(cut).map(|_| next);
        cut.or_else(|| match wrap {
            Wrap::None => None,
            Wrap::At(width) => continuation(lines, next, last, is_full(last, width)),
            Wrap::Ragged => continuation(lines, next, last, is_unfinished(last)),
        })
    } {
        joined.push(lines[following]);
        next = following + 1;
    }
    (joined, next)
}

/// An amount was cut from its unit: 30.4万 / 元, 17.22 / 亿元. No paragraph starts so.
fn cuts_amount(last: &str, next: &str) -> bool {
    const UNITS: &[&str] = &["元", "万元", "亿元", "千元", "百万元", "%", "％", "个百分点"];
    let (last, next) = (last.trim_end(), next.trim_start());
    let open = last.ends_with(|c: char| c.is_ascii_digit() || "万亿千".contains(c));
    // A cell of a table that was laid out by spaces stands alone.
    let alone = last.trim_start().chars().all(|c| c.is_ascii_digit() || ".,%".contains(c));
    open && !alone && !last.contains('\t') && UNITS.iter().any(|u| starts_with_unit(next, u))
}

/// A long line of prose that stops before a number, and the number with its unit: 服务预算 /
/// 752.59万元。
fn cuts_before_amount(last: &str, next: &str) -> bool {
    let last = last.trim_end();
    let is_prose = columns(last) >= LONG && last.contains(['，', '、', '：']);
    let rest = next.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let money = ["元", "万元", "亿元"].iter().any(|u| starts_with_unit(rest, u));
    let is_amount = rest.len() < next.len() && money;
    is_prose && is_amount && last.ends_with(is_han) && !last.contains('\t')
}

fn starts_with_unit(text: &str, unit: &str) -> bool {
    let is_word = ["元宵", "元旦", "元月"].iter().any(|w| text.starts_with(w));
    let after = text.strip_prefix(unit).filter(|_| !is_word).map(|rest| rest.chars().next());
    after.is_some_and(|next| next.is_none_or(|c| "，。；、）：".contains(c) || is_han(c)))
}

/// The line that goes on where `last` stopped: the next one, or past a page number and the blank
/// lines around it.
fn continuation(lines: &[Line], next: usize, last: &str, is_cut: bool) -> Option<usize> {
    let upcoming = (next..lines.len())
        .find(|&i| !lines[i].text.trim().is_empty() && !is_page_number(lines[i].text))?;
    let text = lines[upcoming].text;
    let skipped_page = (next..upcoming).any(|i| is_page_number(lines[i].text));
    if opens_with_closing(text) && upcoming <= next + 1 {
        return Some(upcoming);
    }
    let unfinished = (is_cut || opens_bracket(last)) && !starts_item(text);
    let adjacent = upcoming == next || (skipped_page && !ends_sentence(last));
    (unfinished && adjacent && !text.contains('\t')).then_some(upcoming)
}

/// A row of a table that was laid out by spaces: its width says nothing of the prose.
fn is_laid_out(text: &str) -> bool {
    text.trim().contains("  ")
}

fn is_full(text: &str, width: usize) -> bool {
    let columns = columns(text);
    columns + RAGGED >= width && columns <= width + RAGGED
}

pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '；', '：'])
}

/// Punctuation that cannot start a line was pushed to a line of its own.
fn opens_with_closing(text: &str) -> bool {
    text.trim_start().starts_with(['，', '。', '、', '；', '）', '》', '”'])
}

/// A bracket or quote is open at the end of the line.
fn opens_bracket(text: &str) -> bool {
    let (mut open, mut close) = (0, 0);
    for c in text.chars() {
        open += usize::from("（《“〔".contains(c));
        close += usize::from("）》”〕".contains(c));
    }
    open > close
}

/// Headings and items start paragraphs of their own.
pub(crate) fn starts_item(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| "（(一二三四五六七八九十0123456789".contains(c));
    let number = text.chars().count() - rest.chars().count();
    is_caption(text)
        || number > 0
            && number <= 4
            && (rest.starts_with(['、', '）'])
                || (rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit())))
}

/// 表 3-1 项目资金情况表: a name behind the number, and no sentence.
fn is_caption(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['表', '图']) else { return false };
    let rest = rest.trim_start();
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "-—－.".contains(c));
    let named = name.trim_start().starts_with(is_han);
    rest.len() > name.len() && named && !name.contains(['，', '。', '；', '、'])
}

fn is_page_number(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_start_matches(['第', '-', '—', '－', ' ']);
    let digits = inner.trim_end_matches(['页', '-', '—', '－', ' ']);
    !digits.is_empty()
        && digits.len() < text.len()
        && digits.len() <= 4
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line<'_>> {
        (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect()
    }

    #[test]
    fn paragraphs_of_their_own_are_left_alone() {
        let text = "一、概况\n".repeat(15) + &"本单位年度收入一百万元，支出一百万元。\n".repeat(15);
        assert_eq!(wrap_width(&lines(&text)), None);
    }

    #[test]
    fn an_amount_is_joined_with_its_unit_in_any_layout() {
        let lines = lines(
            "其中货物预算7.80万元、服务预算30.40万\n元。\n二、绩效目标\n项目12.5\n元宵节活动\n",
        );
        assert_eq!(paragraph(&lines, 0, Wrap::None).1, 2);
        assert_eq!(paragraph(&lines, 2, Wrap::None).1, 3);
    }

    #[test]
    fn cut_sentences_are_joined_over_a_page() {
        let mut text = "为强化预算管理责任提高财政资金使用效益根据有关规\n".repeat(30);
        text.push_str("定和要求，涉及资金 33.5 亿元，占资金总额的比重达\n\n第 169 页\n\n到百分之七十。\n（二）下一节\n");
        let lines = lines(&text);
        let wrap = wrap(&lines);
        assert_eq!(wrap, Wrap::At(48));
        let (joined, next) = paragraph(&lines, 30, wrap);
        assert_eq!(joined.len(), 2);
        assert_eq!(joined[1].number, 35);
        assert_eq!(lines[next].text, "（二）下一节");
    }

    #[test]
    fn sentences_cut_at_no_one_width_are_joined() {
        let text = concat!(
            "（一）机构和人员。全镇下辖14个行政村、2个社区，\n内设党政综合办公室、党建工作办公室、",
            "经济发展办公室、社会事务办公室、平安建设办公室5个内设机构、\n便民服务中心等3个直属单位，",
            "核定编制74名，其中行政\n编制31名、事业编制43名，其中行政编制31名、事业编制43名，年末实有在职71人，\n离退休人员38人。\n",
        )
        .repeat(12);
        let lines = lines(&text);
        let wrap = wrap(&lines);
        assert_eq!(wrap, Wrap::Ragged);
        assert_eq!(paragraph(&lines, 0, wrap).1, 5);
    }
}

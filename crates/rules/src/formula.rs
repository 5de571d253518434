//! Formulas of rates that a document prints: 资金到位率=（实际到位资金/预算资金）×100%.

use crate::Context;
use jiheng_base::{Place, is_han};
use jiheng_facts::wording::squeeze;

/// A printed formula of one rate.
#[derive(Debug)]
pub(crate) struct PrintedFormula {
    /// The name before the sign of equality.
    pub(crate) name: String,
    /// What is divided.
    pub(crate) part: String,
    /// What it is divided by.
    pub(crate) whole: String,
    /// All words behind the sign of equality.
    pub(crate) words: String,
    /// Where it stands.
    pub(crate) place: Place,
}

const EQUALS: &[char] = &['=', '＝'];
const DIVIDES: &[char] = &['/', '÷', '／'];
const MIN_NAME: usize = 3;
/// What stands further before belongs to the sentence, not to the name.
const MAX_NAME: usize = 16;
const BRACKETS: &[char] = &['（', '）', '(', ')', '[', ']', '【', '】'];

/// All formulas of the document.
pub(crate) fn printed_formulas(cx: &Context) -> Vec<PrintedFormula> {
    cx.texts()
        .flat_map(|(node, text)| {
            text.match_indices(EQUALS).filter_map(move |(at, sign)| {
                let name = name_before(&text[..at])?;
                let after = &text[at + sign.len()..];
                let end = after.find(['。', '；', '，', '\n']).unwrap_or(after.len());
                let words = squeeze(&after[..end]);
                let (part, whole) = words.split_once(DIVIDES)?;
                let start = text[..at].trim_end().len() - name.len();
                Some(PrintedFormula {
                    name: squeeze(name),
                    part: operand(part),
                    whole: operand(whole),
                    place: Place::new(node, start, at + sign.len() + end),
                    words,
                })
            })
        })
        .collect()
}

/// The words before the sign, as far as they are one name of a rate.
fn name_before(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let is_part = |c: &char| is_han(*c) || "“”".contains(*c);
    let chars = before.chars().rev().take_while(is_part).take(MAX_NAME);
    let bytes: usize = chars.map(char::len_utf8).sum();
    let name = &before[before.len() - bytes..];
    let fits = name.ends_with('率') && name.chars().count() >= MIN_NAME;
    fits.then_some(name)
}

/// An operand without brackets and without ×100%.
fn operand(words: &str) -> String {
    let words = words.split(['×', '*', 'x', '＊']).next().unwrap_or(words);
    words.trim_matches(BRACKETS).to_owned()
}

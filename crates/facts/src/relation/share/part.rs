//! Which number a share is told of.

use super::Context;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::role::Role;
use crate::wording;
use jiheng_base::Dimension;

/// 甲、乙级占94.64%: the share is of more than the last name before it.
pub(super) fn names_several(context: &Context, claimed: FigureId) -> bool {
    let index = &context.index;
    let figure = &index.figures[claimed];
    let start = index.sentences[figure.sentence].place.start;
    let text = &context.texts[figure.sentence];
    let before = text.get(..(figure.span.start - start) as usize).unwrap_or("");
    let Some(names) = before.trim_end().strip_suffix('、') else { return false };
    let end = start as usize + names.len();
    !index.figures[..claimed].iter().rev().take(1).any(|f| f.place.end as usize >= end)
}

/// A share without a base is of the same whole as the one before it in its sentence.
pub(super) fn inherited_base(index: &Index, claimed: FigureId) -> String {
    let before = index.main(index.figures[claimed].sentence).rev().filter(|id| *id < claimed);
    let shares = before.filter(|id| index.role(*id) == Role::Share);
    shares
        .map(|id| share_words(&index.figures[id].lead).1)
        .find(|base| !base.is_empty())
        .unwrap_or_default()
}

/// Splits 技术性收入占总收入比重达到: whose share, and of what.
pub(super) fn share_words(lead: &str) -> (String, String) {
    let Some((part, base)) = lead.split_once('占') else {
        return (String::new(), String::new());
    };
    let mut base = base.trim_start_matches(['到', '了', '比']);
    for word in [
        "依次为",
        "分别为",
        "分别",
        "达到",
        "约为",
        "为",
        "达",
        "约",
        "是",
        "的",
        "比重",
        "比例",
        "比率",
        "的",
    ] {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    for word in ["的比重", "比重", "的比例", "比例", "的比率", "比率", "的", "分别", "依次"]
    {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    (wording::strip(part), wording::strip(base))
}

/// The amount that stands nearest before a share in its sentence.
pub(super) fn nearest_amount(index: &Index, claimed: FigureId) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    index
        .main(sentence)
        .rev()
        .filter(|id| *id < claimed)
        .find(|id| index.is_plain(*id) && index.dimension(*id) != Dimension::Rate)
}

pub(super) fn named_part(index: &Index, claimed: FigureId, name: &str) -> Option<FigureId> {
    let here = nearest_amount(index, claimed);
    let answers = here.filter(|id| {
        let label = &index.topics[*id].name;
        !label.is_empty() && (name.contains(label.as_str()) || label.contains(name))
    });
    answers.or_else(|| {
        let named = index.resolve(name, Dimension::Money, claimed);
        named.into_iter().find(|(_, m)| *m == Match::Exact).map(|(id, _)| id)
    })
}

/// 甲类29个、乙类58个、丙类24个；乙类占52.25%: the part of a list told before that bears the name.
pub(super) fn listed_part(context: &Context, claimed: FigureId, name: &str) -> Option<FigureId> {
    let index = &context.index;
    let sentence = index.figures[claimed].sentence;
    let paragraph = index.paragraph(sentence);
    let is_near = |id: &FigureId| *id < claimed && paragraph.contains(&index.figures[*id].sentence);
    let parts = context.lists.iter().rev().flat_map(|l| &l.parts).copied();
    parts.filter(is_near).find(|id| index.topics[*id].name == name)
}

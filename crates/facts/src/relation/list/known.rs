//! Parts that no word opens, but that are known to be all: 在岗72人，行政33人，事业39人; 分布在三个村，甲村2.1公里、乙村1.8公里、丙村
//! 2.4公里.

use super::ListOfParts;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Decimal, Dimension};

pub(super) fn find(index: &Index, sentence: usize, lists: &mut Vec<ListOfParts>) {
    let main: Vec<FigureId> = index.main(sentence).collect();
    for at in 0..main.len() {
        let told = posts(index, &main[at..]).or_else(|| in_places(index, &main[at..]));
        let in_list = |id: &FigureId| lists.iter().any(|l| l.opened && l.parts.contains(id));
        if let Some((head, parts)) = told.filter(|(_, parts)| !parts.iter().any(in_list)) {
            lists.retain(|l| l.parts != parts);
            lists.push(ListOfParts {
                totals: vec![(head, true)],
                level: parts[1..].iter().filter_map(|id| index.figures[*id].after).max(),
                parts,
                opened: true,
                is_whole: true,
                ..ListOfParts::default()
            });
        }
    }
}

type Told = (FigureId, Vec<FigureId>);

/// Those who work, and how many of them in which kind of post.
fn posts(index: &Index, main: &[FigureId]) -> Option<Told> {
    const KINDS: &[&str] = &["行政", "事业", "工勤", "参公", "机关工勤", "执法", "政法", "机关"];
    let (head, behind) = main.split_first()?;
    let unit = index.figures[*head].quantity.unit;
    let is_kind = |id: FigureId| KINDS.iter().any(|k| index.figures[id].lead.starts_with(k));
    let goes_on = |id: &&FigureId| {
        let figure = &index.figures[**id];
        figure.quantity.unit == unit && figure.after <= Some(Separator::Clause) && is_kind(**id)
    };
    let parts: Vec<FigureId> = behind.iter().take_while(goes_on).copied().collect();
    let starts = |kind: &str| parts.iter().any(|id| index.figures[*id].lead.starts_with(kind));
    let counts = matches!(index.dimension(*head), Dimension::Measure("人" | "名"));
    let is_pair = starts("行政") && starts("事业");
    (counts && is_pair && index.is_plain(*head) && !is_kind(*head)).then_some((*head, parts))
}

/// A whole, in how many places it lies, and what lies in each.
fn in_places(index: &Index, main: &[FigureId]) -> Option<Told> {
    const MIN: usize = 3;
    let [head, count, behind @ ..] = main else { return None };
    let (whole, counted) = (index.figures[*head].quantity, index.figures[*count].quantity);
    let spreads = ["分布", "涉及", "分为", "分在", "包括"]
        .iter()
        .any(|w| index.figures[*count].lead.starts_with(w));
    let like = |(at, id): &(usize, &FigureId)| {
        let figure = &index.figures[**id];
        let joined = if *at == 0 { Separator::Clause } else { Separator::Item };
        figure.quantity.unit == whole.unit
            && figure.after == Some(joined)
            && index.is_plain(**id)
            && !figure.label.is_empty()
    };
    let parts: Vec<FigureId> =
        behind.iter().enumerate().take_while(like).map(|(_, id)| *id).collect();
    let is_counted = matches!(counted.dimension(), Dimension::Measure("个" | "家" | "处" | "所"))
        && counted.value == Decimal::from(parts.len());
    let adds_up = matches!(whole.dimension(), Dimension::Money | Dimension::Measure(_));
    let fits = spreads && is_counted && adds_up && counted.unit != whole.unit;
    (fits && parts.len() >= MIN && index.is_plain(*head)).then_some((*head, parts))
}

//! Runs of like numbers joined by 、 that no word like 其中 opens.

use super::ListOfParts;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Dimension, words};

/// What opens a run: the words that name its total, or only say how it is divided.
enum Opening {
    /// 基本支出中，工资福利支出甲、商品和服务支出乙
    Of(String),
    /// 从类型看，甲类11个、乙类4个
    By(String),
}

/// 基本支出中， and 按性质分， before the run.
fn opening(index: &Index, sentence: usize, first: FigureId, texts: &[String]) -> Option<Opening> {
    let start = index.sentences[sentence].place.start;
    let before = texts[sentence].get(..(index.figures[first].span.start - start) as usize)?;
    // 3.按经济分类，
    let before = before.get(crate::lex::item_number(before)..)?;
    let clause = before.strip_suffix("，")?.rsplit(['，', '；', '。']).next()?;
    let clause = crate::wording::squeeze(clause);
    if super::tells_division(&clause) {
        return Some(Opening::By(clause));
    }
    let title = crate::wording::strip(clause.strip_suffix('中')?);
    let is_name = title.chars().count() > 2 && !title.contains(|c: char| c.is_ascii_digit());
    is_name.then_some(Opening::Of(title))
}

/// A run in the making: the number that stands right before it, as 126个 in 126个问题已整改109个、正在整改14个.
#[derive(Default)]
struct Run {
    head: Option<FigureId>,
    parts: Vec<FigureId>,
}

pub(super) fn find(index: &Index, sentence: usize, lists: &mut Vec<ListOfParts>, texts: &[String]) {
    let mut run = Run::default();
    let mut found = Vec::new();
    for id in index.main(sentence) {
        let after = index.figures[id].after;
        let like =
            run.parts.last().is_some_and(|last| index.dimension(*last) == index.dimension(id));
        let is_plain = index.is_plain(id);
        let is_joined = index.figures[id].lead.starts_with(['和', '与', '及']);
        if let ([head], None, true, true) = (run.parts.as_slice(), after, like, is_plain)
            && !is_joined
        {
            run = Run { head: Some(*head), parts: vec![id] };
            continue;
        }
        if !(after <= Some(Separator::Item) && like && is_plain) {
            found.push(std::mem::take(&mut run));
        }
        if is_plain {
            run.parts.push(id);
        }
    }
    found.push(run);
    for Run { head, parts } in found {
        let in_list = |id: &FigureId| lists.iter().any(|l| l.parts.contains(id));
        if parts.len() < 2 || parts.iter().any(in_list) {
            continue;
        }
        let opening = opening(index, sentence, parts[0], texts);
        let counted_out = head.filter(|_| divides(index, &parts));
        let is_whole = are_all(index, &parts, texts);
        lists.push(ListOfParts {
            opened: opening.is_some() || counted_out.is_some() || is_whole,
            totals: head.map(|head| (head, true)).into_iter().collect(),
            title: match opening {
                Some(Opening::Of(title) | Opening::By(title)) => title,
                None => String::new(),
            },
            is_whole,
            parts,
            level: Some(Separator::Item),
            ..ListOfParts::default()
        });
    }
}

/// Whether the words say that the parts are all.
pub(super) fn are_all(index: &Index, parts: &[FigureId], texts: &[String]) -> bool {
    makes_up(index, parts) || names_each(index, parts, texts)
}

/// 由县道612.3公里、乡道1024.8公里和村道1209.4公里构成: nothing is left out.
fn makes_up(index: &Index, parts: &[FigureId]) -> bool {
    let [first, .., last] = parts else { return false };
    let ends = ["构成", "组成"].iter().any(|w| index.figures[*last].tail.starts_with(w));
    index.figures[*first].lead.starts_with('由') && ends
}

/// 行政、事业、工勤分别为30人、39人和2人: as many kinds of what is counted as numbers.
fn names_each(index: &Index, parts: &[FigureId], texts: &[String]) -> bool {
    const MIN: usize = 3;
    let first = &index.figures[parts[0]];
    let orders = ["分别为", "分别是", "依次为", "依次是"].iter().any(|w| first.lead.ends_with(w));
    let counts = matches!(index.dimension(parts[0]), Dimension::Measure(_));
    let bare = |id: &FigureId| matches!(index.figures[*id].lead.as_str(), "" | "和" | "及" | "与");
    if !orders || !counts || parts.len() < MIN || !parts[1..].iter().all(bare) {
        return false;
    }
    let start = index.sentences[first.sentence].place.start;
    let before = texts[first.sentence].get(..(first.place.start - start) as usize).unwrap_or("");
    let clause = before.rsplit(['，', '；', '。', '：']).next().unwrap_or("");
    clause.split(['、', '和']).filter(|name| !name.trim().is_empty()).count() == parts.len()
}

/// 医疗收入中，门急诊收入甲，住院收入乙: amounts of the named whole that commas join; 按学段分，高中4236人，初中7985人，…: counts
/// of all that a division tells.
pub(super) fn of_clauses(
    index: &Index,
    sentence: usize,
    lists: &mut Vec<ListOfParts>,
    texts: &[String],
) {
    if !words!["中，", "分，", "看，", "类，"].any_in(&texts[sentence]) {
        return;
    }
    let main: Vec<FigureId> = index.main(sentence).collect();
    for (at, first) in main.iter().enumerate() {
        let (title, is_divided) = match opening(index, sentence, *first, texts) {
            Some(Opening::Of(title)) => (title, false),
            Some(Opening::By(title)) => (title, true),
            None => continue,
        };
        let dimension = index.dimension(*first);
        let adds_up = match dimension {
            Dimension::Money => true,
            Dimension::Measure(_) => is_divided,
            _ => false,
        };
        let ends_division = |lead: &str| is_divided && words!["共", "计", "总", "另"].any_in(lead);
        let goes_on = |id: &&FigureId| {
            let figure = &index.figures[**id];
            figure.after == Some(Separator::Clause)
                && !figure.opens_parts
                && !figure.lead.is_empty()
                && !ends_division(&figure.lead)
                && index.is_plain(**id)
                && index.dimension(**id) == dimension
        };
        let is_first = index.is_plain(*first) && adds_up;
        let mut parts = vec![*first];
        parts.extend(main[at + 1..].iter().take_while(goes_on));
        let in_list = |id: &FigureId| lists.iter().any(|l| l.opened && l.parts.contains(id));
        let least = if is_divided { 3 } else { 2 };
        if is_first && parts.len() >= least && !parts.iter().any(in_list) {
            let level = Some(Separator::Clause);
            lists.push(ListOfParts { title, parts, opened: true, level, ..ListOfParts::default() });
        }
    }
}

/// 112所食堂中甲级38所、乙级68所; 126个问题已整改109个、正在整改14个、需长期坚持3个: words by which no thing is counted
/// twice, unlike 12个项目已开工10个、完工6个.
fn divides(index: &Index, parts: &[FigureId]) -> bool {
    const STAGES: &[&str] =
        &["开工", "完工", "竣工", "验收", "交付", "投产", "参加", "通过", "合格", "投入使用"];
    let lead = |at: usize| index.figures[parts[at]].lead.as_str();
    let has =
        |id: &FigureId, words: &[&str]| words.iter().any(|w| index.figures[*id].lead.contains(w));
    if parts.iter().any(|id| has(id, STAGES)) {
        return false;
    }
    let states = [&["已"][..], &["正在", "在办"], &["未", "尚", "需", "待"]];
    let by_state = states.iter().all(|words| parts.iter().any(|id| has(id, words)));
    lead(0).contains('中') || by_state
}

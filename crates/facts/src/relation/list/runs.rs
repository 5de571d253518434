//! Runs of like numbers joined by 、 that no word like 其中 opens.

use super::ListOfParts;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::Dimension;

/// What opens a run: the words that name its total, or only say how it is divided.
enum Opening {
    /// 基本支出中，工资福利支出甲、商品和服务支出乙
    Of(String),
    /// 从类型看，甲类11个、乙类4个
    By,
}

/// 基本支出中， and 按性质分， before the run.
fn opening(index: &Index, sentence: usize, first: FigureId, texts: &[String]) -> Option<Opening> {
    let start = index.sentences[sentence].place.start;
    let before = texts[sentence].get(..(index.figures[first].span.start - start) as usize)?;
    let clause = before.strip_suffix("，")?.rsplit(['，', '；', '。']).next()?;
    let clause = crate::wording::squeeze(clause);
    let divides = ["看", "分", "划分", "区分"].iter().any(|w| clause.ends_with(w));
    if divides && clause.starts_with(['从', '按']) {
        return Some(Opening::By);
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
        if let ([head], None, true, true) = (run.parts.as_slice(), after, like, is_plain) {
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
        lists.push(ListOfParts {
            opened: opening.is_some() || counted_out.is_some(),
            totals: head.map(|head| (head, true)).into_iter().collect(),
            title: match opening {
                Some(Opening::Of(title)) => title,
                _ => String::new(),
            },
            parts,
            level: Some(Separator::Item),
            ..ListOfParts::default()
        });
    }
}

/// 医疗收入中，门急诊收入甲，住院收入乙: amounts of the named whole that commas join.
pub(super) fn of_clauses(
    index: &Index,
    sentence: usize,
    lists: &mut Vec<ListOfParts>,
    texts: &[String],
) {
    if !texts[sentence].contains("中，") {
        return;
    }
    let main: Vec<FigureId> = index.main(sentence).collect();
    for (at, first) in main.iter().enumerate() {
        let Some(Opening::Of(title)) = opening(index, sentence, *first, texts) else { continue };
        let goes_on = |id: &&FigureId| {
            let figure = &index.figures[**id];
            figure.after == Some(Separator::Clause)
                && !figure.opens_parts
                && !figure.lead.is_empty()
                && index.is_plain(**id)
                && index.dimension(**id) == Dimension::Money
        };
        let is_money = index.is_plain(*first) && index.dimension(*first) == Dimension::Money;
        let mut parts = vec![*first];
        parts.extend(main[at + 1..].iter().take_while(goes_on));
        let in_list = |id: &FigureId| lists.iter().any(|l| l.opened && l.parts.contains(id));
        if is_money && parts.len() > 1 && !parts.iter().any(in_list) {
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

//! Lists of parts: 收入100万元，其中：甲60万元、乙40万元.

mod beside;
mod known;
mod runs;

pub(super) use beside::behind;

use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::{Bound, Dimension, Words, words};

/// A list of numbers that the text presents as parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListOfParts {
    /// What the parts can be meant to make, the likeliest first, and whether the words say so.
    pub totals: Vec<(FigureId, bool)>,
    /// The words that name the total (工资福利支出：…); may be empty.
    pub title: String,
    /// The parts in order.
    pub parts: Vec<FigureId>,
    /// Words like 其中 or a colon open it; otherwise it is only a run of like numbers.
    pub opened: bool,
    /// It stands in a bracket right behind its total, which no word like 其中 opens.
    pub spells_out: bool,
    /// The words say that the parts are all (由…构成; as many names as numbers).
    pub is_whole: bool,
    /// The strongest separator between two of its parts.
    pub level: Option<Separator>,
}

struct Open {
    list: ListOfParts,
    dimension: Dimension,
    /// The strongest separator since its last part.
    since: Option<Separator>,
}

/// The lists of all sentences.
pub(crate) fn find(index: &Index, texts: &[String]) -> Vec<ListOfParts> {
    let mut lists = Vec::new();
    for sentence in 0..index.sentences.len() {
        lists.extend(in_sentence(index, sentence, texts));
    }
    lists.extend(super::items::find(index, texts));
    lists
}

fn in_sentence(index: &Index, sentence: usize, texts: &[String]) -> Vec<ListOfParts> {
    let mut done = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut opens_named = false;
    for id in index.main(sentence) {
        let figure = &index.figures[id];
        for list in &mut open {
            list.since = list.since.max(figure.after);
        }
        let counts = matches!(index.role(id), Role::Plain | Role::Share);
        let is_share_list = index.role(id) == Role::Share;
        if is_in_name(index, id) {
            opens_named |= figure.opens_parts;
            continue;
        }
        let opens = std::mem::take(&mut opens_named)
            || figure.opens_parts && !(figure.opens_by_colon && is_counted_out_of(index, id));
        if counts
            && !is_share_list
            && opens
            && let Some(new) = open_list(index, sentence, id, texts)
        {
            // What a stronger separator has ended does not go on behind the new list.
            let is_over = |l: &Open| l.list.level.is_some_and(|level| l.since > Some(level));
            while open.last().is_some_and(is_over) {
                done.extend(open.pop().map(|l| l.list));
            }
            open.push(new);
            continue;
        }
        if !counts || is_share_list {
            continue;
        }
        add_to(&mut open, &mut done, index, id);
    }
    while let Some(last) = open.pop() {
        done.push(last.list);
    }
    runs::find(index, sentence, &mut done, texts);
    runs::of_clauses(index, sentence, &mut done, texts);
    known::find(index, sentence, &mut done);
    for list in done.iter_mut().filter(|l| l.opened) {
        list.is_whole |= runs::are_all(index, &list.parts, texts);
    }
    done.extend(in_brackets(index, sentence));
    for list in done.iter_mut().filter(|l| l.totals.is_empty()) {
        list.totals = totals(index, sentence, list);
    }
    let beside: Vec<_> = done.iter().filter_map(|l| beside::list(index, l)).collect();
    done.extend(beside);
    done
}

/// 食堂等级：112所食堂中甲级38所、…: the number behind the colon is the whole of those behind it.
fn is_counted_out_of(index: &Index, id: FigureId) -> bool {
    let next = index.main(index.figures[id].sentence).find(|next| *next > id);
    next.is_some_and(|next| {
        index.figures[next].after.is_none()
            && index.dimension(next) == index.dimension(id)
            && index.figures[next].lead.contains('中')
    })
}

/// A number that only tells which things are counted behind it: 收入50万元以上的村3个, 10—20万元的16个.
fn is_in_name(index: &Index, id: FigureId) -> bool {
    const TO: &[&str] = &["至", "到", "—", "-", "－", "~", "～"];
    let figure = &index.figures[id];
    let Some(next) = index.main(figure.sentence).find(|next| *next > id) else { return false };
    if index.figures[next].after.is_some() {
        return false;
    }
    if TO.contains(&figure.tail.as_str()) {
        return is_in_name(index, next);
    }
    let before = index.main(figure.sentence).rev().find(|before| *before < id);
    let ends_range = figure.lead.is_empty()
        || before.is_some_and(|b| TO.contains(&index.figures[b].tail.as_str()));
    let is_range = figure.quantity.bound != Bound::Exact || ends_range;
    // 10万元以上项目42个 needs no 的.
    let limits = matches!(figure.quantity.bound, Bound::AtLeast | Bound::AtMost);
    is_range
        && index.dimension(next) != index.dimension(id)
        && (limits || figure.tail.contains('的'))
}

/// 10项（其中：甲2项、乙3项、丙5项） and 562790万元（2020年268694万元，2021年294096万元）: like numbers
/// in one bracket behind a number of their kind.
fn in_brackets(index: &Index, sentence: usize) -> Vec<ListOfParts> {
    let mut lists = Vec::new();
    let mut before: Option<FigureId> = None;
    let mut parts: Vec<FigureId> = Vec::new();
    let range = index.sentences[sentence].figures.clone();
    for id in range.filter(|id| !index.figures[*id].quoted) {
        if index.figures[id].depth == 1 {
            parts.push(id);
            continue;
        }
        lists.extend(bracketed(index, before, std::mem::take(&mut parts)));
        before = Some(id);
    }
    lists.extend(bracketed(index, before, parts));
    lists
}

fn bracketed(index: &Index, before: Option<FigureId>, parts: Vec<FigureId>) -> Option<ListOfParts> {
    let head = match before {
        Some(head) if index.dimension(head) == index.dimension(*parts.first()?) => head,
        _ => return within_bracket(index, &parts),
    };
    let like = |id: &FigureId| {
        index.dimension(*id) == index.dimension(head) && index.role(*id) == Role::Plain
    };
    // Points in brackets are weights of what they stand behind.
    let weights = index.dimension(head) == Dimension::Points;
    if parts.len() < 2 || weights || !parts.iter().all(like) || !index.is_plain(head) {
        return None;
    }
    let level = parts[1..].iter().filter_map(|id| index.figures[*id].after).max();
    let spells_out = !index.figures[parts[0]].opens_parts
        && parts.iter().all(|id| !index.figures[*id].label.is_empty());
    Some(ListOfParts {
        totals: vec![(head, true)],
        parts,
        opened: true,
        spells_out,
        level,
        ..ListOfParts::default()
    })
}

/// （抽查病历500份，甲级482份、乙级17份、丙级1份）: the first number of a bracket and its parts behind it.
fn within_bracket(index: &Index, all: &[FigureId]) -> Option<ListOfParts> {
    let (head, parts) = all.split_first()?;
    let (first, others) = parts.split_first()?;
    let like = |id: &FigureId| {
        index.dimension(*id) == index.dimension(*head) && index.role(*id) == Role::Plain
    };
    let joined = others.iter().all(|id| index.figures[*id].after == Some(Separator::Item));
    let apart = index.figures[*first].after == Some(Separator::Clause);
    (!others.is_empty() && all.iter().all(like) && joined && apart).then(|| ListOfParts {
        totals: vec![(*head, true)],
        parts: parts.to_vec(),
        opened: true,
        level: Some(Separator::Item),
        ..ListOfParts::default()
    })
}

fn add_to(open: &mut Vec<Open>, done: &mut Vec<ListOfParts>, index: &Index, id: FigureId) {
    while let Some(last) = open.last() {
        let between = last.since.unwrap_or(Separator::Item);
        let outer_level = open.len().checked_sub(2).and_then(|at| open[at].list.level);
        let closes = match last.list.level {
            Some(level) => between > level,
            // The first separator decides the level, unless it is that of the list around.
            None => outer_level.is_some_and(|outer| between >= outer),
        };
        if closes || last.dimension != index.dimension(id) && between > Separator::Clause {
            let Some(last) = open.pop() else { return };
            done.push(last.list);
            continue;
        }
        break;
    }
    if let Some(last) = open.last_mut()
        && last.dimension == index.dimension(id)
    {
        last.list.level = last.list.level.max(Some(last.since.unwrap_or(Separator::Item)));
        last.since = None;
        last.list.parts.push(id);
    }
}

fn open_list(index: &Index, sentence: usize, first: FigureId, texts: &[String]) -> Option<Open> {
    let dimension = index.dimension(first);
    let title = title_before(index, sentence, first, texts);
    Some(Open {
        list: ListOfParts { title, parts: vec![first], opened: true, ..ListOfParts::default() },
        dimension,
        since: None,
    })
}

/// What a list can make: what its title names, then the numbers before it, then, for parts that are
/// all called 支出 or 收入, the total of the year.
pub(super) fn totals(index: &Index, sentence: usize, list: &ListOfParts) -> Vec<(FigureId, bool)> {
    let first = list.parts[0];
    let dimension = index.dimension(first);
    let mut totals: Vec<(FigureId, bool)> = Vec::new();
    // A bare 收入 or 支出 is the name of many.
    const BARE: usize = 2;
    if list.title.chars().count() > BARE {
        let named = index.resolve(&list.title, dimension, first).into_iter();
        let outside = named.filter(|(id, m)| !list.parts.contains(id) && *m >= Match::Suffix);
        totals.extend(outside.map(|(id, m)| (id, m == Match::Exact)));
    }
    let named = totals.iter().any(|(_, sure)| *sure);
    let mut heads = heads(index, sentence, first, dimension);
    if tells_division(&list.title) {
        // 按岗位划分：…；按用工形式划分：…: what the first division lists is not divided by the second.
        heads.retain(|id| {
            let figure = &index.figures[*id];
            !figure.opens_parts && figure.after != Some(Separator::Item)
        });
        heads.extend(told_before(index, sentence, dimension));
    }
    if heads.iter().any(|id| bears_title(index, *id, &list.title)) {
        heads.retain(|id| bears_title(index, *id, &list.title));
    } else if !named && names_another(index, sentence, list, &heads) {
        return totals;
    }
    let before = heads.into_iter().enumerate();
    totals.extend(before.map(|(rank, id)| (id, rank == 0 && !named)));
    // 按经济分类，…: of nothing else than what was spent.
    if totals.is_empty() && words!["经济分类", "功能分类"].any_in(&list.title) {
        let spent = index.resolve("本年支出", dimension, first).into_iter();
        totals.extend(spent.filter(|(_, m)| *m == Match::Exact).map(|(id, _)| (id, false)));
    }
    for (ending, name) in [("支出", "本年支出"), ("收入", "本年收入")] {
        if list.parts.iter().all(|id| index.figures[*id].label.ends_with(ending)) {
            let of_year = index.resolve(name, dimension, first).into_iter();
            let outside = of_year.filter(|(id, m)| *m == Match::Exact && !list.parts.contains(id));
            totals.extend(outside.map(|(id, _)| (id, false)));
        }
    }
    totals
}

/// 累计支出甲。分来源看，…；分用途看：…: what the sentence before tells may be divided.
fn told_before(index: &Index, sentence: usize, dimension: Dimension) -> Vec<FigureId> {
    let is_inside = index.paragraph(sentence).start < sentence;
    let before = sentence.checked_sub(1).filter(|_| is_inside);
    let plain = |id: &FigureId| index.is_plain(*id) && index.dimension(*id) == dimension;
    before.into_iter().flat_map(|s| index.main(s)).filter(plain).collect()
}

/// 按用工形式划分: how a whole is divided, so that nothing of it is left out.
pub(super) fn tells_division(title: &str) -> bool {
    title.starts_with(['按', '从', '分'])
        && ["划分", "区分", "分", "看", "分类"].iter().any(|w| title.ends_with(w))
}

/// 编制56名，实有在编54人。实有在编人员中，…: the number that the title of the list is named after.
fn bears_title(index: &Index, id: FigureId, title: &str) -> bool {
    const SHORTEST: usize = 3;
    let label = crate::index::normalize(&index.figures[id].label);
    let title = title.trim_end_matches("人员");
    title.chars().count() >= SHORTEST && label.ends_with(title)
}

/// 支出总计由三部分组成：… behind a sentence on 收入: the title is of a quantity that no number before the
/// list is of.
fn names_another(index: &Index, sentence: usize, list: &ListOfParts, heads: &[FigureId]) -> bool {
    let Some(concept) = index.concept(&list.title) else { return false };
    !heads.iter().any(|id| index.topics[*id].concept == Some(concept))
        && heads.iter().all(|id| index.figures[*id].sentence != sentence)
        && heads.iter().any(|id| index.topics[*id].concept.is_some())
}

/// Numbers that the list can be the parts of: plain ones of the same dimension before it in the
/// sentence, the nearest first; where the sentence has none, those of the sentence before.
fn heads(index: &Index, sentence: usize, first: FigureId, dimension: Dimension) -> Vec<FigureId> {
    let fits = |id: &FigureId| {
        index.is_plain(*id)
            && index.dimension(*id) == dimension
            && !is_in_name(index, *id)
            && !stands_aside(index, *id)
    };
    let here: Vec<FigureId> =
        index.main(sentence).rev().filter(|id| *id < first).filter(fits).collect();
    if !here.is_empty() || sentence == 0 {
        return here;
    }
    let paragraph = index.paragraph(sentence);
    if !paragraph.contains(&(sentence - 1)) {
        return Vec::new();
    }
    let told = |sentence: usize| index.main(sentence).filter(fits).collect::<Vec<_>>();
    let mut before = told(sentence - 1);
    // An aside (另有50万元…) may stand between the total and its parts.
    let has_aside = index.main(sentence - 1).any(|id| stands_aside(index, id));
    if before.is_empty() && has_aside && paragraph.start + 1 < sentence {
        before = told(sentence - 2);
    }
    if is_run(index, &before) {
        return Vec::new();
    }
    // After 预算甲，实际完成乙。其中： the parts are of what was done.
    let says = |id: &FigureId, words: &Words| words.any_in(&index.figures[*id].label);
    before.sort_by_key(|id| (!says(id, words!["完成", "实际"]), says(id, words!["预算"])));
    before
}

/// 另有50万元由其他资金列支: not of what is divided next.
fn stands_aside(index: &Index, id: FigureId) -> bool {
    ["另有", "另外", "此外"].iter().any(|w| index.figures[id].lead.starts_with(w))
}

/// 各月支出分别为甲、乙、丙。其中一季度…: no single one of a row is divided.
fn is_run(index: &Index, figures: &[FigureId]) -> bool {
    const MIN: usize = 3;
    let Some((first, rest)) = figures.split_first() else { return false };
    let joined = |id: &FigureId| {
        index.figures[*id].after <= Some(Separator::Item)
            && matches!(index.figures[*id].lead.as_str(), "" | "和")
    };
    figures.len() >= MIN
        && words!["分别", "依次"].any_in(&index.figures[*first].lead)
        && rest.iter().all(joined)
}

/// The name before the opening words: 工资福利支出 in 工资福利支出：基本工资… and 人员经费 in
/// 人员经费包括….
fn title_before(index: &Index, sentence: usize, first: FigureId, texts: &[String]) -> String {
    let figure = &index.figures[first];
    for word in ["其中", "包括", "分别为", "分别是", "分为"] {
        if let Some((before, _)) = figure.lead.split_once(word) {
            // 项目支出按用途分为: how it is divided is no part of its name.
            let named = before.rsplit_once('按').map_or(before, |(named, _)| named);
            return crate::wording::strip(named);
        }
    }
    let text = &texts[sentence];
    let start = index.sentences[sentence].place.start as usize;
    let until = (figure.span.start as usize).saturating_sub(start);
    let before = text.get(..until).unwrap_or("").trim_end_matches(['：', ':']);
    let clause = before.rsplit(['，', '；', '。', '：', '、']).next().unwrap_or("");
    let clause = clause.trim_start_matches(|c: char| c.is_ascii_digit() || "．.（）()".contains(c));
    let mut title = crate::wording::strip(&crate::wording::squeeze(clause));
    // 支出总计同样由三部分组成
    let made_of = ["组成", "构成"].iter().any(|w| title.ends_with(w));
    if made_of && let Some((made, _)) = title.split_once('由') {
        return crate::wording::strip(made.trim_end_matches("同样").trim_end_matches("主要"));
    }
    for word in ["明细", "构成", "如下", "情况", "具体", "分别", "其中"] {
        title = title.trim_end_matches(word).to_owned();
    }
    title
}

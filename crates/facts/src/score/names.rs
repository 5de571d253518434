//! What a number of points is the points of.

use super::build::Source;
use crate::figure::{Figure, FigureId};
use crate::lex::Separator;
use crate::wording;
use jiheng_base::{NodeId, Place, Unit, words};

/// A name and where it stands.
pub(super) type Name = (String, Place);

const SCORE_ENDS: &[&str] = &[
    "实际得分",
    "自评得分",
    "评价得分",
    "综合得分",
    "自评总分",
    "实际得",
    "评价得",
    "总得分",
    "得分",
    "总分",
    "评分",
    "实得",
    "得",
    "折合",
    "折算为",
];

/// The name right before 得: 投入指标 in 投入指标得14.00分. What a clause says of the standard or of the
/// way of counting is no name.
pub(super) fn before_score(figure: &Figure) -> String {
    let lead = wording::without_number_asides(&figure.lead);
    let lead = wording::without_dates(&lead);
    let name = lead.trim_end_matches(['为', '是', '：', ':', '计', '约']);
    let name = SCORE_ENDS.iter().find_map(|w| name.strip_suffix(w)).unwrap_or("");
    // 满意度按比例得9.81分
    let name = ["按比例", "按完成比例"].iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    let name = wording::strip(name);
    // 故总分为98.15分
    let name = name.trim_start_matches(['故', '则']).to_owned();
    let is_clause =
        words!["按", "的标准", "计算", "比例", "折算", "因此", "实际", "扣", "其中", "应得"]
            .any_in(&name);
    // What is called by no name of its own has that of its paragraph.
    let is_pronoun = ["本项", "该项", "此项", "本指标", "该指标"].contains(&name.as_str());
    if is_clause || is_pronoun { String::new() } else { name }
}

/// Whether a name stands for the whole: nothing is left of it without the words for the whole.
pub(super) fn is_whole(name: &str, title: &str) -> bool {
    let mut rest = name.to_owned();
    for word in [
        "部门整体",
        "整体支出",
        "单位整体",
        "项目支出",
        "支出",
        "绩效",
        "本年度",
        "年度",
        "自评",
        "评价",
        "综合",
        "本单位",
        "单位",
        "总",
        "我局",
        "我校",
        "我镇",
        "我单位",
        "经",
    ] {
        rest = rest.replace(word, "");
    }
    rest.is_empty()
        || title.contains(rest.as_str())
        || wording::without_dates(title).contains(rest.as_str())
}

/// The names that a weight belongs to: the words before its bracket, its own lead, or the names
/// listed before it in the sentence; else the title of the paragraph.
pub(super) fn before_weight(source: &Source, id: FigureId) -> Vec<Name> {
    let figure = &source.figures[id];
    if figure.depth > 0 {
        return bracket_name(source, figure).into_iter().collect();
    }
    let mut lead = figure.lead.trim_end_matches(['：', ':', '为', '是']);
    for word in ["应得分", "应得", "分值", "权重", "满分", "标准分"] {
        lead = lead.strip_suffix(word).unwrap_or(lead);
    }
    let own = wording::strip(lead);
    if !own.is_empty() {
        return vec![(own, figure.span)];
    }
    let listed = listed_names(source, id);
    if listed.is_empty() { title(source, figure.place.node) } else { listed }
}

/// The words before the colon that a paragraph opens with, else the title that it stands under.
pub(super) fn title(source: &Source, node: NodeId) -> Vec<Name> {
    let above = || {
        let (title, place) = (source.title_of)(node)?;
        // 1.数量指标，得19.32分。
        let title = wording::without_number_asides(&title);
        let name = ["，得", "，实得", "，扣"].iter().find_map(|w| title.split_once(w));
        Some((name.map_or(title.as_str(), |(name, _)| name).to_owned(), place))
    };
    opening(source, node).or_else(above).into_iter().collect()
}

/// 在职人员控制率：43人÷42名….
fn opening(source: &Source, node: NodeId) -> Option<Name> {
    const MAX_CHARS: usize = 12;
    const OTHER: &[&str] = &[
        "其中",
        "注",
        "备注",
        "说明",
        "附件",
        "单位",
        "原因",
        "得分",
        "自评得分",
        "实际得分",
        "评分",
        "扣分说明",
        "扣分原因",
    ];
    let text = source.document.text(node);
    let (before, _) = text.split_once(['：', ':'])?;
    let name = before.trim();
    let is_name = (2..=MAX_CHARS).contains(&name.chars().count())
        && !OTHER.contains(&name)
        && !name.contains(|c: char| c.is_ascii_digit() || "，。；、（）".contains(c));
    let start = before.len() - before.trim_start().len();
    is_name.then(|| (wording::squeeze(name), Place::new(node, start, start + name.len())))
}

/// 年度任务按期完成率目标100%，实际95%，计7.60分: the name before the word for a target.
pub(super) fn of_target(source: &Source, id: FigureId) -> Option<Name> {
    let (_, first) = since_points(source, id);
    let figure = (first..id).map(|i| &source.figures[i]).find(|f| f.depth == 0)?;
    let name = indicator_name(&figure.label);
    let names_more = name != figure.label && looks_like_indicator(&name);
    (names_more && figure.label.contains("目标")).then_some((name, figure.span))
}

/// 执行率96.69%，得9.67分: what is scored stands right before the points.
pub(super) fn of_execution(source: &Source, id: FigureId) -> Option<Name> {
    let (figure, rate) = (&source.figures[id], &source.figures[id.checked_sub(1)?]);
    let is_rate = rate.quantity.unit == Unit::Percent && rate.label.ends_with("执行率");
    let joined = rate.sentence == figure.sentence && figure.after == Some(Separator::Clause);
    // 1.政府采购执行率：…，执行率95%，得4.75分
    let is_titled = title(source, figure.place.node).iter().any(|(n, _)| n.contains("执行率"));
    (is_rate && joined && figure.lead == "得" && !is_titled)
        .then(|| ("预算执行率".to_owned(), rate.span))
}

/// 甲率92%，目标90%，5分得5分: the words that open the text, else the label of the first number told since
/// `from`, else the title.
pub(super) fn of_share(source: &Source, id: FigureId, from: FigureId) -> Vec<Name> {
    let node = source.figures[id].place.node;
    let told = || {
        let told = || (from..id).map(|i| &source.figures[i]).filter(|f| f.depth == 0);
        // 33座工程里有31座按期完工，按期完工率93.94%
        let is_rate = |f: &&Figure| {
            const TELLING: usize = 4;
            f.label.ends_with('率') && f.label.chars().count() >= TELLING
        };
        let figure = told().find(is_rate).or_else(|| told().next())?;
        let name = indicator_name(&figure.label);
        // 2.产业奖补。目标600户，实际643户，8分得8分
        let is_of_title = VALUE_ENDS.contains(&name.as_str())
            && source.document.text(node).matches("分得").count() == 1;
        (name.chars().count() >= 2 && !is_of_title).then_some((name, figure.span))
    };
    opening(source, node).or_else(told).map_or_else(|| title(source, node), |name| vec![name])
}

/// The name of a part in a sentence that tells the scheme: 指标体系由投入（20分）, 自评指标分为投入（20分） and
/// 自评按投入20分 name 投入.
pub(super) fn of_scheme(source: &Source, (name, place): Name) -> Name {
    let at = ["由", "包括", "包含", "分为", "分成", "分", "按照", "按"].iter().filter_map(|w| {
        let at = name.rfind(w)? + w.len();
        // 按时完成率 is a name.
        let is_adverb =
            *w == "按" && name[at..].starts_with(['时', '期', '规', '质', '要', '计', '月']);
        (at < name.len() && !is_adverb).then_some(at)
    });
    let rest = name[at.max().unwrap_or(0)..].trim_start_matches(['和', '与', '及', '、']);
    let rest = rest.split_once("指标体系").map_or(rest, |(_, behind)| behind);
    // 设投入15分、过程35分
    let rest = ["设置", "设立", "设有", "设", "权重为", "分值为"]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
        .unwrap_or(rest);
    let written = &source.document.text(place.node)[place.range()];
    // The name may be written with blanks in it; then its place stays what it was.
    let place = written.rfind(rest).map_or(place, |at| {
        let start = place.start as usize + at;
        Place::new(place.node, start, start + rest.len())
    });
    (rest.to_owned(), place)
}

/// 甲率，乙率，丙率，应得20分: the clauses before the weight, back to the last number of points or the
/// start of the sentence. Where a target or an actual value stands among them, its label is the
/// name; where they open with 满意度指标, that is.
fn listed_names(source: &Source, id: FigureId) -> Vec<Name> {
    let figure = &source.figures[id];
    let node = figure.place.node;
    let (start, first) = since_points(source, id);
    let text = source.document.text(node);
    if let Some(value) = (first..id).find(|i| source.figures[*i].depth == 0) {
        let named = &source.figures[value];
        // 村民用水年初目标值按时用上水，实际完成值两个村晚了五天: the name stands before what is told in words.
        let told = clauses(text, start, named.span.start as usize)
            .into_iter()
            .find_map(|(name, from, to)| before_value(text, &(name, Place::new(node, from, to))));
        if let Some(told) = told {
            return vec![told];
        }
        let name = indicator_name(&named.label);
        // 新建污水管网：目标12公里 names the indicator before the colon, 成活率，目标90% in the clause
        // before.
        if VALUE_ENDS.contains(&name.as_str()) {
            let before = clauses(text, start, named.span.start as usize);
            let clause = before.into_iter().next_back();
            let clause = clause.map(|(name, from, to)| (name, Place::new(node, from, to)));
            if let Some(name) = opening(source, node).or(clause) {
                return vec![name];
            }
        }
        return vec![(name, named.span)];
    }
    let mut names: Vec<Name> = clauses(text, start, figure.span.start as usize)
        .into_iter()
        .map(|(name, from, to)| (name, Place::new(node, from, to)))
        .collect();
    // 管护机制年初目标值建立健全，实际完成值已建立健全 names one indicator and what it reached.
    let named: Vec<Name> = names.iter().filter_map(|n| before_value(text, n)).collect();
    if names.iter().any(|(_, place)| value_word(&text[place.range()]).is_some())
        && !named.is_empty()
    {
        return named;
    }
    // 效益指标，甲率，乙率 lists indicators of a category; 满意度指标，得到认可，非常满意 describes one.
    if names.first().is_some_and(|(n, _)| n.ends_with("指标")) {
        let listed = names.len() > 1 && names[1..].iter().all(|(n, _)| looks_like_indicator(n));
        if listed {
            names.remove(0);
        } else {
            names.truncate(1);
        }
    }
    names
}

/// The name before the word for a target or an actual value in a clause, if it has one and more than
/// a year stands before it.
fn before_value(text: &str, (_, place): &Name) -> Option<Name> {
    let clause = &text[place.range()];
    let at = value_word(clause)?;
    let name = wording::strip(&wording::squeeze(&wording::without_dates(&clause[..at])));
    let end = place.start as usize + at;
    (name.chars().count() >= 2).then(|| (name, Place::new(place.node, place.start as usize, end)))
}

/// Where a clause names a target or an actual value that is told in words.
fn value_word(clause: &str) -> Option<usize> {
    let words = VALUE_ENDS.iter().filter(|w| w.ends_with('值'));
    words.filter_map(|w| clause.find(w).filter(|at| at + w.len() < clause.len())).min()
}

fn looks_like_indicator(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "率", "度", "数", "量", "比", "例", "值", "额", "年限", "改善", "提升", "水平", "效益",
        "影响", "比重", "面积", "次", "增收", "增长", "能力",
    ];
    name.chars().count() <= 16 && ENDS.iter().any(|e| name.ends_with(e))
}

/// The byte and the figure after the last number of points before `id` in its sentence.
fn since_points(source: &Source, id: FigureId) -> (usize, FigureId) {
    let sentence = &source.sentences[source.figures[id].sentence];
    let mut before = (sentence.figures.start..id).rev();
    let last = before.find(|i| source.figures[*i].quantity.unit == Unit::Points);
    match last {
        Some(last) => (source.figures[last].place.end as usize, last + 1),
        None => (sentence.place.start as usize, sentence.figures.start),
    }
}

/// 数量指标，征地面积…: the category that the clause before an indicator names.
pub(super) fn category(source: &Source, id: FigureId) -> Option<String> {
    let (start, _) = since_points(source, id);
    let figure = &source.figures[id];
    let text = source.document.text(figure.place.node);
    let first = clauses(text, start, figure.span.start as usize).into_iter().next()?;
    first.0.ends_with("指标").then_some(first.0)
}

/// The words before the bracket that holds a weight, back to the last separator.
fn bracket_name(source: &Source, figure: &Figure) -> Option<Name> {
    let text = source.document.text(figure.place.node);
    let before = &text[..figure.place.start as usize];
    let open = before.rfind(['（', '('])?;
    let separator =
        before[..open].char_indices().rev().find(|(_, c)| "，；。、：！？\n\t）)".contains(*c));
    let start = separator.map_or(0, |(at, c)| at + c.len_utf8());
    let is_number = |c: char| {
        c.is_ascii_digit() || c.is_whitespace() || ".．、".contains(c) || ('①'..='⑳').contains(&c)
    };
    let name = before[start..open].trim_start_matches(is_number);
    let from = open - name.len();
    let name = wording::strip(&wording::squeeze(name));
    (!name.is_empty()).then(|| (name, Place::new(figure.place.node, from, open)))
}

/// Whether the number of an item stands right before a name: 1.绩效目标, （二）绩效目标, ③绩效目标.
pub(super) fn is_numbered(source: &Source, name: Place) -> bool {
    let before = source.document.text(name.node)[..name.start as usize].trim_end();
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let closed = before.strip_suffix(['.', '．', '、', '）', ')']);
    before.ends_with(|c| ('①'..='⑳').contains(&c)) || closed.is_some_and(|b| b.ends_with(is_digit))
}

/// Words for a target or an actual value, the longer ones first.
const VALUE_ENDS: &[&str] = &[
    "年初目标值",
    "年度目标值",
    "年初目标",
    "年度指标值",
    "年初指标值",
    "指标值",
    "目标值",
    "实际完成值",
    "完成值",
    "目标",
    "实际完成",
    "实际",
    "计划",
];

/// The name of an indicator from the label of its target or actual value.
fn indicator_name(label: &str) -> String {
    let name = VALUE_ENDS.iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label);
    wording::strip(if name.is_empty() { label } else { name })
}

/// Clauses between two bytes of a text, with their bytes.
fn clauses(text: &str, start: usize, end: usize) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut from = start;
    let slice = text.get(start..end).unwrap_or("");
    for (at, c) in slice.char_indices().chain([(slice.len(), '，')]) {
        if !"，,、；。：".contains(c) {
            continue;
        }
        let to = start + at;
        let words = &text[from.min(to)..to];
        let name = wording::strip(&wording::squeeze(words));
        if name.chars().count() >= 2 {
            found.push((name, to - words.trim_start().len(), to));
        }
        from = (to + c.len_utf8()).min(end);
    }
    found
}

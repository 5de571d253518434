//! A body of another county, left over or mistyped.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words, is_han};
use jiheng_language::dictionary;

/// What the names of places of one level end in.
const LEVELS: &[char] = &['县', '区', '旗', '市'];
/// What stands behind the name of the place in that of a body.
const BODIES: &[&str] = &["人民政府", "委员会", "联合会", "中心", "大队", "局"];
/// Words that say what another place has to do with it.
static RELATED: Words = Words::new(&[
    "学习", "考察", "交流", "对口", "协作", "帮扶", "支援", "毗邻", "相邻", "跨", "赴", "借鉴",
    "共建", "共治", "移交", "划转", "流域", "兄弟", "合作", "援",
]);
/// Characters before 县 that make no name of a place: words, and places without a name.
#[rustfmt::skip]
const NO_NAME: &str = "本该各我全所外邻县市区旗省州和与由经向报及到在对上下受据为是从被将按请跟前后城社校景园小地新片辖林矿灌山库牧治发险政属直挂";

/// An ordinary word: one in about a million.
const COMMON: dictionary::Weight = 110;

pub(super) fn check(cx: &Context) -> Verdict {
    let Some((level, own)) = own_place(cx) else {
        return Verdict::Unable("没有读到本地的地名".into());
    };
    let mut others: Vec<Body> = Vec::new();
    let mut bare: Vec<Body> = Vec::new();
    let mut says_own = false;
    for (node, text) in cx.texts() {
        for body in bodies(node, text, level) {
            match body.place_name.as_str() {
                "" => says_own = true,
                name if own.ends_with(name) => says_own = true,
                _ if !is_related(text, body.at) => others.push(body),
                _ => {}
            }
        }
        // 县财政局 where the place is a 旗.
        let is_bare = |b: &Body| b.place_name.is_empty() && b.stands_alone;
        if matches!(level, '区' | '旗') {
            bare.extend(bodies(node, text, '县').into_iter().filter(is_bare));
        }
    }
    let mut names: Vec<&str> = others.iter().map(|b| b.place_name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    // Who speaks of several other places means them.
    let is_single = names.len() == 1 && others.len() <= 2;
    let slips = others.iter().filter(|_| is_single).chain(bare.iter().filter(|_| bare.len() == 1));
    let findings = slips.map(|body| finding(body, &own)).collect();
    Verdict::of_looked(findings, says_own)
}

fn finding(body: &Body, own: &str) -> Finding {
    let message = format!("这是{own}的报告，此处写着“{}”，疑为别处的单位", body.name);
    let place = Place::new(body.node, body.at, body.at + body.name.len());
    Finding::new("L009", Level::Doubt, place, message, "改为本地的单位，或写明与它的关系")
}

/// The level and the name of the place that the body belongs to (清河县).
fn own_place(cx: &Context) -> Option<(char, String)> {
    let title = cx.facts.subject.title.as_ref().map(|t| t.value.as_str());
    let named = cx.unit().and_then(place_in);
    named.or_else(|| title.and_then(opening_place))
}

/// 清河县2021年农村妇女免费检查项目绩效评价报告 is of 清河县.
fn opening_place(title: &str) -> Option<(char, String)> {
    const MAX_CHARS: usize = 5;
    let title = title.trim_start_matches("关于");
    let end = title.find(|c: char| c.is_ascii_digit())?;
    let name = &title[..end];
    // 云岭市江北区: the inner place.
    let outer = name.char_indices().rev().skip(1).find(|(_, c)| LEVELS.contains(c) || *c == '省');
    let name = &name[outer.map_or(0, |(at, c)| at + c.len_utf8())..];
    let level = name.chars().next_back().filter(|c| LEVELS.contains(c))?;
    (3..=MAX_CHARS).contains(&name.chars().count()).then(|| (level, name.to_owned()))
}

fn place_in(unit: &str) -> Option<(char, String)> {
    const NAME_CHARS: usize = 2;
    // 云岭市清河县民政局 belongs to the inner place.
    let (at, level) = unit.char_indices().rev().find(|(at, c)| {
        let before = unit[..*at].chars().rev().take(NAME_CHARS);
        LEVELS.contains(c)
            && before.clone().count() == NAME_CHARS
            && before.into_iter().all(|c| !NO_NAME.contains(c))
            && at + c.len_utf8() < unit.len()
    })?;
    let name = &unit[..at + level.len_utf8()];
    let inner = name.char_indices().rev().skip(1).find(|(_, c)| LEVELS.contains(c) || *c == '省');
    Some((level, name[inner.map_or(0, |(i, c)| i + c.len_utf8())..].to_owned()))
}

/// A body named with a place of a level.
struct Body {
    node: NodeId,
    /// The byte that its name starts at.
    at: usize,
    name: String,
    /// The last characters of the place before its level; empty where it has no name.
    place_name: String,
    /// Nothing that could be a name stands before it.
    stands_alone: bool,
}

fn bodies(node: NodeId, text: &str, level: char) -> Vec<Body> {
    const NAME_CHARS: usize = 2;
    let mut found = Vec::new();
    for (at, _) in text.match_indices(level) {
        let behind = at + level.len_utf8();
        let Some(length) = body_length(&text[behind..]) else { continue };
        let before: Vec<(usize, char)> = text[..at].char_indices().rev().take(NAME_CHARS).collect();
        let is_name = before.len() == NAME_CHARS
            && before.iter().all(|(_, c)| is_han(*c) && !NO_NAME.contains(*c));
        // 包括县财政局, 提请区财政局: an ordinary word stands before it.
        let is_word = |pair: &[(usize, char)]| {
            let mut name: Vec<char> = pair.iter().rev().map(|(_, c)| *c).collect();
            let is_common = dictionary::weight(&name).is_some_and(|w| w <= COMMON);
            name.push(level);
            // 会同县 is a place, but one does things 会同县财政局.
            is_common && (name.starts_with(&['会', '同']) || dictionary::weight(&name).is_none())
        };
        let is_name = is_name && !is_word(&before);
        let start = if is_name { before[NAME_CHARS - 1].0 } else { at };
        let first = before.first().map(|(_, c)| *c);
        found.push(Body {
            node,
            at: start,
            name: text[start..behind + length].to_owned(),
            place_name: if is_name { text[start..behind].to_owned() } else { String::new() },
            // 市县财政局, 各县财政局 speak of several.
            stands_alone: !is_name && first.is_none_or(|c| !"市各区全外邻本我该".contains(c)),
        });
    }
    found
}

/// The bytes of 财政局 or 残疾人联合会 at the start of a text.
fn body_length(text: &str) -> Option<usize> {
    const MAX_CHARS: usize = 10;
    let reach = text.char_indices().nth(MAX_CHARS + 2).map_or(text.len(), |(at, _)| at);
    let near = &text[..reach];
    let words = near.find(|c: char| !is_han(c)).unwrap_or(near.len());
    let near = &near[..words];
    let end = BODIES.iter().filter_map(|w| near.find(w).map(|at| at + w.len())).min()?;
    let is_name =
        !near[..end].contains(['的', '和', '与', '及', '各', '等', '级', '县', '市', '区']);
    is_name.then_some(end)
}

/// Whether the sentence says what the place has to do with this one.
fn is_related(text: &str, at: usize) -> bool {
    let (start, end) = crate::text::sentence_around(text, at);
    RELATED.any_in(&text[start..end])
}

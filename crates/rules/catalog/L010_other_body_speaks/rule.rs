//! What a report tells of its own body is not told of another one.

use crate::bodies::{KINDS, is_above, is_own, kind_of};
use crate::text::{clause_around, matches};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words, is_han};
use jiheng_facts::subject::BODY_ENDS;

/// Told of the own body and of none of its kind beside it.
static OF_OUR_KIND: Words = Words::new(&[
    "编制",
    "核定编制",
    "行政编制",
    "事业编制",
    "人员编制",
    "核定行政",
    "核定事业",
    "实有",
    "内设",
    "下设",
    "下辖",
    "辖",
]);
/// The same, behind the year: 某镇2023年度部门整体绩效自评表.
static OF_OUR_YEAR: Words =
    Words::new(&["部门整体", "整体支出", "整体绩效", "部门决算", "单位决算"]);
/// Told of the own place, where a body is a place.
static OF_A_PLACE: Words = Words::new(&["位于", "地处"]);
/// Statements that a body makes for itself, whatever kind it is of.
static STATEMENTS: Words = Words::new(&[
    "无国有资本经营预算",
    "无政府性基金",
    "没有使用",
    "没有政府性基金",
    "没有国有资本",
    "未使用政府性基金",
]);
/// What a body answers for: 对自评结果的真实性负责.
static ANSWERS_FOR: Words =
    Words::new(&["对自评结果", "对本报告", "对报告内容", "对所提供", "对评价结果"]);
/// Where a body publishes.
static SITES: Words = Words::new(&["门户网站", "官方网站", "网站", "官网"]);
/// The ends of the names of townships that act.
static TOWNS: Words = Words::new(&["镇政府", "乡政府", "镇人民政府", "乡人民政府", "街道办事处"]);

/// Another body in the place of the own one: where its name starts, and the name.
type Other<'t> = (usize, &'t str);

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(unit) = cx.unit() else { return Verdict::Unable("没有读到单位名称".into()) };
    let own = Own { unit, kind: kind_of(unit).unwrap_or_default() };
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        let mut others = own.speaking(text);
        others.extend(own.whole_place(text));
        others.extend(own.site(text));
        others.extend(own.acting_town(text));
        others.retain(|(_, name)| is_named_once(cx, name));
        findings.extend(others.into_iter().map(|other| finding(node, unit, other)));
    }
    findings.sort_by_key(Finding::place);
    findings.dedup_by_key(|f| f.place());
    Verdict::of(findings)
}

fn finding(node: NodeId, unit: &str, (at, name): Other) -> Finding {
    let place = Place::new(node, at, at + name.len());
    let message = format!("此处应是本单位“{unit}”或本地，却写着“{name}”");
    Finding::new("L010", Level::Doubt, place, message, "改为本单位或本地，并核对这一段")
}

/// Who is named again has to do with the report.
fn is_named_once(cx: &Context, name: &str) -> bool {
    let bare = name.trim_start_matches(['省', '市', '县', '区', '旗', '州', '乡', '镇']);
    cx.texts().map(|(_, text)| matches(text, bare).count()).sum::<usize>() == 1
}

struct Own<'a> {
    unit: &'a str,
    kind: &'static [&'static str],
}

impl Own<'_> {
    /// 某局编制合计96名, 某会2022年度没有使用…: the subject of what a report tells of its own body.
    fn speaking<'t>(&self, text: &'t str) -> Vec<Other<'t>> {
        let mut found = Vec::new();
        let subjects = |words: &Words| {
            let places = words.matches(text);
            let told = places.filter_map(|(at, _)| {
                let (start, name) = subject_before(text, at)?;
                Some((at, start, name))
            });
            told.collect::<Vec<_>>().into_iter()
        };
        found.extend(subjects(&OF_OUR_KIND).filter(|(.., name)| self.is_of_our_kind(name)));
        let behind_year = |at: usize| text[..at].ends_with("年度") || text[..at].ends_with('年');
        found.extend(
            subjects(&OF_OUR_YEAR)
                .filter(|(at, _, name)| behind_year(*at) && self.is_of_our_kind(name)),
        );
        let is_place = self.kind == KINDS[0];
        found.extend(
            subjects(&OF_A_PLACE).filter(|(.., name)| is_place && self.is_of_our_kind(name)),
        );
        found.extend(subjects(&STATEMENTS).filter(|(.., name)| self.is_other(name)));
        let answers = |at: usize| {
            let (_, end) = clause_around(text, at);
            text[at..end].contains("真实") && text[at..end].contains("负责")
        };
        found.extend(
            subjects(&ANSWERS_FOR).filter(|(at, _, name)| answers(*at) && self.is_other(name)),
        );
        found.into_iter().map(|(_, start, name)| (start, name)).collect()
    }

    /// 全镇（某镇）: the place of the report under another name.
    fn whole_place<'t>(&self, text: &'t str) -> Vec<Other<'t>> {
        const LEVELS: &[&str] = &["镇", "乡", "街道", "县", "区", "旗"];
        let opened = matches(text, "全").filter_map(|(at, all)| {
            let behind = &text[at + all.len()..];
            let (level, rest) = LEVELS.iter().find_map(|l| Some((l, behind.strip_prefix(*l)?)))?;
            let rest = rest.strip_prefix('（')?;
            let name = &rest[..rest.find('）')?];
            Some((text.len() - rest.len(), name)).filter(|(_, n)| n.ends_with(level))
        });
        opened
            .filter(|(_, name)| {
                let bare = LEVELS.iter().find_map(|level| name.strip_suffix(level)).unwrap_or(name);
                (2..=4).contains(&bare.chars().count())
                    && is_plain_name(bare)
                    && !self.unit.contains(bare)
                    && !["开发", "景", "高新", "新"].contains(&bare)
            })
            .collect()
    }

    /// 随部门决算在某县政府门户网站公开: the site of another place or of another body of our kind.
    fn site<'t>(&self, text: &'t str) -> Vec<Other<'t>> {
        let sites = SITES.matches(text);
        let named = sites.filter_map(|(at, _)| {
            let (start, before) = run_before(text, at)?;
            let from = before.rfind('在')? + '在'.len_utf8();
            Some((start + from, &before[from..]))
        });
        named
            .filter(|(_, name)| match government_of(name) {
                Some(place) => is_other_place(place, self.unit),
                None => self.is_of_our_kind(name),
            })
            .collect()
    }

    /// 某镇政府动用预备费: in the report of a township, another one acts.
    fn acting_town<'t>(&self, text: &'t str) -> Vec<Other<'t>> {
        if self.kind != KINDS[0] {
            return Vec::new();
        }
        let named = TOWNS.matches(text).filter_map(|(at, word)| {
            let (start, before) = run_before(text, at)?;
            let name = text.get(start..at + word.len())?;
            let bare = (2..=3).contains(&before.chars().count()) && is_plain_name(before);
            (bare && !self.unit.contains(before)).then_some((start, name))
        });
        named.collect()
    }

    fn is_of_our_kind(&self, name: &str) -> bool {
        let Some(end) = self.kind.iter().filter(|e| name.ends_with(**e)).max_by_key(|e| e.len())
        else {
            return false;
        };
        let bare = name.strip_suffix(end).unwrap_or(name);
        bare.chars().count() >= 2 && !self.unit.contains(bare) && self.is_other(name)
    }

    /// The name of a body that is neither the own one nor one above or below.
    fn is_other(&self, name: &str) -> bool {
        const CHARS: std::ops::RangeInclusive<usize> = 3..=16;
        let is_below = ["分局", "管理局", "服务中心"].iter().any(|w| name.ends_with(w));
        CHARS.contains(&name.chars().count())
            && BODY_ENDS.iter().any(|e| name.ends_with(e))
            && is_plain_name(name)
            && !is_below
            && !is_own(name, self.unit)
            && !is_above(name)
    }
}

/// No word that stands for all or several, and nothing that makes a phrase of it.
fn is_plain_name(name: &str) -> bool {
    #[rustfmt::skip]
    static PHRASE: Words = Words::new(&[
        "各", "本", "我", "全", "该", "其", "所属", "下属", "直属", "的", "和", "与", "及", "由", "对", "含", "除", "年", "乡镇",
        "单位", "部门", "纳入", "关于", "按照", "根据", "将", "上级", "系统", "项目", "资金", "支出", "预算", "绩效", "经", "报", "请", "向",
    ]);
    !PHRASE.any_in(name)
}

/// The words of a clause right before a byte, with neither digits nor marks.
fn run_before(text: &str, at: usize) -> Option<(usize, &str)> {
    const MAX_CHARS: usize = 24;
    let before = &text[..at];
    let run = before.char_indices().rev().take(MAX_CHARS).take_while(|(_, c)| is_han(*c));
    let start = run.last()?.0;
    Some((start, &before[start..]))
}

/// The subject before a predicate, a year between them left out.
fn subject_before(text: &str, at: usize) -> Option<(usize, &str)> {
    const YEAR: usize = 4;
    let before = &text[..at];
    let number = before.strip_suffix("年度").or_else(|| before.strip_suffix('年'));
    let end = number.map_or(at, |number| {
        let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits == YEAR { number.len() - YEAR } else { at }
    });
    run_before(text, end)
}

/// 某县 of 某县人民政府 and 某县政府.
fn government_of(name: &str) -> Option<&str> {
    name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府"))
}

/// Another place of the level that the own body belongs to.
fn is_other_place(place: &str, unit: &str) -> bool {
    const NAME_CHARS: usize = 3;
    let inner = place.char_indices().rev().nth(NAME_CHARS - 1).map(|(at, _)| &place[at..]);
    let (Some(name), Some(level)) = (inner, place.chars().next_back()) else { return false };
    "县区旗市镇乡".contains(level)
        && unit.contains(level)
        && !unit.contains(name)
        && is_plain_name(name)
}

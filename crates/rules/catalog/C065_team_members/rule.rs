//! A group has as many people as its head, its deputies and its members make.

use crate::text::{matches, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, words};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs().filter(|(_, text)| text.contains("组长")) {
        let Some(team) = Team::read(text) else { continue };
        looked = true;
        findings.extend(team.finding(node));
    }
    Verdict::of_looked(findings, looked)
}

/// 由局长任组长、2名副局长任副组长、6个股室负责人为成员的自评工作组（共10人）
struct Team {
    deputies: u32,
    /// The deputies are counted in so many words.
    sure: bool,
    members: u32,
    total: u32,
    /// Where the total is told, and the whole sentence.
    told: (usize, usize),
    sentence: (usize, usize),
}

impl Team {
    fn read(text: &str) -> Option<Self> {
        const HEADS: &[&str] = &["任组长", "为组长"];
        let head = HEADS.iter().find_map(|w| Some((text.find(w)?, w.len())))?;
        let sentence = sentence_around(text, head.0);
        let rest_start = head.0 + head.1;
        let rest = text.get(rest_start..sentence.1)?;
        let (deputies, sure, behind) = deputies(rest)?;
        let members = members(behind, rest)?;
        let (total, at, end) = total(rest)?;
        let told = (rest_start + at, rest_start + end);
        Some(Self { deputies, sure, members, total, told, sentence })
    }

    fn finding(&self, node: NodeId) -> Option<Finding> {
        let sum = 1 + self.deputies + self.members;
        if sum == self.total {
            return None;
        }
        let level = if self.sure { Level::Error } else { Level::Doubt };
        let message = format!(
            "组长1人、副组长{}人、成员{}人，合计{sum}人，写为共{}人",
            self.deputies, self.members, self.total
        );
        let place = Place::new(node, self.told.0, self.told.1);
        let whole = Place::new(node, self.sentence.0, self.sentence.1);
        Some(
            Finding::new("C065", level, place, message, "核对小组的组成和人数")
                .compare(format!("{sum}人"), format!("{}人", self.total))
                .using(whole, Role::Against, "组成"),
        )
    }
}

/// How many deputies, whether they are counted, and what stands behind them.
fn deputies(rest: &str) -> Option<(u32, bool, &str)> {
    const WORDS: &[&str] = &["任副组长", "为副组长"];
    let Some((before, behind)) = WORDS.iter().find_map(|w| rest.split_once(w)) else {
        return (!rest.contains("副组长")).then_some((0, true, rest));
    };
    let before = before.trim_start_matches(['、', '，']);
    if let Some(counted) = counted(before, &["名", "位"]) {
        return Some((counted, true, behind));
    }
    // 分管副校长 is one; several are named one by one.
    let is_one = !words!["、", "和", "及", "各", "等", "其他", "班子"].any_in(before);
    is_one.then_some((1, false, behind))
}

/// 其中成员7人, 6个股室负责人为成员, 办公室、教务处、财务室负责人为成员.
fn members(behind: &str, rest: &str) -> Option<u32> {
    let mut behind_word = matches(rest, "成员").map(|(at, word)| &rest[at + word.len()..]);
    if let Some(told) = behind_word.find_map(|words| number(words, &["人", "名"])) {
        return Some(told);
    }
    let before = ["为成员", "任成员"].iter().find_map(|w| behind.split_once(w))?.0;
    let before = before.trim_start_matches(['、', '，']);
    if let Some(counted) = counted(before, &["名", "位", "个"]) {
        return Some(counted);
    }
    let is_list = before.contains('、')
        && before.ends_with("负责人")
        && !words!["各", "等", "和", "及", "与", "其他", "有关", "相关", "，"].any_in(before);
    is_list.then(|| u32::try_from(before.split('、').count()).ok())?
}

/// 2名副局长: a number that opens a part and is the only one in it.
fn counted(part: &str, measures: &[&str]) -> Option<u32> {
    let single = !words!["、", "和", "及"].any_in(part);
    number(part, measures).filter(|_| single)
}

/// 共10人, with where it stands.
fn total(rest: &str) -> Option<(u32, usize, usize)> {
    matches(rest, "共").find_map(|(at, word)| {
        let behind = &rest[at + word.len()..];
        let total = number(behind, &["人"])?;
        let end = behind.find('人')? + "人".len();
        Some((total, at, at + word.len() + end))
    })
}

/// A number at the start of a text, in digits or as 两, with one of the measures behind it.
fn number(text: &str, measures: &[&str]) -> Option<u32> {
    const CHINESE: &str = "一二三四五六七八九十";
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = text.chars().next()?;
    let (value, length) = if digits > 0 {
        (text[..digits].parse().ok()?, digits)
    } else if first == '两' {
        (2, first.len_utf8())
    } else {
        let at = CHINESE.chars().position(|c| c == first)?;
        (u32::try_from(at).ok()? + 1, first.len_utf8())
    };
    let behind = text[length..].trim_start();
    measures.iter().any(|m| behind.starts_with(m)).then_some(value)
}

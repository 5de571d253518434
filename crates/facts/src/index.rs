//! Looking a quantity up by the words that name it.

use crate::figure::{Figure, FigureId, FigureYear, Sentence};
use crate::role::Role;
use crate::wording;
use jiheng_base::{Dimension, NodeId, words};
use jiheng_law::{Concept, Concepts};
use std::ops::Range;

/// How well a label answers to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// One is part of the other.
    Loose,
    /// One ends with the other.
    Suffix,
    /// The same name, or another name of the same quantity.
    Exact,
}

/// A figure as it is looked up.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// Its label without the words that do not tell quantities apart.
    pub(crate) name: String,
    /// The quantity of the budget year that the name stands for.
    pub(crate) concept: Option<Concept>,
    pub(crate) role: Role,
    /// It stands where the goals are told, not what became of them.
    pub(crate) in_goals: bool,
    /// What its item is about, where its own label does not say (“三公”经费变动率：支出…).
    pub(crate) subject: String,
}

/// The figures of a document with all that is needed to find them again.
pub(crate) struct Index<'a> {
    pub(crate) figures: &'a [Figure],
    pub(crate) sentences: &'a [Sentence],
    pub(crate) topics: Vec<Topic>,
    concepts: &'a Concepts,
    own: Own<'a>,
}

/// Whose report it is, and of which year.
#[derive(Clone, Copy, Default)]
pub(crate) struct Own<'a> {
    pub(crate) year: Option<u16>,
    pub(crate) unit: Option<&'a str>,
}

impl Own<'_> {
    /// A name without that of the reporting body before it, in full or without its region
    /// (某县某镇人民政府支出, 某镇人民政府支出): the report speaks of nobody else.
    fn without_unit<'n>(&self, name: &'n str) -> &'n str {
        const SHORTEST: usize = 3;
        let Some(unit) = self.unit else { return name };
        let ends = unit.char_indices().map(|(at, _)| &unit[at..]);
        ends.take_while(|end| end.chars().count() >= SHORTEST)
            .find_map(|end| name.strip_prefix(end))
            .filter(|rest| rest.chars().count() >= 2)
            .unwrap_or(name)
    }
}

/// What a paragraph is about.
pub(crate) struct About {
    /// The title of the item that the paragraph opens, where a colon follows it.
    pub(crate) item: String,
    /// The title of the heading that it stands under.
    pub(crate) heading: String,
}

impl About {
    /// What an expenditure told here is, where it is not that of the year: that under “三公”经费,
    /// under 基本支出 or 项目支出.
    fn expenditure(&self, concepts: &Concepts) -> Option<Concept> {
        let title = if self.item.is_empty() { &self.heading } else { &self.item };
        if self.item.contains("三公") || self.heading.contains("三公") {
            return Some(Concept::ThreePublic);
        }
        concept_of(concepts, title).filter(|c| matches!(c, Concept::Basic | Concept::Project))
    }
}

impl Topic {
    fn of(figure: &Figure, concepts: &Concepts, about: &About, own: Own) -> Self {
        let label = own.without_unit(&figure.label);
        let concept = concept_of(concepts, label).map(|concept| match concept {
            Concept::Expenditure => about.expenditure(concepts).unwrap_or(concept),
            other => other,
        });
        Self {
            name: normalize(label),
            concept,
            role: crate::role::role_of(figure),
            in_goals: tells_goals(&about.heading),
            subject: about.item.clone(),
        }
    }
}

impl<'a> Index<'a> {
    pub(crate) fn new(
        figures: &'a [Figure],
        sentences: &'a [Sentence],
        concepts: &'a Concepts,
        own: Own<'a>,
        about: impl Fn(NodeId) -> About,
    ) -> Self {
        let by_node = figures.chunk_by(|a, b| a.place.node == b.place.node);
        let topics = by_node
            .flat_map(|figures| {
                let about = about(figures[0].place.node);
                figures.iter().map(move |f| Topic::of(f, concepts, &about, own))
            })
            .collect();
        Self { figures, sentences, topics, concepts, own }
    }

    /// Figures of the running text of a sentence, without those in brackets and quotes.
    pub(crate) fn main(&self, sentence: usize) -> impl DoubleEndedIterator<Item = FigureId> + '_ {
        let range = self.sentences.get(sentence).map_or(0..0, |s| s.figures.clone());
        range.filter(|id| self.figures[*id].depth == 0 && !self.figures[*id].quoted)
    }

    pub(crate) fn role(&self, id: FigureId) -> Role {
        self.topics[id].role
    }

    pub(crate) fn dimension(&self, id: FigureId) -> Dimension {
        self.figures[id].quantity.dimension()
    }

    /// Whether a figure does not speak of another year than the report does.
    pub(crate) fn is_current(&self, id: FigureId) -> bool {
        match self.figures[id].year {
            Some(FigureYear::Prior) => false,
            Some(FigureYear::Printed(year, _)) => self.own.year.is_none_or(|own| year == own),
            None => true,
        }
    }

    /// Whether a year is the one before the year reported on.
    pub(crate) fn is_last_year(&self, year: u16) -> bool {
        self.own.year.is_some_and(|own| own == year + 1)
    }

    pub(crate) fn is_plain(&self, id: FigureId) -> bool {
        self.role(id) == Role::Plain && self.figures[id].depth == 0 && !self.figures[id].quoted
    }

    /// Sentences of the same paragraph.
    pub(crate) fn paragraph(&self, sentence: usize) -> Range<usize> {
        let node = |s: &Sentence| s.place.node;
        let Some(here) = self.sentences.get(sentence).map(node) else {
            return 0..0;
        };
        let first =
            self.sentences[..sentence].iter().rposition(|s| node(s) != here).map_or(0, |at| at + 1);
        let last = self.sentences[sentence..].iter().position(|s| node(s) != here);
        first..last.map_or(self.sentences.len(), |n| sentence + n)
    }

    /// The concept that a name stands for.
    pub(crate) fn concept(&self, name: &str) -> Option<Concept> {
        concept_of(self.concepts, self.own.without_unit(name))
    }

    /// Plain figures of a dimension that answer to a name, the best first: by how well the label
    /// answers, then by distance before `near`, then by distance after it.
    pub(crate) fn resolve(
        &self,
        name: &str,
        dimension: Dimension,
        near: FigureId,
    ) -> Vec<(FigureId, Match)> {
        let concept = self.concept(name);
        let name = normalize(name);
        let mut found: Vec<(FigureId, Match)> = (0..self.figures.len())
            .filter(|id| *id != near && self.dimension(*id) == dimension && self.is_plain(*id))
            .filter(|id| self.is_current(*id))
            .filter_map(|id| Some((id, self.answers(id, &name, concept)?)))
            .collect();
        let rank = |id: FigureId, quality: Match| {
            (std::cmp::Reverse(quality), self.figures[id].in_table, distance(id, near))
        };
        found.sort_by_key(|(id, quality)| rank(*id, *quality));
        found
    }

    fn answers(&self, id: FigureId, name: &str, concept: Option<Concept>) -> Option<Match> {
        let topic = &self.topics[id];
        if concept.is_some() && topic.concept.is_some() {
            return (topic.concept == concept).then_some(Match::Exact);
        }
        let full = format!("{}{}", normalize(&topic.subject), topic.name);
        if topic.name == name || full == name {
            return Some(Match::Exact);
        }
        // A bare 支出 or 收入 ends many names and tells nothing.
        if name.chars().count() < 3
            || concept.is_some_and(|c| matches!(c, Concept::Income | Concept::Expenditure))
        {
            return None;
        }
        let long_enough = topic.name.chars().count() >= 2;
        // 本年基本支出 is a 基本支出, but a bare 预算 is not the 年初预算.
        if long_enough && topic.name.ends_with(name) {
            return Some(Match::Suffix);
        }
        (long_enough
            && (topic.name.contains(name)
                || name.contains(topic.name.as_str())
                || full.contains(name)))
        .then_some(Match::Loose)
    }
}

/// Before is nearer than after, and any distance before beats the same distance after.
fn distance(id: FigureId, near: FigureId) -> (usize, bool) {
    (id.abs_diff(near), id > near)
}

/// 年度绩效目标, but not 绩效目标完成情况.
fn tells_goals(heading: &str) -> bool {
    heading.contains("目标")
        && !words!["完成", "实现", "情况", "分析", "偏离", "未"].any_in(heading)
}

fn concept_of(concepts: &Concepts, label: &str) -> Option<Concept> {
    let dateless = wording::without_dates(label);
    let name = wording::trimmed(&dateless);
    let known = |name: &str| concepts.of(name).or_else(|| concepts.of(without_scope(name)));
    // 调整后的预算经费 is a 调整后的预算.
    let named = |name: &str| known(name).or_else(|| name.strip_suffix("经费").and_then(known));
    // 全年预算数（调整后预算加上年结转）: the aside explains the name.
    named(name).or_else(|| {
        name.split_once(['（', '(']).and_then(|(bare, _)| named(wording::trimmed(bare)))
    })
}

/// Words before a name that tell nothing about which quantity it is.
#[rustfmt::skip]
const SCOPES: &[&str] = &[
    "其中", "本年度", "全年", "本年", "当年", "年度", "今年", "我局", "我校",
    "我单位", "我镇", "本单位", "全部", "整个", "部门", "单位", "学校",
];
/// Words behind it that do not either.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "总额", "总数", "合计", "数额", "金额", "数量", "情况", "数", "额",
];

/// A name without the words that do not tell one quantity from another.
pub(crate) fn normalize(name: &str) -> String {
    without_scope(wording::trimmed(&wording::without_dates(name))).to_owned()
}

fn without_scope(name: &str) -> &str {
    let long_enough = |s: &&str| s.chars().count() >= 2;
    let mut rest = name;
    for word in SCOPES {
        rest = rest.strip_prefix(word).filter(long_enough).unwrap_or(rest);
    }
    for word in MEASURES {
        rest = rest.strip_suffix(word).filter(long_enough).unwrap_or(rest);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::Own;

    #[test]
    fn the_own_name_tells_no_quantity() {
        let own = Own { year: None, unit: Some("清河县云岭镇人民政府") };
        for label in ["清河县云岭镇人民政府支出", "云岭镇人民政府支出", "人民政府支出"]
        {
            assert_eq!(own.without_unit(label), "支出");
        }
        assert_eq!(own.without_unit("石桥乡人民政府支出"), "石桥乡人民政府支出");
        assert_eq!(own.without_unit("云岭镇人民政府"), "云岭镇人民政府");
        let nobody = Own { year: None, unit: None };
        assert_eq!(nobody.without_unit("财政局支出"), "财政局支出");
    }
}

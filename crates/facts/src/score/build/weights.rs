//! Points that tell what can be earned.

use super::Builder;
use crate::figure::{FigureId, Sentence};
use crate::score::names;
use jiheng_base::{Place, Unit};

impl Builder<'_> {
    /// 目标90%，5分得5分; 4分扣1.5分，得2.5分: a bare number of points right before what was given of it.
    pub(super) fn opens_share(&self, id: FigureId) -> bool {
        let figures = self.source.figures;
        let (Some(figure), Some(next)) = (figures.get(id), figures.get(id + 1)) else {
            return false;
        };
        let text = self.source.document.text(figure.place.node);
        let between = text.get(figure.place.end as usize..next.place.start as usize);
        figure.depth == 0
            && figure.quantity.unit == Unit::Points
            && figure.lead.is_empty()
            && next.place.node == figure.place.node
            && next.quantity.unit == Unit::Points
            && between.is_some_and(|b| ["得", "实得", "计", "扣"].contains(&b.trim()))
    }

    /// 设置决策、过程、产出、效益4个一级指标，分值分别为20分、25分、30分和25分: the names of the first level, then their
    /// weights in the same order. Whether the sentence tells them so.
    pub(super) fn weights_in_order(&mut self, sentence: &Sentence, text: &str) -> bool {
        const TOLD: &[&str] = &["分值分别为", "权重分别为", "分值依次为", "权重依次为"];
        let Some(at) = TOLD.iter().find_map(|w| text.find(w)) else { return false };
        let start = sentence.place.start as usize;
        let weights: Vec<FigureId> = (sentence.figures.clone())
            .filter(|id| self.source.figures[*id].place.start as usize >= start + at)
            .take_while(|id| self.source.figures[*id].quantity.unit == Unit::Points)
            .collect();
        let names = listed_before(text, at);
        if names.len() != weights.len() || names.len() < 2 {
            return false;
        }
        // 数量、质量、时效、成本四类指标权重依次为20分、12分、10分、8分 share out one dimension.
        let are_categories =
            names.iter().all(|(_, name)| ["数量", "质量", "时效", "成本"].contains(name));
        for ((from, name), weight) in names.into_iter().zip(weights) {
            let place = Place::new(self.node, start + from, start + from + name.len());
            let item = self.open(vec![(name.to_owned(), place)], weight);
            item.weight = Some(weight);
            item.is_first_level = !are_categories;
        }
        true
    }

    pub(super) fn weight_of_share(&mut self, id: FigureId) {
        let value = |id: FigureId| self.source.figures[id].quantity.value;
        let is_known = self.done.last().is_some_and(|i| {
            i.node == self.node && !i.is_scored() && i.weight.is_some_and(|w| value(w) == value(id))
        });
        if !is_known {
            let first = self.source.sentences[self.source.figures[id].sentence].figures.start;
            let before = self.done.last().filter(|i| i.node == self.node);
            let from = before.and_then(|i| i.weight.max(i.score)).map_or(first, |last| last + 1);
            let names = names::of_share(self.source, id, from.max(first));
            self.open(names, id).weight = Some(id);
        }
    }

    pub(super) fn weight(&mut self, id: FigureId, tells_scheme: bool) {
        if let Some(item) = self.scored_before_bracket(id) {
            self.done[item].weight = Some(id);
            return;
        }
        let mut names = names::before_weight(self.source, id);
        if tells_scheme {
            names = names.into_iter().map(|name| names::of_scheme(self.source, name)).collect();
        }
        // 产出指标小计50分，得49.73分 sums up the items before it.
        if names.first().is_some_and(|(name, _)| name.ends_with("小计") || name.ends_with("合计"))
        {
            return;
        }
        let category = names::category(self.source, id);
        let is_numbered =
            names.first().is_some_and(|(_, place)| names::is_numbered(self.source, *place));
        let item = self.open(names, id);
        item.weight = Some(id);
        item.is_numbered = is_numbered;
        item.is_first_level = tells_scheme;
        item.category = category;
    }

    /// 决策类14.50分（满分15分）: the item whose score stands right before the bracket of a weight.
    fn scored_before_bracket(&self, id: FigureId) -> Option<usize> {
        let figure = &self.source.figures[id];
        let last = self.done.len().checked_sub(1)?;
        let item = self.done.get(last).filter(|i| i.node == self.node && i.weight.is_none())?;
        let score = self.source.figures[item.score?].place;
        let text = self.source.document.text(self.node);
        let between = text.get(score.end as usize..figure.place.start as usize)?;
        let opens = between.starts_with(['（', '(']);
        (figure.depth > 0 && opens && !between.contains(['。', '；'])).then_some(last)
    }

    /// 投入15分、过程40分 in a sentence that tells the scheme.
    pub(super) fn weight_of_name(&mut self, id: FigureId, is_first_level: bool) {
        let figure = &self.source.figures[id];
        let name = figure.label.trim_start_matches("按照").trim_start_matches("按").to_owned();
        if ["", "和", "及", "与"].contains(&name.as_str()) {
            return;
        }
        let name = (name, figure.span);
        let is_total = ["合计", "共计", "总计", "共"].contains(&name.0.as_str());
        let is_first_level = is_first_level && !is_total;
        let name = if is_first_level { names::of_scheme(self.source, name) } else { name };
        let item = self.open(vec![name], id);
        item.weight = Some(id);
        item.is_first_level = is_first_level;
    }
}

/// The names that 、 joins in the last list before a byte of a text, each with its byte: 决策、过程、产出、效益 of
/// 设置决策、过程、产出、效益4个一级指标.
fn listed_before(text: &str, at: usize) -> Vec<(usize, &str)> {
    let before = &text[..at];
    let Some(first) = before.find('、') else { return Vec::new() };
    let end = before[first..]
        .find(|c: char| c.is_ascii_digit() || "，；。等四五六三两".contains(c))
        .map_or(before.len(), |end| first + end);
    let opens = before[..first]
        .rfind(['，', '；', '。', '：', '设', '为', '由', '括', '置', '含', '从', '按']);
    let start =
        opens.map_or(0, |open| open + before[open..].chars().next().map_or(0, char::len_utf8));
    let mut from = start;
    before[start..end]
        .split(['、', '和'])
        .map(|name| {
            let told = (from, name);
            from += name.len() + '、'.len_utf8();
            told
        })
        .filter(|(_, name)| !name.is_empty())
        .collect()
}

//! Points that tell what was earned, of which item or of the whole.

use super::Builder;
use crate::figure::{Figure, FigureId};
use crate::score::tree::same_name;
use crate::score::{ScoreItem, names};
use jiheng_base::words;

impl Builder<'_> {
    /// A score belongs to the item before it in the text that has none yet, else to the name that
    /// stands before it.
    pub(super) fn score(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        let own = names::before_score(figure);
        let sums_up = own.is_empty() && figure.lead.ends_with("共得");
        if let Some(item) = self.summed_up(if sums_up { "共" } else { &own }, id) {
            self.done[item].score = Some(id);
            return;
        }
        if self.corrects(&own, id) {
            return;
        }
        if self.is_of_something_else(&own, figure) {
            return;
        }
        let says_whole = words!["自评", "总分", "总得分", "综合得分", "绩效"].any_in(&figure.lead);
        // What stands in a bracket speaks of the name before it.
        let ends_scheme = own == "合计"
            && self.done.last().is_some_and(|i| i.is_first_level && i.node == self.node);
        // 权重8分，自评8.00分: the item before it waits.
        let is_awaited = own.is_empty() && self.waits_in(figure.sentence);
        let is_total = ends_scheme
            || self.exceeds_all(figure)
            || ["项目", "本项目", "该项目"].contains(&own.as_str())
                && (self.parts_follow(figure) || self.is_of_project(figure))
            || own.is_empty() && !is_awaited && self.opens_total(figure)
            || says_whole
                && figure.depth == 0
                && !is_awaited
                && names::is_whole(&own, self.source.title);
        if !is_total && let Some(item) = self.waiting(|i| !i.is_scored(), &own) {
            self.done[item].score = Some(id);
            return;
        }
        let names = if own.is_empty() {
            names::of_target(self.source, id)
                .or_else(|| names::of_execution(self.source, id))
                .map_or_else(|| names::title(self.source, self.node), |name| vec![name])
        } else {
            vec![(own, figure.span)]
        };
        // What the title of the text names has its score: this is one of a part without a name.
        let is_scored_already = |i: &ScoreItem| {
            i.node == self.node
                && i.score.is_some()
                && i.weight.is_some()
                && i.names.iter().map(|(n, _)| n).eq(names.iter().map(|(n, _)| n))
        };
        let names = if self.done.iter().any(is_scored_already) { Vec::new() } else { names };
        let item = self.open(names, id);
        item.score = Some(id);
        item.is_total = is_total;
    }

    /// 5分得4.56分，再扣0.38分，得4.18分: what is left after more was taken off. Whether it was so corrected.
    fn corrects(&mut self, own: &str, id: FigureId) -> bool {
        let (node, figures) = (self.node, self.source.figures);
        let Some(item) = self.done.last_mut().filter(|i| own.is_empty() && i.node == node) else {
            return false;
        };
        let (Some(score), Some(off)) = (item.score, item.deducted) else { return false };
        let value = |id: FigureId| figures[id].quantity.value;
        let is_left = score < off
            && figures[score].sentence == figures[id].sentence
            && value(score) - value(off) == value(id);
        if is_left {
            (item.score, item.deducted) = (Some(id), None);
        }
        is_left
    }

    /// 安全测评（4分）。等保测评得分88.6分; 专项效能（20分）。甲资金自评得分96分: a score beyond the points of the
    /// item that is spoken of, told with a name of its own or of a sum of money.
    fn is_of_something_else(&self, own: &str, figure: &Figure) -> bool {
        let first = self.done.iter().find(|i| i.node == self.node && !i.is_first_level);
        let Some(weight) = first.filter(|i| !i.is_total).and_then(|i| i.weight) else {
            return false;
        };
        let names_other = first
            .is_some_and(|i| !own.is_empty() && !i.names.iter().any(|(n, _)| same_name(n, own)));
        let says_self = own.is_empty() && figure.lead.contains("自评");
        let weight = &self.source.figures[weight];
        figure.quantity.value > weight.quantity.value
            && weight.sentence < figure.sentence
            && (names_other || says_self)
    }

    /// 由投入（20分）、过程（30分）、产出（30分）、效果（20分）组成，综合得分93.90分: beyond the points of the item
    /// that waits, and called by a word for the whole.
    fn exceeds_all(&self, figure: &Figure) -> bool {
        const WHOLE: &[&str] = &["综合得分", "总得分", "总分", "综合评分", "自评总分", "评价总分"];
        let lead = figure.lead.trim_end_matches(['：', ':', '为', '是', '计']);
        let waits = self.done.last().filter(|i| i.node == self.node && !i.is_scored());
        let weight = waits.and_then(|i| i.weight).map(|w| self.source.figures[w].quantity.value);
        WHOLE.iter().any(|w| lead.ends_with(w)) && weight.is_some_and(|w| figure.quantity.value > w)
    }

    /// 自评得分：97.99分，等次：优。其中，…: a total with the words before the colon, and its parts behind it.
    fn opens_total(&self, figure: &Figure) -> bool {
        const WORDS: &[&str] = &["自评得分", "自评总分", "综合得分", "总得分", "总分", "评价得分"];
        const NEAR: usize = 16;
        let text = self.source.document.text(figure.place.node);
        let before = text[..figure.place.start as usize].trim_end().trim_end_matches(['：', ':']);
        let behind: String = text[figure.place.end as usize..].chars().take(NEAR).collect();
        figure.depth == 0 && behind.contains("其中") && WORDS.iter().any(|w| before.ends_with(w))
    }

    /// 项目得分93.13分，等级为“优”。其中…: its parts stand right behind it.
    fn parts_follow(&self, figure: &Figure) -> bool {
        const NEAR: usize = 24;
        let text = self.source.document.text(figure.place.node);
        let behind: String = text[figure.place.end as usize..].chars().take(NEAR).collect();
        figure.depth == 0 && behind.contains("其中")
    }

    /// 项目得分96.28分，等级为优 in a report on one project.
    fn is_of_project(&self, figure: &Figure) -> bool {
        const NEAR: usize = 12;
        let title = self.source.title;
        let text = self.source.document.text(figure.place.node);
        let behind: String = text[figure.place.end as usize..].chars().take(NEAR).collect();
        let graded = words!["等级为", "等次为", "评价等级", "绩效等级"].any_in(&behind);
        figure.depth == 0 && graded && title.contains("项目") && !title.contains("整体")
    }

    /// Whether the last item got its weight in this sentence and no score yet.
    fn waits_in(&self, sentence: usize) -> bool {
        self.done.last().is_some_and(|item| {
            let weight = item.weight.map(|w| self.source.figures[w].sentence);
            item.node == self.node
                && !item.is_scored()
                && !item.is_first_level
                && weight == Some(sentence)
        })
    }

    /// 城中村改造（5分）：数量指标3分，计2.50分，成本指标1分得满分，…，合计4.25分: the item that opens the text, of
    /// which one part was taken for the whole.
    fn scored_in_parts(&self, id: FigureId) -> Option<usize> {
        let value = |id: FigureId| self.source.figures[id].quantity.value;
        let first = self.done.iter().position(|i| i.node == self.node)?;
        let item = &self.done[first];
        let (weight, score) = (item.weight?, item.score?);
        let can_be = !item.is_total && !item.is_first_level && weight < score && score < id;
        (can_be && value(score) < value(id) && value(id) <= value(weight)).then_some(first)
    }

    /// 产出指标合计得47.94分, 本项合计得9分: the item above that still waits for what its parts make.
    pub(super) fn summed_up(&self, own: &str, id: FigureId) -> Option<usize> {
        let name = ["合计", "小计", "共计", "共"].iter().find_map(|w| own.strip_suffix(w))?;
        let value = |id: FigureId| self.source.figures[id].quantity.value;
        let is_own =
            ["", "本项", "该项", "本类", "此项", "以上", "以上各项", "各项", "两项", "三项"]
                .contains(&name);
        let waits = |item: &&ScoreItem| {
            let can_earn = item.weight.is_some_and(|weight| value(weight) >= value(id));
            can_earn && !item.is_scored() && !item.is_first_level
        };
        let answers = |item: &&ScoreItem| {
            if is_own { item.node == self.node } else { same_name(&item.title(), name) }
        };
        let waiting = self.done.iter().rposition(|i| waits(&i) && answers(&i));
        waiting.or_else(|| self.scored_in_parts(id).filter(|_| is_own))
    }
}

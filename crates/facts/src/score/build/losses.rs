//! Points taken off, and full points told in words.

use super::Builder;
use crate::figure::{FigureId, Sentence};
use crate::score::ScoreItem;
use crate::wording;
use jiheng_base::Place;

impl Builder<'_> {
    pub(super) fn deduct(&mut self, id: FigureId) {
        let together = [
            "共扣",
            "合计扣",
            "累计扣",
            "总共扣",
            "共计扣",
            "扣分合计",
            "扣分共",
            "全部扣",
            "总扣",
        ];
        let lead = self.source.figures[id].lead.as_str();
        let is_together = together.iter().any(|w| lead.contains(w));
        let beside = self.done.iter().filter(|i| i.node == self.node).count();
        // 甲得9分，乙得8分，共扣3分 and 10分得9.8分，扣0.2分；…，共扣3.2分 speak of more than the item before.
        let beyond_last = self.done.last().and_then(|i| i.weight).is_some_and(|weight| {
            let value = |id: FigureId| self.source.figures[id].quantity.value;
            let last = self.done.last().and_then(|i| i.score).map(value);
            last.is_some_and(|score| score + value(id) > value(weight))
        });
        if is_together && (beside > 1 || beyond_last) {
            return;
        }
        // 满意度指标9.50分。产出扣2.88分: what another name loses is not of the item before it.
        let own = wording::strip(lead.split('扣').next().unwrap_or(""));
        let names_other = self.begins_sentence(id)
            && self.done.iter().any(|i| {
                i.names
                    .iter()
                    .any(|(n, _)| n.starts_with(own.as_str()) || own.starts_with(n.as_str()))
            });
        let sentence = self.source.figures[id].sentence;
        if !own.is_empty() && names_other {
            self.tells_losses = Some(sentence);
        }
        if self.tells_losses == Some(sentence) {
            return;
        }
        // 低于目标，扣0.45分，5分得4.55分: of the share that follows.
        if self.opens_share(id + 1) {
            return;
        }
        let Some(at) = self.waiting(|_| true, "") else { return };
        let item = &mut self.done[at];
        if item.deducted.is_none() || is_together {
            item.deducted = Some(id);
            item.also_deducted.clear();
        } else {
            item.also_deducted.push(id);
        }
    }

    /// No other number stands before it in its sentence.
    fn begins_sentence(&self, id: FigureId) -> bool {
        let sentence = self.source.figures[id].sentence;
        id.checked_sub(1).is_none_or(|before| self.source.figures[before].sentence != sentence)
    }

    /// 均得满分, 得满分: the items that wait get all their points.
    pub(super) fn full_marks(&mut self, sentence: &Sentence, text: &str) {
        const FULL: &str = "得满分";
        for (at, _) in text.match_indices(FULL) {
            let start = sentence.place.start as usize + at;
            let place = Place::new(sentence.place.node, start, start + FULL.len());
            self.give_full(place, text[..at].ends_with(['均', '都', '全']));
        }
    }

    fn give_full(&mut self, place: Place, all: bool) {
        let figures = self.source.figures;
        let before =
            |item: &ScoreItem| item.weight.is_some_and(|w| figures[w].place.end <= place.start);
        let items = self.done.iter_mut().rev().filter(|i| i.node == place.node && before(i));
        for item in items {
            if item.is_scored() {
                break;
            }
            item.full = Some(place);
            if !all {
                break;
            }
        }
    }
}

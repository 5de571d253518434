//! Score items of the prose.

use super::points::{Points, is_standard, lists_weights, named_by, points_of};
use super::tree::same_name;
use super::{ScoreItem, headings, names, region};
use crate::figure::{Figure, FigureId, FigureYear, Sentence};
use crate::wording;
use jiheng_base::{Decimal, NodeId, Place, Unit};
use jiheng_document::Document;

/// What the items are read from.
pub(crate) struct Source<'a> {
    pub(crate) document: &'a Document,
    pub(crate) figures: &'a [Figure],
    pub(crate) sentences: &'a [Sentence],
    /// The title of the item or heading that a text opens, with its place.
    pub(crate) title_of: &'a dyn Fn(NodeId) -> Option<(String, Place)>,
    /// The title of the document.
    pub(crate) title: &'a str,
    /// The year reported on.
    pub(crate) year: Option<u16>,
}

/// Reads the score items of the prose in order.
pub(crate) fn prose(source: &Source) -> Vec<ScoreItem> {
    let mut builder = Builder { source, done: Vec::new(), node: NodeId(0), tells_losses: None };
    for sentence in source.sentences {
        builder.node = sentence.place.node;
        let in_table = source.figures.get(sentence.figures.start).is_some_and(|f| f.in_table);
        let text = source.document.quote(sentence.place);
        if in_table {
            continue;
        }
        if !is_standard(&unquoted(text)) {
            builder.read(sentence, text);
        } else if let Some(at) = behind_standard(text) {
            let from = sentence.place.start as usize + at;
            let is_behind = |id: &FigureId| source.figures[*id].place.start as usize >= from;
            let first = sentence.figures.clone().find(is_behind).unwrap_or(sentence.figures.end);
            let own = Sentence { figures: first..sentence.figures.end, ..sentence.clone() };
            builder.read(&own, &text[at..]);
        }
    }
    drop_unnamed(source, &mut builder.done);
    headings::settle(source, &mut builder.done);
    region::assign(source, &mut builder.done);
    builder.done
}

/// 评分标准为10%以内得2分，20%以内得1分；本项得2分: where a sentence goes on from its standard to the score.
fn behind_standard(text: &str) -> Option<usize> {
    ["；本项", "；该项", "；此项", "；本指标", "；该指标"].iter().find_map(|w| text.rfind(w))
}

/// 2.产出指标。发放3225人，得9.77分；12个月有11个月按时发放，得9.17分: several scores without a name and a
/// weight in one text are not those of its title.
fn drop_unnamed(source: &Source, items: &mut Vec<ScoreItem>) {
    let is_unnamed = |item: &ScoreItem| {
        let is_of_text = item.names.is_empty() || item.names == names::title(source, item.node);
        item.weight.is_none() && !item.is_total && is_of_text
    };
    let unnamed: Vec<NodeId> = items.iter().filter(|i| is_unnamed(i)).map(|i| i.node).collect();
    let is_repeated = |node: NodeId| unnamed.iter().filter(|n| **n == node).count() > 1;
    items.retain(|i| !(is_unnamed(i) && is_repeated(i.node)));
}

/// A text without what stands between quotation marks: standards are quoted.
fn unquoted(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

struct Builder<'a> {
    source: &'a Source<'a>,
    done: Vec<ScoreItem>,
    node: NodeId,
    /// The sentence that tells what was lost on items scored before it.
    tells_losses: Option<usize>,
}

impl Builder<'_> {
    fn read(&mut self, sentence: &Sentence, text: &str) {
        let points: Vec<(FigureId, Points)> = sentence
            .figures
            .clone()
            .map(|id| (id, &self.source.figures[id]))
            .filter(|(_, f)| f.quantity.unit == Unit::Points && !self.is_of_other_year(f))
            .map(|(id, f)| (id, if self.is_per_step(id) { Points::Other } else { self.kind_of(f) }))
            .collect();
        let makes_hundred = self.make_hundred(&points, Points::Named);
        let tells_scheme = self.make_hundred(&points, Points::Weight);
        let weights_only = lists_weights(text) || makes_hundred;
        for (at, (id, kind)) in points.iter().enumerate() {
            match kind {
                Points::Weight => self.weight(*id, tells_scheme),
                // 由决策（20分）…效益（25分）构成，总分100分
                Points::Score if tells_scheme && self.is_hundred(*id) => {}
                Points::Score => self.score(*id),
                Points::Other if self.opens_share(*id) => self.weight_of_share(*id),
                Points::Deducted => self.deduct(*id),
                Points::Named if weights_only || self.is_scored_next(&points[at..]) => {
                    self.weight_of_name(*id, makes_hundred);
                }
                Points::Named => self.named(*id),
                Points::Other => {}
            }
        }
        self.full_marks(sentence, text);
    }

    /// 每增加5个百分点扣0.5分: how points are given, not what was.
    fn is_per_step(&self, id: FigureId) -> bool {
        let Some(step) = id.checked_sub(1).map(|before| &self.source.figures[before]) else {
            return false;
        };
        let figure = &self.source.figures[id];
        figure.after.is_none()
            && step.sentence == figure.sentence
            && step.quantity.unit != Unit::Points
            && step.lead.contains('每')
    }

    /// What a number of points is; 得分：8分 has the word before the colon.
    fn kind_of(&self, figure: &Figure) -> Points {
        let before = &self.source.document.text(figure.place.node)[..figure.place.start as usize];
        let before = before.trim_end();
        match before.strip_suffix(['：', ':']) {
            Some(words) if figure.lead.is_empty() && figure.depth == 0 => {
                named_by(words.trim_end())
            }
            _ => points_of(figure),
        }
    }

    /// 预算执行10分，产出指标50分，效益指标30分，满意度指标10分, or the same in brackets, without a score before
    /// them is the scheme.
    fn make_hundred(&self, points: &[(FigureId, Points)], told_as: Points) -> bool {
        let named = || {
            points
                .iter()
                .take_while(|(_, kind)| *kind != Points::Score)
                .filter(|(_, kind)| *kind == told_as)
        };
        let sum: Decimal = named().map(|(id, _)| self.source.figures[*id].quantity.value).sum();
        named().count() > 1 && sum == Decimal::ONE_HUNDRED
    }

    fn is_hundred(&self, id: FigureId) -> bool {
        self.source.figures[id].quantity.value == Decimal::ONE_HUNDRED
    }

    /// 目标90%，5分得5分; 4分扣1.5分，得2.5分: a bare number of points right before what was given of it.
    fn opens_share(&self, id: FigureId) -> bool {
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

    fn weight_of_share(&mut self, id: FigureId) {
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

    /// 预算编制约束性5分，…得4分: a name with points that a nameless score follows states the weight.
    fn is_scored_next(&self, points: &[(FigureId, Points)]) -> bool {
        let mut behind = points[1..].iter().filter(|(_, kind)| *kind != Points::Other);
        behind.next().is_some_and(|(id, kind)| {
            *kind == Points::Score && names::before_score(&self.source.figures[*id]).is_empty()
        })
    }

    /// The words of the number itself name another year (2021年度自评得分91.26分).
    fn is_of_other_year(&self, figure: &Figure) -> bool {
        let names_year = wording::without_dates(&figure.lead) != figure.lead;
        match figure.year {
            Some(FigureYear::Prior) => true,
            Some(FigureYear::Printed(year, _)) => {
                names_year && self.source.year.is_some_and(|own| year != own)
            }
            None => false,
        }
    }

    fn open(&mut self, names: Vec<names::Name>, id: FigureId) -> &mut ScoreItem {
        let at = self.done.len();
        self.done.push(ScoreItem::new(names, self.node, id));
        &mut self.done[at]
    }

    fn weight(&mut self, id: FigureId, tells_scheme: bool) {
        if let Some(item) = self.scored_before_bracket(id) {
            self.done[item].weight = Some(id);
            return;
        }
        let mut names = names::before_weight(self.source, id);
        if tells_scheme {
            names = names.into_iter().map(names::of_scheme).collect();
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
    fn weight_of_name(&mut self, id: FigureId, is_first_level: bool) {
        let figure = &self.source.figures[id];
        let name = figure.label.trim_start_matches("按照").trim_start_matches("按").to_owned();
        let item = self.open(vec![(name, figure.span)], id);
        item.weight = Some(id);
        item.is_first_level = is_first_level;
    }

    /// A score belongs to the item before it in the text that has none yet, else to the name that
    /// stands before it.
    fn score(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        let own = names::before_score(figure);
        if let Some(item) = self.summed_up(&own) {
            self.done[item].score = Some(id);
            return;
        }
        if self.corrects(&own, id) {
            return;
        }
        if self.is_of_something_else(&own, figure) {
            return;
        }
        let says_whole =
            ["自评", "总分", "总得分", "综合得分", "绩效"].iter().any(|w| figure.lead.contains(w));
        // What stands in a bracket speaks of the name before it.
        let ends_scheme = own == "合计"
            && self.done.last().is_some_and(|i| i.is_first_level && i.node == self.node);
        // 权重8分，自评8.00分: the item before it waits.
        let is_awaited = own.is_empty() && self.waits_in(figure.sentence);
        let is_total = ends_scheme
            || self.exceeds_all(figure)
            || ["项目", "本项目", "该项目"].contains(&own.as_str()) && self.parts_follow(figure)
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

    /// 产出指标合计得47.94分, 本项合计得9分: the item above that still waits for what its parts make.
    fn summed_up(&self, own: &str) -> Option<usize> {
        let name = ["合计", "小计", "共计"].iter().find_map(|w| own.strip_suffix(w))?;
        let is_own =
            ["", "本项", "该项", "本类", "此项", "以上", "以上各项", "各项"].contains(&name);
        let waits =
            |item: &&ScoreItem| item.weight.is_some() && !item.is_scored() && !item.is_first_level;
        let answers = |item: &&ScoreItem| {
            if is_own { item.node == self.node } else { same_name(&item.title(), name) }
        };
        let found = self.done.iter().rev().find(|i| waits(i) && answers(i))?;
        self.done.iter().position(|i| std::ptr::eq(i, found))
    }

    fn deduct(&mut self, id: FigureId) {
        let together = ["共扣", "合计扣", "累计扣", "总共扣", "共计扣", "扣分合计"];
        let lead = self.source.figures[id].lead.as_str();
        let beside = self.done.iter().filter(|i| i.node == self.node).count();
        // 甲得9分，乙得8分，共扣3分 speaks of all of them.
        if beside > 1 && together.iter().any(|w| lead.contains(w)) {
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
        if item.deducted.is_none() || together.iter().any(|w| lead.contains(w)) {
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

    /// 预算执行19.7分 in a list behind a total.
    fn named(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        if figure.label.is_empty() || figure.depth > 0 {
            return;
        }
        let name = (figure.label.clone(), figure.span);
        self.open(vec![name], id).score = Some(id);
    }

    /// The last item of the paragraph that still waits, if its name does not contradict `own`.
    fn waiting(&self, waits: impl Fn(&ScoreItem) -> bool, own: &str) -> Option<usize> {
        let last = self.done.len().checked_sub(1)?;
        let item = &self.done[last];
        let agrees = own.is_empty() || item.names.iter().any(|(n, _)| n == own);
        (item.node == self.node && waits(item) && agrees).then_some(last)
    }

    /// 均得满分, 得满分: the items that wait get all their points.
    fn full_marks(&mut self, sentence: &Sentence, text: &str) {
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

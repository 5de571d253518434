//! Score items of the prose.

mod losses;
mod scores;
mod weights;

use super::points::{Points, is_standard, lists_weights, named_by, points_of};
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
        if in_table || !text.contains('分') || repeats_in_order(text) {
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

/// 以上七项依次得7.71分、5.00分…: scores that were told before.
fn repeats_in_order(text: &str) -> bool {
    let text = text.trim_start();
    ["以上", "上述", "前述"].iter().any(|w| text.starts_with(w))
        && ["依次得", "分别得", "依次为", "分别为"].iter().any(|w| text.contains(w))
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
        if self.weights_in_order(sentence, text) {
            return;
        }
        // 综合得分以预算数为权重加权计算为93.08分: of several projects, no sum of parts.
        if ["加权", "平均数", "平均分", "平均得分"].iter().any(|w| text.contains(w)) {
            return;
        }
        let makes_hundred = self.make_hundred(&points, Points::Named);
        let tells_scheme = self.make_hundred(&points, Points::Weight);
        let weights_only = lists_weights(text) || makes_hundred;
        let tells_levels = weights_only && self.names_the_levels(&points);
        for (at, (id, kind)) in points.iter().enumerate() {
            match kind {
                // 由决策（20分）…效益（25分）构成，总分100分; 自评满分100分
                Points::Score | Points::Weight | Points::Named if self.is_all_there_is(*id) => {}
                Points::Weight => self.weight(*id, tells_scheme),
                Points::Score => self.score(*id),
                Points::Other if self.opens_share(*id) => self.weight_of_share(*id),
                Points::Deducted => self.deduct(*id),
                Points::Named
                    if weights_only
                        || self.is_scored_next(&points[at..])
                        || points.len() == 1 && self.titles(sentence, *id) =>
                {
                    self.weight_of_name(*id, makes_hundred || tells_levels);
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
        // 五部分依次得37.59分、19.71分和9分 names none of them.
        if ["依次得", "分别得", "依次为", "分别为"].iter().any(|w| figure.lead.ends_with(w))
        {
            return Points::Other;
        }
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
                .filter(|(id, kind)| *kind == told_as && !self.is_all_there_is(*id))
        };
        let sum: Decimal = named().map(|(id, _)| self.source.figures[*id].quantity.value).sum();
        named().count() > 1 && sum == Decimal::ONE_HUNDRED
    }

    /// 预算执行率10分、产出指标50分、效益指标20分、满意度指标10分: the first level of a project, whatever it makes.
    fn names_the_levels(&self, points: &[(FigureId, Points)]) -> bool {
        let named: Vec<FigureId> =
            points.iter().filter(|(_, kind)| *kind == Points::Named).map(|(id, _)| *id).collect();
        let label = |id: &FigureId| self.source.figures[*id].label.as_str();
        let levels = ["产出", "效益", "满意"];
        levels.iter().all(|w| named.iter().any(|id| label(id).contains(w)))
    }

    /// 满分100分, 总分100分: what can be earned altogether.
    fn is_all_there_is(&self, id: FigureId) -> bool {
        let figure = &self.source.figures[id];
        let lead = figure.lead.trim_end_matches(['为', '是', '共', '：', ':']);
        figure.quantity.value == Decimal::ONE_HUNDRED
            && (["满分", "总分", "总分值"].iter().any(|w| lead.ends_with(w))
                // 本次自评以100分计
                || lead.ends_with(['以', '按']) && figure.tail.starts_with('计'))
            && !lead.contains('得')
    }

    /// 预算编制约束性5分，…得4分: a name with points that a nameless score follows states the weight.
    fn is_scored_next(&self, points: &[(FigureId, Points)]) -> bool {
        let mut behind = points[1..].iter().filter(|(_, kind)| *kind != Points::Other);
        behind.next().is_some_and(|(id, kind)| {
            *kind == Points::Score && names::before_score(&self.source.figures[*id]).is_empty()
        })
    }

    /// 1.结转结余率3分。…，得2分: a name and its points that open a paragraph as a sentence of their own.
    fn titles(&self, sentence: &Sentence, id: FigureId) -> bool {
        let figure = &self.source.figures[id];
        let text = self.source.document.text(self.node);
        let behind = text.get(figure.place.end as usize..).unwrap_or("");
        let Some(body) = behind.strip_prefix('。') else { return false };
        let later = self.source.figures[id + 1..].iter().take_while(|f| f.place.node == self.node);
        sentence.place.start == 0
            && !body.is_empty()
            && later.into_iter().any(|f| points_of(f) == Points::Score && f.lead == "得")
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

    /// 预算执行19.7分 in a list behind a total.
    fn named(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        // 得分依次为14.00分、18.26分 names none of them.
        let by_order = ["依次", "分别", "和", "及", "与"].iter().any(|w| figure.label.ends_with(w));
        if figure.depth > 0 || by_order {
            return;
        }
        // 数量指标3分计2.50分，…，合计4.25分: the parts of one item are no items.
        if let Some(item) = self.summed_up(&figure.lead, id)
            && self.done[item].node == self.node
        {
            self.done[item].score = Some(id);
            self.done.truncate(item + 1);
            return;
        }
        // 每项10分 is the weight of each.
        if figure.label.is_empty() || figure.label.starts_with('每') {
            return;
        }
        self.open(vec![(figure.label.clone(), figure.span)], id).score = Some(id);
    }

    /// The last item of the paragraph that still waits, if its name does not contradict `own`.
    fn waiting(&self, waits: impl Fn(&ScoreItem) -> bool, own: &str) -> Option<usize> {
        let last = self.done.len().checked_sub(1)?;
        let item = &self.done[last];
        let agrees = own.is_empty() || item.names.iter().any(|(n, _)| n == own);
        (item.node == self.node && waits(item) && agrees).then_some(last)
    }
}

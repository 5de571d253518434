//! Score items of the prose.

use super::points::{Points, is_standard, lists_weights, points_of};
use super::{ScoreItem, names, region};
use crate::figure::{Figure, FigureId, FigureYear, Sentence};
use crate::wording;
use jiheng_base::{NodeId, Place, Unit};
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
    let mut builder = Builder { source, done: Vec::new(), node: NodeId(0) };
    for sentence in source.sentences {
        builder.node = sentence.place.node;
        let in_table = source.figures.get(sentence.figures.start).is_some_and(|f| f.in_table);
        let text = source.document.quote(sentence.place);
        if !in_table && !is_standard(&unquoted(text)) {
            builder.read(sentence, text);
        }
    }
    region::assign(source, &mut builder.done);
    builder.done
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
}

impl Builder<'_> {
    fn read(&mut self, sentence: &Sentence, text: &str) {
        let weights_only = lists_weights(text);
        for id in sentence.figures.clone() {
            let figure = &self.source.figures[id];
            if figure.quantity.unit != Unit::Points || self.is_of_other_year(figure) {
                continue;
            }
            match points_of(figure) {
                Points::Weight => self.weight(id),
                Points::Score => self.score(id),
                Points::Deducted => self.deduct(id),
                Points::Named if weights_only => self.weight_of_name(id),
                Points::Named => self.named(id),
                Points::Other => {}
            }
        }
        self.full_marks(sentence, text);
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

    fn weight(&mut self, id: FigureId) {
        let names = names::before_weight(self.source, id);
        let category = names::category(self.source, id);
        let item = self.open(names, id);
        item.weight = Some(id);
        item.category = category;
    }

    /// 投入15分、过程40分 in a sentence that tells the scheme.
    fn weight_of_name(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        let name = figure.label.trim_start_matches("按照").trim_start_matches("按").to_owned();
        self.open(vec![(name, figure.span)], id).weight = Some(id);
    }

    /// A score belongs to the item before it in the text that has none yet, else to the name that
    /// stands before it.
    fn score(&mut self, id: FigureId) {
        let figure = &self.source.figures[id];
        let own = names::before_score(figure);
        let says_whole =
            ["自评", "总分", "总得分", "综合得分", "绩效"].iter().any(|w| figure.lead.contains(w));
        let is_total = says_whole && names::is_whole(&own, self.source.title);
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
        let item = self.open(names, id);
        item.score = Some(id);
        item.is_total = is_total;
    }

    fn deduct(&mut self, id: FigureId) {
        if let Some(item) = self.waiting(|i| i.deducted.is_none(), "") {
            self.done[item].deducted = Some(id);
        }
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

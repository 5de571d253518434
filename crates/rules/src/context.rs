//! Everything that a rule may look at.

use jiheng_base::evaluation::Evaluation;
use jiheng_base::{Dimension, NodeId, Place};
use jiheng_document::{Block, Document, Origin};
use jiheng_facts::relation::{Reading, Relation};
use jiheng_facts::role::Role;
use jiheng_facts::{Facts, Figure, FigureId, FigureYear, Sentence};
use jiheng_language::Prose;
use jiheng_law::{Base, Day, Law, Scheme};
use jiheng_score::{Choice, ScoreSheet, choose, score};

/// A document with everything that the rules need, worked out once.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document.
    pub document: &'a Document,
    /// The law.
    pub law: &'a Law,
    /// What was read.
    pub facts: Facts,
    /// Its Chinese text, divided into words.
    pub prose: Prose,
    /// The scheme and why it was chosen.
    pub choice: Choice,
    /// The scheme on the last day of the year reported on.
    pub scheme: Scheme,
    /// The score by the base that the report uses.
    pub reported: ScoreSheet,
    /// The score by the base of the scheme.
    pub by_scheme: ScoreSheet,
}

impl<'a> Prepared<'a> {
    /// Reads the facts, chooses the scheme unless `scheme` names one, and scores by it.
    ///
    /// # Errors
    /// When there is no scheme of that id; its id is given back.
    pub fn new(document: &'a Document, law: &'a Law, scheme: Option<&str>) -> Result<Self, String> {
        let facts = jiheng_facts::extract(document, law);
        let evaluation = &facts.evaluation;
        let year = evaluation.year.as_ref().map_or(LATEST, |y| y.value);
        let day = Day::end_of(year);
        let choice = match scheme {
            Some(id) => Choice { id: id.to_owned(), reason: "按指定".into(), is_default: false },
            None => {
                let text: String = document.texts().map(|(_, text)| text).collect();
                choose(evaluation, &text, law, day)
            }
        };
        let pack = law.scheme(&choice.id).ok_or_else(|| choice.id.clone())?;
        let scheme = pack.at(day);
        let reported = score(evaluation, &scheme, Base::Reported);
        let by_scheme = score(evaluation, &scheme, scheme.execution.base);
        let prose = Prose::read(document.texts());
        Ok(Self { document, law, facts, prose, choice, scheme, reported, by_scheme })
    }

    /// What the rules look at.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context {
            document: self.document,
            facts: &self.facts,
            prose: &self.prose,
            law: self.law,
            scheme: &self.scheme,
            scheme_is_known: !self.choice.is_default,
            reported: &self.reported,
            by_scheme: &self.by_scheme,
        }
    }
}

/// The year whose law holds where the document names none.
const LATEST: u16 = 2099;

/// Everything that a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was read from it.
    pub facts: &'a Facts,
    /// Its Chinese text, divided into words.
    pub prose: &'a Prose,
    /// The law.
    pub law: &'a Law,
    /// The scheme that it is scored by.
    pub scheme: &'a Scheme,
    /// Whether the document itself points to that scheme.
    pub scheme_is_known: bool,
    /// The score by the base that the report uses.
    pub reported: &'a ScoreSheet,
    /// The score by the base of the scheme.
    pub by_scheme: &'a ScoreSheet,
}

impl<'a> Context<'a> {
    /// The evaluation that was read.
    #[must_use]
    pub fn evaluation(&self) -> &'a Evaluation {
        &self.facts.evaluation
    }

    /// All evaluations that were read: where a file holds several projects, one for each.
    pub fn evaluations(&self) -> impl Iterator<Item = &'a Evaluation> {
        self.facts.evaluations()
    }

    /// A figure.
    #[must_use]
    pub fn figure(&self, id: FigureId) -> &'a Figure {
        &self.facts.figures[id]
    }

    /// A figure as printed, with its unit.
    #[must_use]
    pub fn print(&self, id: FigureId) -> String {
        self.figure(id).quantity.text()
    }

    /// The year reported on.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.facts.subject.year.as_ref().map(|y| y.value)
    }

    /// Whether a figure speaks of the year reported on, or of none by name.
    #[must_use]
    pub fn is_of_this_year(&self, id: FigureId) -> bool {
        match self.figure(id).year {
            Some(FigureYear::Prior) => false,
            Some(FigureYear::Printed(year, _)) => self.year().is_none_or(|own| own == year),
            None => true,
        }
    }

    /// The body that reports.
    #[must_use]
    pub fn unit(&self) -> Option<&'a str> {
        self.facts.subject.unit.as_ref().map(|u| u.value.as_str())
    }

    /// The words at a place.
    #[must_use]
    pub fn quote(&self, place: Place) -> &'a str {
        self.document.quote(place)
    }

    /// Paragraphs in order, with their text.
    pub fn paragraphs(&self) -> impl Iterator<Item = (NodeId, &'a str)> {
        self.document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(p) => Some((p.node, self.document.text(p.node))),
            Block::Table(_) => None,
        })
    }

    /// All texts of the body in order, those of cells too.
    pub fn texts(&self) -> impl Iterator<Item = (NodeId, &'a str)> {
        self.document.texts()
    }

    /// The place of the first `needle` in a text after byte `from`.
    #[must_use]
    pub fn find(&self, node: NodeId, needle: &str, from: usize) -> Option<Place> {
        let at = self.document.text(node).get(from..)?.find(needle)? + from;
        Some(Place::new(node, at, at + needle.len()))
    }

    /// Numbers of a sentence that stand neither in brackets nor between quotation marks, in their order.
    #[must_use]
    pub fn main_figures(&self, sentence: &Sentence) -> Vec<FigureId> {
        let is_main = |id: &FigureId| {
            let figure = self.figure(*id);
            figure.depth == 0 && !figure.quoted
        };
        sentence.figures.clone().filter(is_main).collect()
    }

    /// The same; none of a table.
    #[must_use]
    pub fn main_figures_of_text(&self, sentence: &Sentence) -> Vec<FigureId> {
        let mut main = self.main_figures(sentence);
        main.retain(|id| !self.figure(*id).in_table);
        main
    }

    /// Amounts of money in the running text that state the value of what their label names.
    pub fn plain_money(&self) -> impl DoubleEndedIterator<Item = FigureId> + '_ {
        (0..self.facts.figures.len()).filter(|id| {
            let figure = &self.facts.figures[*id];
            self.facts.roles[*id] == Role::Plain
                && figure.quantity.dimension() == Dimension::Money
                && figure.depth == 0
                && !figure.quoted
                && !figure.in_table
        })
    }

    /// Amounts of money in a paragraph.
    pub fn money_in(&self, node: NodeId) -> impl Iterator<Item = FigureId> + '_ {
        self.plain_money().filter(move |id| self.facts.figures[*id].place.node == node)
    }

    /// Whether a sentence is the content of a table cell.
    #[must_use]
    pub fn figure_in_table(&self, sentence: &Sentence) -> bool {
        matches!(
            self.document.nodes[sentence.place.node.index()].origin,
            Origin::Cell { .. } | Origin::SheetCell { .. }
        )
    }

    /// The place of a number with the words that name it.
    #[must_use]
    pub fn widen(&self, number: Place) -> Place {
        self.facts.figures.iter().find(|f| f.place == number).map_or(number, |f| f.span)
    }

    /// Whether a relation that a figure takes part in holds, by a reading that `wanted` takes.
    #[must_use]
    pub fn is_borne_out(&self, id: FigureId, wanted: impl Fn(&Relation, &Reading) -> bool) -> bool {
        let facts = self.facts;
        facts.relations.iter().any(|relation| {
            relation.readings.iter().any(|reading| {
                let takes_part = relation.claimed == id || reading.expr.figures().contains(&id);
                takes_part
                    && wanted(relation, reading)
                    && relation.holds_as(reading, &facts.figures, &facts.exactness)
            })
        })
    }

    /// The whole sentence of a figure, without white space at its ends.
    #[must_use]
    pub fn sentence(&self, id: FigureId) -> Place {
        self.facts.sentences[self.figure(id).sentence].place
    }
}

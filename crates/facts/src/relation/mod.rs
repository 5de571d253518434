//! Relations: what the text says that its numbers have to do with each other.
//!
//! A recognizer looks at the words, not at the values, to say which numbers belong together. Where
//! the words leave more than one way to read them, all are kept, the likeliest first: a relation
//! holds if one of them does.

mod accounts;
mod average;
mod begin_and_end;
mod change;
mod change_pairs;
mod deducted;
mod deductions;
mod deviation;
mod exactness;
mod first_ones;
mod flow;
mod formula;
mod gap;
mod items;
mod list;
mod net;
mod net_value;
mod parts;
mod periods;
mod plan;
mod plus;
mod points_sum;
mod rate;
mod rate_adjusted;
mod rate_base;
mod rate_by;
mod rate_defined;
mod rate_elsewhere;
mod rate_grown;
mod rate_guess;
mod rate_scope;
mod rate_stem;
mod rate_words;
mod rest;
mod satisfied;
mod saved_rate;
mod share;
mod share_run;
mod stock;
mod table;
mod totals_behind;
mod two_columns;

pub use exactness::Exactness;
pub use list::ListOfParts;

use crate::accounts::Statement;
use crate::expr::Expr;
use crate::figure::{Figure, FigureId};
use crate::index::Index;
use crate::table::DataTable;
use jiheng_base::{Decimal, Dimension};
use jiheng_law::RateDefinitions;

/// What kind of identity a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationKind {
    /// The parts make the total.
    Parts,
    /// A share of a total.
    Share,
    /// The shares of one whole make 100 %.
    Shares,
    /// By how much something changed.
    ChangeAmount,
    /// By which rate something changed.
    ChangeRate,
    /// A rate with a name (执行率).
    Rate,
    /// An average.
    Average,
    /// By how much a value lies over or under another one.
    Gap,
    /// The money of the year: 年初 + 调整 = 调整后, 收入 + 年初结转 = 总计 …
    Flow,
    /// A column of a table adds up to its total row.
    Column,
    /// A row of a table adds up to its total column.
    Row,
    /// A rate in a table follows from the cells of its row or column.
    Cell,
    /// Two tables tell one quantity.
    Across,
    /// A planned value that follows from a rate of change (压减5%，控制在…以内).
    Plan,
}

/// One way to read a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What the claimed figure should be.
    pub expr: Expr,
    /// The words say so; otherwise it only serves to let the relation hold.
    pub sure: bool,
}

/// A claim and the calculation that it must agree with.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The kind of identity.
    pub kind: RelationKind,
    /// The figure that is claimed.
    pub claimed: FigureId,
    /// Ways to read it, the likeliest first.
    pub readings: Vec<Reading>,
    /// What is claimed, in a few words.
    pub what: String,
    /// The slack of the most finely printed number that the terms are added with in other sums of
    /// their table.
    pub finest: Option<Decimal>,
    /// Where no reading is sure: the first one is what a reader takes the words to mean.
    pub likely: bool,
}

/// A relation that no reading makes hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken<'a> {
    /// The likeliest reading.
    pub reading: &'a Reading,
    /// What it gives, in the base of the claimed dimension.
    pub computed: Decimal,
}

impl Relation {
    pub(crate) fn new(kind: RelationKind, claimed: FigureId, what: impl Into<String>) -> Self {
        Self { kind, claimed, readings: Vec::new(), what: what.into(), finest: None, likely: false }
    }

    pub(crate) fn reading(mut self, expr: Expr, sure: bool) -> Self {
        self.readings.push(Reading { expr, sure });
        self
    }

    /// Whether the claim agrees with one reading.
    #[must_use]
    pub fn holds_as(&self, reading: &Reading, figures: &[Figure], exactness: &Exactness) -> bool {
        let Some(claimed) = figures.get(self.claimed) else { return false };
        let finest = self.finest_slack(reading, figures);
        // A target is set, not measured: a gap is taken of the numbers as they are printed.
        let slack = |figure: &Figure| match self.kind {
            RelationKind::Gap => Decimal::ZERO,
            // Each table is rounded from the accounts on its own.
            RelationKind::Across => figure.quantity.slack(),
            _ if !self.is_sum() && is_coarse(figure) => figure.quantity.slack(),
            _ => exactness.slack(figure, finest),
        };
        let allowed = exactness.slack_of_claim(claimed, self.kind, finest);
        let value = claimed.quantity.base();
        reading
            .expr
            .interval(figures, &slack)
            .is_some_and(|i| i.low - allowed <= value && value <= i.high + allowed)
    }

    fn is_sum(&self) -> bool {
        use RelationKind::{Column, Flow, Parts, Row};
        matches!(self.kind, Parts | Column | Row | Flow)
    }

    /// For a sum of numbers in one unit, the slack of the one that is printed most finely.
    fn finest_slack(&self, reading: &Reading, figures: &[Figure]) -> Option<Decimal> {
        if !self.is_sum() {
            return None;
        }
        let all = reading.expr.figures().into_iter().chain([self.claimed]);
        let quantities: Vec<_> = all.filter_map(|id| figures.get(id)).map(|f| f.quantity).collect();
        let unit = quantities.first()?.unit;
        let one_unit = quantities.iter().all(|q| q.unit == unit);
        quantities.iter().map(|q| q.slack()).chain(self.finest).min().filter(|_| one_unit)
    }

    /// `None` when the relation holds or cannot be calculated, else the likeliest reading.
    #[must_use]
    pub fn broken<'a>(&'a self, figures: &[Figure], exactness: &Exactness) -> Option<Broken<'a>> {
        let mut first = None;
        for reading in &self.readings {
            if self.holds_as(reading, figures, exactness) {
                return None;
            }
            if first.is_none()
                && let Some(computed) = reading.expr.value(figures)
            {
                first = Some(Broken { reading, computed });
            }
        }
        first
    }
}

/// Money in whole units of 万元 was rounded, even where its sums hold: rates were taken of what it
/// was before.
fn is_coarse(figure: &Figure) -> bool {
    /// 0.01万元
    const FINE: i64 = 100;
    let quantity = figure.quantity;
    quantity.dimension() == Dimension::Money && quantity.last_place() > Decimal::from(FINE)
}

/// Everything that the recognizers read.
pub(crate) struct Context<'a> {
    pub(crate) index: Index<'a>,
    pub(crate) lists: Vec<ListOfParts>,
    pub(crate) rates: &'a RateDefinitions,
    pub(crate) tables: &'a [DataTable],
    pub(crate) statements: &'a [Statement],
    /// The words of each sentence.
    pub(crate) texts: Vec<String>,
}

impl Context<'_> {
    /// Whether a sentence speaks of a thing by its full name.
    pub(crate) fn is_named_in(&self, name: &str, sentence: usize) -> bool {
        const MIN_CHARS: usize = 4;
        name.chars().count() >= MIN_CHARS
            && self.texts.get(sentence).is_some_and(|t| t.contains(name))
    }
}

/// The lists of parts of all sentences.
pub(crate) fn lists(index: &Index, texts: &[String]) -> Vec<ListOfParts> {
    list::find(index, texts)
}

/// All relations of the prose.
pub(crate) fn find(context: &Context) -> Vec<Relation> {
    let mut found = Vec::new();
    parts::find(context, &mut found);
    totals_behind::find(context, &mut found);
    two_columns::find(context, &mut found);
    net::find(context, &mut found);
    plus::find(context, &mut found);
    points_sum::find(context, &mut found);
    first_ones::find(context, &mut found);
    periods::find(context, &mut found);
    share::find(context, &mut found);
    share_run::find(context, &mut found);
    change::find(context, &mut found);
    change_pairs::find(context, &mut found);
    rate_grown::find(context, &mut found);
    rate_by::find(context, &mut found);
    rate::find(context, &mut found);
    deviation::find(context, &mut found);
    average::find(context, &mut found);
    gap::find(context, &mut found);
    rest::find(context, &mut found);
    saved_rate::find(context, &mut found);
    deducted::find(context, &mut found);
    deductions::find(context, &mut found);
    flow::find(context, &mut found);
    stock::find(context, &mut found);
    begin_and_end::find(context, &mut found);
    net_value::find(context, &mut found);
    formula::find(context, &mut found);
    plan::find(context, &mut found);
    table::find(context, &mut found);
    accounts::find(context, &mut found);
    found
}

//! Calculations over figures: exact values, what rounding leaves open, and how they are printed.

use crate::figure::{Figure, FigureId};
use jiheng_base::Decimal;
use jiheng_base::exact::plain;

/// A calculation.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The value of a figure, in the base of its dimension.
    Figure(FigureId),
    /// A constant.
    Number(Decimal),
    /// A sum of any number of terms.
    Sum(Vec<Expr>),
    /// The first less the second.
    Minus(Box<Expr>, Box<Expr>),
    /// The first divided by the second.
    Over(Box<Expr>, Box<Expr>),
    /// The product of both.
    Times(Box<Expr>, Box<Expr>),
}

/// The least and the greatest value that a calculation can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
}

impl Interval {
    fn around(value: Decimal, slack: Decimal) -> Self {
        Self { low: value - slack, high: value + slack }
    }

    fn of(mut corners: Vec<Decimal>) -> Option<Self> {
        corners.sort_unstable();
        Some(Self { low: *corners.first()?, high: *corners.last()? })
    }

    /// Whether the two share a value.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

impl Expr {
    /// `part / whole`.
    #[must_use]
    pub fn ratio(part: FigureId, whole: FigureId) -> Self {
        Self::Over(Box::new(Self::Figure(part)), Box::new(Self::Figure(whole)))
    }

    /// `a − b`.
    #[must_use]
    pub fn minus(a: Self, b: Self) -> Self {
        Self::Minus(Box::new(a), Box::new(b))
    }

    /// `a / b`.
    #[must_use]
    pub fn over(a: Self, b: Self) -> Self {
        Self::Over(Box::new(a), Box::new(b))
    }

    /// `a × b`.
    #[must_use]
    pub fn times(a: Self, b: Self) -> Self {
        Self::Times(Box::new(a), Box::new(b))
    }

    /// The sum of figures.
    #[must_use]
    pub fn sum(figures: impl IntoIterator<Item = FigureId>) -> Self {
        Self::Sum(figures.into_iter().map(Self::Figure).collect())
    }

    /// The value from the printed numbers; `None` on division by zero or overflow.
    #[must_use]
    pub fn value(&self, figures: &[Figure]) -> Option<Decimal> {
        self.value_of(&|id| Some(figures.get(id)?.quantity.base()))
    }

    /// The value where `of` tells that of each figure, in the base of its dimension; `None` as for
    /// [`Self::value`].
    #[must_use]
    pub fn value_of(&self, of: &dyn Fn(FigureId) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Figure(id) => of(*id),
            Self::Number(value) => Some(*value),
            Self::Sum(terms) => terms
                .iter()
                .try_fold(Decimal::ZERO, |sum, term| sum.checked_add(term.value_of(of)?)),
            Self::Minus(a, b) => a.value_of(of)?.checked_sub(b.value_of(of)?),
            Self::Over(a, b) => a.value_of(of)?.checked_div(b.value_of(of)?),
            Self::Times(a, b) => a.value_of(of)?.checked_mul(b.value_of(of)?),
        }
    }

    /// The values that the true numbers can give when each printed one may be rounded by `slack`.
    #[must_use]
    pub fn interval(
        &self,
        figures: &[Figure],
        slack: &dyn Fn(&Figure) -> Decimal,
    ) -> Option<Interval> {
        match self {
            Self::Figure(id) => {
                let figure = figures.get(*id)?;
                Some(Interval::around(figure.quantity.base(), slack(figure)))
            }
            Self::Number(value) => Some(Interval::around(*value, Decimal::ZERO)),
            Self::Sum(terms) => {
                let mut sum = Interval::around(Decimal::ZERO, Decimal::ZERO);
                for term in terms {
                    let term = term.interval(figures, slack)?;
                    sum.low = sum.low.checked_add(term.low)?;
                    sum.high = sum.high.checked_add(term.high)?;
                }
                Some(sum)
            }
            Self::Minus(a, b) => {
                let (a, b) = (a.interval(figures, slack)?, b.interval(figures, slack)?);
                Some(Interval { low: a.low.checked_sub(b.high)?, high: a.high.checked_sub(b.low)? })
            }
            Self::Over(a, b) => corners(a, b, figures, slack, Decimal::checked_div),
            Self::Times(a, b) => corners(a, b, figures, slack, Decimal::checked_mul),
        }
    }

    /// The figures that take part, in order.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureId> {
        match self {
            Self::Figure(id) => vec![*id],
            Self::Number(_) => Vec::new(),
            Self::Sum(terms) => terms.iter().flat_map(Self::figures).collect(),
            Self::Minus(a, b) | Self::Over(a, b) | Self::Times(a, b) => {
                let mut both = a.figures();
                both.extend(b.figures());
                both
            }
        }
    }

    /// The figures that a sum or difference adds, or takes off, once each.
    #[must_use]
    pub(crate) fn terms(&self) -> Vec<(FigureId, bool)> {
        match self {
            Self::Figure(id) => vec![(*id, true)],
            Self::Sum(terms) => terms.iter().flat_map(Self::terms).collect(),
            Self::Minus(a, b) => {
                let less = b.terms().into_iter().map(|(id, adds)| (id, !adds));
                a.terms().into_iter().chain(less).collect()
            }
            Self::Number(_) | Self::Over(..) | Self::Times(..) => Vec::new(),
        }
    }

    /// The calculation with its printed numbers: `(6.30−6.85)÷6.85`.
    #[must_use]
    pub fn text(&self, figures: &[Figure]) -> String {
        match self {
            Self::Figure(id) => figures.get(*id).map_or_else(String::new, print_bare),
            Self::Number(value) => plain(*value),
            Self::Sum(terms) => terms.iter().map(|t| t.text(figures)).collect::<Vec<_>>().join("+"),
            Self::Minus(a, b) => format!("{}−{}", a.text(figures), b.inner_text(figures)),
            Self::Over(a, b) => format!("{}÷{}", a.inner_text(figures), b.inner_text(figures)),
            Self::Times(a, b) => format!("{}×{}", a.inner_text(figures), b.inner_text(figures)),
        }
    }

    fn inner_text(&self, figures: &[Figure]) -> String {
        match self {
            Self::Figure(_) | Self::Number(_) => self.text(figures),
            _ => format!("({})", self.text(figures)),
        }
    }
}

fn corners(
    a: &Expr,
    b: &Expr,
    figures: &[Figure],
    slack: &dyn Fn(&Figure) -> Decimal,
    apply: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Interval> {
    let (a, b) = (a.interval(figures, slack)?, b.interval(figures, slack)?);
    let pairs = [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)];
    Interval::of(pairs.into_iter().map(|(x, y)| apply(x, y)).collect::<Option<Vec<_>>>()?)
}

/// Rates keep their sign of percent; all else is printed without its unit.
fn print_bare(figure: &Figure) -> String {
    let q = figure.quantity;
    let digits = q.decimals as usize;
    match q.unit {
        jiheng_base::Unit::Percent | jiheng_base::Unit::Permille => q.text(),
        _ => format!("{:.digits$}", q.value),
    }
}

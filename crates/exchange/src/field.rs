//! What of an evaluation a column can hold, and how it is written there.

use crate::measure;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Budget, Indicator, Stated, Yuan};
use jiheng_base::exact::plain;
use jiheng_report::{Settled, Submission};
use jiheng_score::LineKind;
use std::fmt;

/// A part of an evaluation.
pub(crate) struct Field {
    /// As `law/platform.tsv` writes it.
    pub(crate) name: &'static str,
    pub(crate) of: Part,
}

/// What the part is of; a value that cannot be read is refused in words.
pub(crate) enum Part {
    Whole { get: fn(&Settled) -> Option<String>, set: fn(&mut Submission, &str) -> Set },
    Indicator { get: fn(&Indicator) -> Option<String>, set: fn(&mut Indicator, &str) -> Set },
}

type Set = Result<(), String>;

/// A part of the whole that lies at a path.
macro_rules! whole {
    ($name:literal, $shown:path, $read:path, $($path:ident).+) => {
        Field {
            name: $name,
            of: Part::Whole {
                get: |s| $shown(&s.submission.$($path).+),
                set: |s, text| $read(&mut s.$($path).+, text),
            },
        }
    };
}

/// A part of an indicator.
macro_rules! indicator {
    ($name:literal, $shown:path, $read:path, $path:ident) => {
        Field {
            name: $name,
            of: Part::Indicator {
                get: |i| $shown(&i.$path),
                set: |i, text| $read(&mut i.$path, text),
            },
        }
    };
}

pub(crate) static FIELDS: [Field; 23] = [
    Field {
        name: "year",
        of: Part::Whole {
            get: |s| Some(s.submission.evaluation.year.as_ref()?.value.to_string()),
            set: |s, text| {
                let year = text.parse().map_err(|_| format!("“{text}”不是年度"))?;
                s.evaluation.year = Some(Stated::typed(year));
                Ok(())
            },
        },
    },
    whole!("unit", stated, set_stated, evaluation.unit),
    whole!("project", stated, set_stated, evaluation.project),
    whole!("supervisor", words, set_words, words.supervisor),
    whole!("goals", lines, set_lines, words.goals),
    whole!("work", lines, set_lines, words.work),
    whole!("deviation", lines, set_lines, words.deviation),
    whole!("application", lines, set_lines, words.application),
    Field {
        name: "total",
        of: Part::Whole {
            get: |s| s.sheet.total.map(plain),
            set: |s, text| {
                s.evaluation.totals = vec![Stated::typed(decimal(text)?)];
                Ok(())
            },
        },
    },
    whole!("initial", number, set_number, evaluation.budget.initial),
    whole!("adjustment", number, set_number, evaluation.budget.adjustment),
    Field {
        name: "annual",
        of: Part::Whole {
            // What the rate divides by, whatever the scheme calls it.
            get: |s| number(&s.submission.evaluation.budget.reported_base),
            set: |s, text| set_number(&mut s.evaluation.budget.annual, text),
        },
    },
    whole!("expenditure", number, set_number, evaluation.budget.expenditure),
    Field { name: "rate", of: Part::Whole { get: rate, set: follows } },
    Field { name: "execution_score", of: Part::Whole { get: execution_score, set: follows } },
    indicator!("dimension", words, set_words, dimension),
    indicator!("category", words, set_words, category),
    Field {
        name: "name",
        of: Part::Indicator {
            get: |i| Some(i.title()).filter(|title| !title.is_empty()),
            set: |i, text| {
                i.names = vec![Stated::typed(text.to_owned())];
                Ok(())
            },
        },
    },
    Field {
        name: "target",
        of: Part::Indicator {
            get: |i| Some(i.target.as_ref()?.value.print()),
            set: |i, text| {
                i.target = Some(Stated::typed(measure::read_target(text)));
                Ok(())
            },
        },
    },
    Field {
        name: "actual",
        of: Part::Indicator {
            get: |i| {
                let unit = measure::unit(i.target.as_ref().map(|t| &t.value));
                Some(i.actual.as_ref()?.value.print(unit))
            },
            set: |i, text| {
                let target = i.target.as_ref().map(|t| &t.value);
                i.actual = Some(Stated::typed(measure::read_actual(text, target)));
                Ok(())
            },
        },
    },
    indicator!("weight", number, set_number, weight),
    indicator!("score", number, set_number, score),
    indicator!("reason", stated, set_stated, reason),
];

impl Field {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

/// What follows from other fields is held against them once they are read.
fn follows(_: &mut Submission, text: &str) -> Set {
    decimal(text).map(|_| ())
}

fn rate(settled: &Settled) -> Option<String> {
    const DECIMALS: u32 = 4;
    let Budget { reported_rate, .. } = &settled.submission.evaluation.budget;
    let percent = reported_rate.as_ref()?.value.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(plain(jiheng_base::round_half_up(percent, DECIMALS)))
}

fn execution_score(settled: &Settled) -> Option<String> {
    let line = settled.sheet.lines.iter().find(|l| l.kind == LineKind::Execution)?;
    line.computed.map(plain)
}

fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| format!("“{text}”不是数字"))
}

fn stated(text: &Option<Stated<String>>) -> Option<String> {
    text.as_ref().map(|t| t.value.clone())
}

fn set_stated(place: &mut Option<Stated<String>>, text: &str) -> Set {
    *place = Some(Stated::typed(text.to_owned()));
    Ok(())
}

fn words(text: &Option<String>) -> Option<String> {
    text.clone()
}

fn set_words(place: &mut Option<String>, text: &str) -> Set {
    *place = Some(text.to_owned());
    Ok(())
}

fn lines(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn set_lines(place: &mut Vec<String>, text: &str) -> Set {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    *place = lines.map(str::to_owned).collect();
    Ok(())
}

fn number(number: &Option<Stated<Yuan>>) -> Option<String> {
    number.as_ref().map(|n| plain(n.value))
}

fn set_number(place: &mut Option<Stated<Yuan>>, text: &str) -> Set {
    *place = Some(Stated::typed(decimal(text)?.normalize()));
    Ok(())
}

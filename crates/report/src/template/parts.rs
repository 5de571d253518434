//! The parts of the documents of an evaluation.

use super::{GAP_CLOSES, GAP_OPENS};
use crate::Settled;
use crate::form::chart;
use crate::paper::{Block, Table};

pub(super) fn of_evaluation(kind: &str, name: &str, settled: &Settled) -> Option<Vec<Block>> {
    match (kind, name) {
        ("表", name) => Table::named(name, settled).map(|table| vec![Block::Table(table)]),
        ("图", name) => {
            let chart = chart::named(name, settled)?;
            Some(chart.map(Block::Chart).into_iter().collect())
        }
        ("落款", "") => {
            let submission = &settled.submission;
            let unit = submission.evaluation.unit.as_ref()?.value.clone();
            let day = submission.words.signed_on.clone();
            let day = day.unwrap_or_else(|| format!("{GAP_OPENS}成文日期{GAP_CLOSES}"));
            Some(vec![Block::Signature { unit, day }])
        }
        _ => None,
    }
}

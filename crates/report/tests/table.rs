//! The 自评表 as a workbook says what the data says.

#![allow(clippy::unwrap_used)]

use jiheng_base::evaluation::{Evaluation, Indicator};
use jiheng_law::Law;
use jiheng_report::{Block, Settled, Submission, Table, Template, TemplateKind, settle};

fn settled(law: &Law, scheme: &str) -> Settled {
    let mut township: Submission =
        toml::from_str(include_str!("../../../samples/evaluations/township.toml")).unwrap();
    township.scheme = Some(scheme.into());
    settle(&township, law).unwrap()
}

fn table(settled: &Settled) -> Table {
    let template = Template::builtin("hubei", TemplateKind::Full).unwrap();
    let blocks = template.paper(settled).unwrap().blocks;
    blocks.into_iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap()
}

fn read(bytes: &[u8], law: &Law) -> Evaluation {
    let document = jiheng_document::read(bytes).unwrap();
    jiheng_facts::extract(&document, law).evaluation
}

/// What a table shows of an indicator.
fn shown(indicator: &Indicator) -> impl PartialEq + std::fmt::Debug + use<> {
    let Indicator { dimension, category, target, actual, weight, score, reason, .. } = indicator;
    let number = |n: &Option<jiheng_base::evaluation::Stated<_>>| n.as_ref().map(|n| n.value);
    (
        [dimension.clone(), category.clone(), Some(indicator.title())],
        target.as_ref().map(|t| t.value.clone()),
        actual.as_ref().map(|a| a.value.clone()),
        [number(weight), number(score)],
        reason.as_ref().map(|r| r.value.clone()),
    )
}

#[test]
fn the_reader_of_check_reads_the_table_back() {
    let law = Law::builtin().unwrap();
    let settled = settled(&law, "hubei");
    let told = &settled.submission.evaluation;
    let back = read(&table(&settled).xlsx().unwrap(), &law);
    let all = |e: &Evaluation| e.indicators.iter().map(shown).collect::<Vec<_>>();
    assert_eq!(all(&back), all(told));
    let values = |e: &Evaluation| {
        let budget = &e.budget;
        (
            e.unit.as_ref().map(|u| u.value.clone()),
            e.totals.iter().map(|t| t.value).collect::<Vec<_>>(),
            budget.reported_base.as_ref().map(|b| b.value),
            budget.reported_executed.as_ref().map(|b| b.value),
        )
    };
    assert_eq!(values(&back), values(told));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let law = Law::builtin().unwrap();
    let table = table(&settled(&law, "hubei"));
    assert_eq!(table.xlsx().unwrap(), table.xlsx().unwrap());
}

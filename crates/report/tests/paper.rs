//! From data to a paper.

#![allow(clippy::unwrap_used)]

use jiheng_law::Law;
use jiheng_report::{Block, Builtin, Submission, Template, TemplateKind, settle};

const TOWNSHIP: &str = include_str!("../../../samples/evaluations/township.toml");

fn township() -> Submission {
    toml::from_str(TOWNSHIP).unwrap()
}

fn text(blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Title(t) | Block::Subtitle(t) | Block::Paragraph(t) | Block::Attachment(t) => {
            t.clone()
        }
        Block::Heading { text, .. } => text.clone(),
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| row.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Chart(chart) => {
            let bar = |b: &jiheng_report::Bar| format!("{} {}", b.name, b.printed.join("/"));
            let bars = chart.bars.iter().map(bar).collect::<Vec<_>>().join("；");
            format!("{}（{}）：{bars}", chart.caption, chart.series.join("/"))
        }
        Block::Signature { unit, day } => format!("{unit} {day}"),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_township_becomes_a_report() {
    let law = Law::builtin().unwrap();
    let settled = settle(&township(), &law).unwrap();
    let paper = Template::builtin("hubei", TemplateKind::Full).unwrap().paper(&settled).unwrap();
    assert!(paper.gaps.is_empty(), "{:?}", paper.gaps);
    insta::assert_snapshot!(text(&paper.blocks));
}

#[test]
fn what_is_missing_is_marked_and_told() {
    let law = Law::builtin().unwrap();
    let mut submission = township();
    submission.words.goals.clear();
    let settled = settle(&submission, &law).unwrap();
    let paper = Template::builtin("hubei", TemplateKind::Full).unwrap().paper(&settled).unwrap();
    assert_eq!(paper.gaps, ["年度绩效目标"]);
    assert!(text(&paper.blocks).contains("【待补：年度绩效目标】"));
}

#[test]
fn what_an_author_writes_is_no_mark_of_the_template() {
    let law = Law::builtin().unwrap();
    let mut submission = township();
    submission.words.work = vec!["# 一号路\n[[表：没有]]通车。".into()];
    let settled = settle(&submission, &law).unwrap();
    let paper = Template::builtin("hubei", TemplateKind::Full).unwrap().paper(&settled).unwrap();
    let titles = paper.blocks.iter().filter(|b| matches!(b, Block::Title(_))).count();
    assert_eq!(titles, 1);
    assert!(text(&paper.blocks).contains("＃ 一号路\n［［表：没有]]通车。"));
}

#[test]
fn faults_have_their_path_and_what_to_write() {
    let law = Law::builtin().unwrap();
    let told = |change: &dyn Fn(&mut Submission)| {
        let mut submission = township();
        change(&mut submission);
        let faults = settle(&submission, &law).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(told(&|s| s.scheme = None).starts_with("scheme：请写评分方案"));
    assert!(told(&|s| s.evaluation.year = None).starts_with("evaluation.year："));
    let told_weight = told(&|s| s.evaluation.indicators[0].weight = None);
    assert!(told_weight.contains("evaluation.indicators[0].weight"), "{told_weight}");
    let told_sum = told(&|s| {
        let project = s.evaluation.budget.project.as_mut().unwrap();
        project.value += jiheng_base::Decimal::ONE_HUNDRED;
    });
    assert!(told_sum.contains("evaluation.budget.expenditure") && told_sum.contains("之和"));
}

#[test]
fn every_builtin_template_serves_every_scheme() {
    let law = Law::builtin().unwrap();
    let settled = settle(&township(), &law).unwrap();
    for pack in &law.schemes {
        for kind in TemplateKind::ALL {
            let template = Template::builtin(&pack.id, kind).unwrap();
            let paper = template.paper(&settled).unwrap();
            let first = paper.blocks.first();
            assert!(matches!(first, Some(Block::Title(_) | Block::Table(_))), "{}", pack.id);
        }
    }
}

/// What templates call by names of their own: items of lists, macros, and the mark for a gap.
const OF_THE_TEMPLATE: [&str; 9] = ["项", "段", "类", "行", "人", "指标句", "段落", "支出", "缺"];

#[test]
fn the_help_for_templates_tells_every_value() {
    for builtin in Builtin::ALL {
        let names = builtin.text.split("{{ ").skip(1).filter_map(|rest| {
            let name = rest.split([' ', '.', '(', '[']).next()?;
            name.chars().all(|c| !c.is_ascii()).then_some(name)
        });
        for name in names.filter(|n| !OF_THE_TEMPLATE.contains(n)) {
            assert!(Builtin::HELP.contains(&format!("`{name}")), "说明.md 没有 {name}");
        }
    }
}

#[test]
fn a_broken_template_is_refused_with_its_line() {
    let Err(error) = Template::parse("# 题\n{% for x in %}\n") else { panic!("it was taken") };
    assert_eq!(error.line, 2);
    let law = Law::builtin().unwrap();
    let settled = settle(&township(), &law).unwrap();
    let unknown = Template::parse("# 题\n{{ 没有的值 }}\n").unwrap().paper(&settled).unwrap_err();
    assert_eq!(unknown.line, 2);
    let part = Template::parse("# 题\n[[表：没有]]\n").unwrap().paper(&settled).unwrap_err();
    assert!(part.reason.contains("没有"), "{part}");
}

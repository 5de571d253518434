//! From data to a paper.

#![allow(clippy::unwrap_used)]

use jiheng_base::evaluation::Budget;
use jiheng_law::Law;
use jiheng_report::{Block, Builtin, Submission, Template, TemplateKind, Words, draft, settle};

const TOWNSHIP: &str = include_str!("../../../samples/evaluations/township.toml");

const PROJECT: &str = include_str!("../../../samples/evaluations/project.toml");

fn township() -> Submission {
    toml::from_str(TOWNSHIP).unwrap()
}

fn text_of(blocks: &[Block]) -> String {
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
    insta::assert_snapshot!(text_of(&paper.blocks));
}

#[test]
fn what_is_missing_is_marked_and_told() {
    let law = Law::builtin().unwrap();
    let mut submission = township();
    submission.words.goals.clear();
    let settled = settle(&submission, &law).unwrap();
    let paper = Template::builtin("hubei", TemplateKind::Full).unwrap().paper(&settled).unwrap();
    assert_eq!(paper.gaps, ["年度绩效目标"]);
    assert!(text_of(&paper.blocks).contains("【待补：年度绩效目标】"));
}

/// The texts of all reports with built-in templates, as far as they are filled in.
fn drafts(change: impl Fn(&mut Submission)) -> Vec<String> {
    let law = Law::builtin().unwrap();
    let mut texts = Vec::new();
    for (text, scheme) in [(TOWNSHIP, "hubei"), (PROJECT, "mof2020")] {
        let mut submission: Submission = toml::from_str(text).unwrap();
        submission.scheme = Some(scheme.into());
        change(&mut submission);
        let (settled, _) = draft(&submission, &law).unwrap();
        for kind in [TemplateKind::Full, TemplateKind::Abridged] {
            let paper = Template::builtin(scheme, kind).unwrap().paper(&settled).unwrap();
            texts.push(text_of(&paper.blocks));
        }
    }
    texts
}

/// A sentence that counts says nothing where there is nothing to count.
#[test]
fn of_nothing_nothing_is_said() {
    let all: [fn(&mut Submission); 4] = [
        |s| s.evaluation.indicators.clear(),
        |s| s.evaluation.budget.lines.clear(),
        |s| s.words = Words { project: s.words.project.take(), ..Words::default() },
        |s| {
            s.evaluation.indicators.clear();
            s.evaluation.budget = Budget::default();
        },
    ];
    for change in all {
        for text in drafts(change) {
            for broken in ["：。", "其中：\n", "如下：\n（", "、。", "，。", "：；"]
            {
                assert!(!text.contains(broken), "{broken:?} in {text}");
            }
        }
    }
    for text in drafts(|s| s.evaluation.indicators.clear()) {
        assert!(!text.contains("均已完成") && !text.contains("没有达到年初目标值"), "{text}");
        assert!(text.contains("【待补：") && !text.contains("应得0分"), "{text}");
    }
    // A dimension that the unit has no indicators of is not spoken of.
    let without = |s: &mut Submission| {
        s.evaluation.indicators.retain(|i| i.dimension.as_deref() != Some("满意度指标"));
    };
    for text in drafts(without) {
        let body = text.split_once("绩效自评表").unwrap().0;
        assert!(!body.contains("满意度指标") && body.contains("产出指标应得"), "{text}");
    }
}

/// What is not known yet is neither met nor missed.
#[test]
fn an_indicator_without_a_value_is_left_open() {
    let open = |s: &mut Submission| s.evaluation.indicators[0].actual = None;
    let texts = drafts(open);
    let hubei = &texts[0];
    assert!(!hubei.contains("：新建村级道路里程"), "{hubei}");
    assert!(!hubei.contains("新建村级道路里程没有达到"), "{hubei}");
    assert!(hubei.contains("项目按期完工率没有达到年初目标值"), "{hubei}");
    let only_met = drafts(|s| {
        s.evaluation.indicators.remove(2);
        s.evaluation.indicators[0].actual = None;
    });
    assert!(only_met[0].contains("【待补：各项指标的目标值和完成值】"), "{}", only_met[0]);
    let all_met = drafts(|s| drop(s.evaluation.indicators.remove(2)));
    assert!(all_met[0].contains("各项绩效目标均已完成"), "{}", all_met[0]);
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
    assert!(text_of(&paper.blocks).contains("＃ 一号路\n［［表：没有]]通车。"));
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

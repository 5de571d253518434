//! Full marks for what is told as a problem.

use crate::score::span;
use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::score::ScoreItem;

/// What an indicator is named by, what its problem is named by, and the words that make it one.
struct Matter {
    indicator: &'static [&'static str],
    subject: &'static [&'static str],
    fault: &'static [&'static str],
}

const MATTERS: &[Matter] = &[
    Matter {
        indicator: &["预算编制科学", "预算编制合理", "预算编制准确", "预算编制质量"],
        subject: &["预算编制"],
        fault: &["不", "加强", "提高", "提升", "细化", "进一步"],
    },
    Matter {
        indicator: &["制度健全", "制度完整", "制度建设", "制度完善"],
        subject: &["制度"],
        fault: &[
            "不健全",
            "不完善",
            "建立健全",
            "不够健全",
            "不够完善",
            "缺失",
            "缺乏",
            "没有建立",
            "尚未建立",
        ],
    },
    Matter {
        indicator: &["资产管理", "资产安全"],
        subject: &["资产管理", "资产监管", "资产处置"],
        fault: &["不", "加强", "薄弱", "缺失", "缺乏", "滞后"],
    },
    Matter {
        indicator: &["绩效指标明确", "绩效目标合理", "绩效目标明确", "指标明确", "目标合理"],
        subject: &["绩效目标", "绩效指标", "指标设置", "目标设置"],
        fault: &[
            "不够",
            "不明确",
            "不合理",
            "不科学",
            "不清晰",
            "不具体",
            "未细化",
            "偏低",
            "过于",
        ],
    },
    Matter {
        indicator: &["信息公开", "预决算公开"],
        subject: &["公开"],
        fault: &["不及时", "不规范", "不完整", "滞后", "未按"],
    },
    Matter {
        indicator: &["政府采购"],
        subject: &["政府采购", "采购预算"],
        fault: &["不规范", "不准确", "未按", "不到位", "滞后"],
    },
];

const FAULTS_UNDER: &[&str] = &["问题", "不足", "建议", "措施", "对策"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in cx.facts.scores.items.iter().filter(|i| !i.is_total && !i.in_table) {
        let title = item.title();
        let Some(matter) = MATTERS.iter().find(|m| m.indicator.iter().any(|w| title.contains(w)))
        else {
            continue;
        };
        looked = true;
        let (Some(place), Some(fault)) = (full_marks(cx, item), fault_told(cx, matter)) else {
            continue;
        };
        let message = format!("“{title}”得满分，又说“{}”", cx.quote(fault));
        let action = "按存在的问题重新评分，或改正问题和措施的表述";
        findings.push(Finding::new("C032", Level::Doubt, place, message, action).using(
            fault,
            Role::Against,
            "问题和措施",
        ));
    }
    Verdict::of_looked(findings, looked)
}

fn full_marks(cx: &Context, item: &ScoreItem) -> Option<Place> {
    let (weight, score) = (item.weight?, item.score?);
    let full = cx.figure(weight).quantity.value == cx.figure(score).quantity.value;
    (full && weight != score).then(|| span(cx, &[score]))
}

/// The first clause under a heading of problems or measures that finds fault with the matter.
fn fault_told(cx: &Context, matter: &Matter) -> Option<Place> {
    let under = cx.paragraphs().filter(|(node, _)| cx.facts.outline.is_under(*node, FAULTS_UNDER));
    under.into_iter().find_map(|(node, text)| {
        matter.subject.iter().flat_map(|w| crate::text::matches(text, w)).find_map(|(at, _)| {
            let (start, end) = clause_around(text, at);
            let clause = &text[start..end];
            matter.fault.iter().any(|w| clause.contains(w)).then(|| {
                let lead = clause.len() - clause.trim_start().len();
                Place::new(node, start + lead, end)
            })
        })
    })
}

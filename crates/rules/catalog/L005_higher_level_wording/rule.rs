//! A township writes of its own work.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words};

/// Work that counties and higher levels do.
static HIGHER: Words = Words::new(&[
    "营商环境第三方评估",
    "第三方评估",
    "涉企收费目录清单",
    "涉企收费清单",
    "广大市民",
    "全体市民",
    "权责清单编制",
    "负面清单编制",
    "减税降费政策制定",
    "市域社会治理",
]);
static HELPS: Words = Words::new(&["配合", "协助", "参与", "迎接", "按照县", "上级"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let is_township = cx.unit().is_some_and(|u| {
        ["镇人民政府", "乡人民政府", "街道办事处", "镇", "乡", "街道"]
            .iter()
            .any(|e| u.ends_with(e))
    });
    if !is_township {
        return Verdict::NotApplicable;
    }
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (at, word) in HIGHER.firsts(text) {
            let (start, end) = clause_around(text, at);
            let helps = HELPS.any_in(&text[start..at]);
            if !helps
                && !findings
                    .iter()
                    .any(|f: &Finding| f.place().overlaps(Place::new(node, at, at + 1)))
            {
                let message = format!("“{word}”是县级以上的口径，疑为套用上级文稿");
                findings.push(Finding::new(
                    "L005",
                    Level::Doubt,
                    short(text, node, start, end, at),
                    message,
                    "改为本级的工作；配合上级开展的写明配合",
                ));
            }
        }
        findings.extend(coming_home(node, text, cx.unit().unwrap_or_default()));
    }
    Verdict::of(findings)
}

/// The clause, up to the next 、 behind the word.
fn short(text: &str, node: NodeId, start: usize, end: usize, at: usize) -> Place {
    let to = text[at..end].find('、').map_or(end, |i| at + i);
    let from = text[start..at].rfind('、').map_or(start, |i| start + i + '、'.len_utf8());
    let lead = text[from..to].len() - text[from..to].trim_start().len();
    Place::new(node, from + lead, to)
}

/// 来崇返崇: the county speaks of itself.
fn coming_home(node: NodeId, text: &str, unit: &str) -> Vec<Finding> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    chars
        .windows(4)
        .filter(|w| w[0].1 == '来' && w[2].1 == '返' && w[1].1 == w[3].1 && !unit.contains(w[1].1))
        .map(|w| {
            let place = Place::new(node, w[0].0, w[3].0 + w[3].1.len_utf8());
            let message = format!("“来{0}返{0}”是以上级地名自称，疑为套用上级文稿", w[1].1);
            Finding::new("L005", Level::Doubt, place, message, "改为本镇（乡、街道）的口径")
        })
        .collect()
}

//! A body calls itself by its own kind.

use crate::text::places;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};

/// Kinds of bodies, each with the ends of names that it stands for.
const KINDS: &[(&str, &[&str])] = &[
    ("我局", &["局", "分局"]),
    ("我院", &["院"]),
    ("我校", &["校", "中学", "小学", "学校", "大学", "学院", "幼儿园"]),
    ("我园", &["园"]),
    ("我中心", &["中心"]),
    ("我所", &["所"]),
    ("我站", &["站"]),
    ("我馆", &["馆"]),
    ("我队", &["队", "支队", "大队"]),
    ("我委", &["委", "委员会", "管委会"]),
    ("我厅", &["厅"]),
    ("我办", &["办", "办公室", "办事处"]),
    ("我镇", &["镇", "镇人民政府"]),
    ("我乡", &["乡", "乡人民政府"]),
    ("我街道", &["街道", "街道办事处"]),
    ("我社", &["社", "联社"]),
    ("我会", &["会", "联合会", "工会"]),
    ("我部", &["部"]),
];

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(unit) = cx.unit() else { return Verdict::Unable("没有读到单位名称".into()) };
    let own: Vec<&str> = KINDS
        .iter()
        .filter(|(_, ends)| ends.iter().any(|e| unit.ends_with(e)))
        .map(|(call, _)| *call)
        .collect();
    if own.is_empty() {
        return Verdict::Unable("不能由单位名称判断自称".into());
    }
    let mut right: Option<Place> = None;
    let mut wrong: Vec<(Place, &str)> = Vec::new();
    for (node, text) in cx.texts().filter(|(_, text)| text.contains('我')) {
        for (call, _) in KINDS {
            for place in
                places(node, text, call).filter(|p| is_self(text, *p) && !goes_on(text, *p))
            {
                if own.contains(call) {
                    right = right.or(Some(place));
                } else {
                    wrong.push((place, call));
                }
            }
        }
    }
    let findings = wrong
        .into_iter()
        .map(|(place, call)| {
            let level = if right.is_some() { Level::Error } else { Level::Doubt };
            let message = format!("本单位是“{unit}”，此处自称“{call}”");
            Finding::new("L002", level, place, message, "改正自称，并核对这一段是否属于本单位")
                .using_all(right, Role::Against)
        })
        .collect::<Vec<_>>();
    Verdict::of_looked(findings, right.is_some())
}

/// 自我委屈 and 我会继续 are no names: a body stands where a name can.
fn is_self(text: &str, place: Place) -> bool {
    let before = text[..place.start as usize].chars().next_back();
    let after = &text[place.end as usize..];
    let other = [
        "托", "员", "面", "分", "长", "议", "将", "继续", "及时", "在", "认为", "计", "法", "理",
        "属", "有", "需",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    let call_can_be_verb = ["我会", "我所", "我办", "我部", "我委"].contains(&&text[place.range()]);
    before != Some('自') && before != Some('大') && !(call_can_be_verb && other)
}

/// 我部门 is no 我部.
fn goes_on(text: &str, place: Place) -> bool {
    text[place.end as usize..].starts_with(['门', '分'])
}

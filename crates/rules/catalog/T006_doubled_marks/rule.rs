//! One mark at a time.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use std::collections::BTreeMap;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (node, text) in cx.texts() {
        let mut last: Option<usize> = None;
        for (at, c) in text.char_indices() {
            let is_mark = matches!(c, '，' | '。' | '；' | '：' | '、');
            if let Some(start) = last.filter(|_| is_mark) {
                let place = Place::new(node, start, at + c.len_utf8());
                places.entry(cx.quote(place).replace(' ', "")).or_default().push(place);
                last = None;
            } else if is_mark {
                last = Some(at);
            } else if c != ' ' {
                last = None;
            }
        }
    }
    Verdict::of(places.iter().filter_map(|(marks, places)| finding(marks, places)).collect())
}

fn finding(marks: &str, places: &[Place]) -> Option<Finding> {
    let (first, rest) = places.split_first()?;
    let message = match rest.len() {
        0 => format!("标点“{marks}”重复或相撞"),
        more => format!("标点“{marks}”重复或相撞，另有{more}处"),
    };
    let finding = Finding::new("T006", Level::Doubt, *first, message, "只留一个标点");
    Some(finding.using_all(rest.iter().copied(), Role::Fault))
}

//! Text on the mainland is written in simplified characters.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_language::{Prose, Run, variant};
use std::collections::BTreeMap;

/// Where more than one character in so many is of another form, the text is in traditional script.
const FEW: usize = 5;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut places: BTreeMap<char, Vec<Place>> = BTreeMap::new();
    let (mut all, mut forms) = (0, 0);
    for run in &cx.prose.runs {
        all += run.chars.len();
        for (at, form) in run.chars.iter().enumerate() {
            let Some(plain) = variant::simplified(*form) else { continue };
            forms += 1;
            if let Some(place) = word_around(run, at, plain) {
                places.entry(*form).or_default().push(place);
            }
        }
    }
    if all == 0 || forms * FEW > all {
        return Verdict::NotApplicable;
    }
    Verdict::of(places.into_iter().filter_map(|(form, places)| finding(form, &places)).collect())
}

/// The word of two characters that a form stands in once it is written in simplified characters.
fn word_around(run: &Run, at: usize, plain: char) -> Option<Place> {
    let neighbour = |at: usize| {
        let c = *run.chars.get(at)?;
        Some(variant::simplified(c).unwrap_or(c))
    };
    let behind = neighbour(at + 1).filter(|next| Prose::is_word(&[plain, *next]));
    let before = at.checked_sub(1).and_then(neighbour).filter(|c| Prose::is_word(&[*c, plain]));
    match (before, behind) {
        (_, Some(_)) => Some(run.place(at..at + 2)),
        (Some(_), None) => Some(run.place(at - 1..at + 1)),
        (None, None) => None,
    }
}

fn finding(form: char, places: &[Place]) -> Option<Finding> {
    let (first, rest) = places.split_first()?;
    let plain = variant::simplified(form)?;
    let message = match rest.len() {
        0 => format!("“{form}”不是规范的简体字"),
        more => format!("“{form}”不是规范的简体字，另有{more}处"),
    };
    Some(
        Finding::new("T001", Level::Doubt, *first, message, format!("改为“{plain}”"))
            .compare(plain, form)
            .using_all(rest.iter().copied(), Role::Fault),
    )
}

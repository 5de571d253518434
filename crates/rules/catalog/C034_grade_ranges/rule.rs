//! Ranges that follow one another run the same way.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Unit};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (index, sentence) in cx.facts.sentences.iter().enumerate() {
        let ranges = ranges(cx, index);
        let says_whose = cx.quote(sentence.place).contains('含');
        if !says_whose || !is_scale(&ranges) {
            continue;
        }
        looked = true;
        let (up, down): (Vec<&Range>, Vec<&Range>) = ranges.iter().partition(|r| r.rises());
        let (odd, rest) = if up.len() < down.len() { (up, down) } else { (down, up) };
        let Some(like) = rest.first() else { continue };
        findings.extend(odd.iter().map(|range| {
            let message = format!(
                "这一档写成{}，与其他各档（如{}）方向相反，边界值没有归属或同属两档",
                cx.quote(range.place),
                cx.quote(like.place)
            );
            let action = "改正起止顺序，核对每个边界只属于一档";
            Finding::new("C034", Level::Error, range.place, message, action).using(
                like.place,
                Role::Against,
                "其他各档",
            )
        }));
    }
    Verdict::of_looked(findings, looked)
}

struct Range {
    from: Decimal,
    to: Decimal,
    place: Place,
}

impl Range {
    fn rises(&self) -> bool {
        self.from < self.to
    }

    fn bounds(&self) -> (Decimal, Decimal) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// Two rates with nothing but a dash between them, also where (含) stands behind the first.
fn ranges(cx: &Context, sentence: usize) -> Vec<Range> {
    let figures = &cx.facts.figures[cx.facts.sentences[sentence].figures.clone()];
    let is_rate = |unit: Unit| unit == Unit::Percent;
    figures
        .windows(2)
        .filter_map(|pair| {
            let (a, b) = (&pair[0], &pair[1]);
            let text = cx.document.text(a.place.node);
            let between = text.get(a.place.end as usize..b.place.start as usize)?;
            let between = between.replace("（含）", "").replace("（不含）", "");
            let is_dash = ["—", "-", "－", "~", "～", "至", "–", "——"].contains(&between.trim());
            (is_dash && is_rate(a.quantity.unit) && is_rate(b.quantity.unit)).then(|| Range {
                from: a.quantity.value,
                to: b.quantity.value,
                place: a.place.join(b.place),
            })
        })
        .collect()
}

/// Three or more ranges, each of which begins where the next lower one ends.
fn is_scale(ranges: &[Range]) -> bool {
    let mut bounds: Vec<(Decimal, Decimal)> = ranges.iter().map(Range::bounds).collect();
    bounds.sort_unstable();
    bounds.len() >= 3 && bounds.windows(2).all(|pair| pair[0].1 == pair[1].0)
}

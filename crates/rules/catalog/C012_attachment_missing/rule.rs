//! What is attached behind is there.

use crate::text::sentence_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Words};

static CLAIMS: Words = Words::new(&["附后", "（见后）", "(见后)"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let claim = cx.paragraphs().find_map(|(node, text)| {
        let at = CLAIMS.first_in(text)?;
        let of_table = text.contains('表') || text.contains("附件");
        of_table.then(|| {
            let (start, end) = sentence_around(text, at);
            Place::new(node, start, end)
        })
    });
    let Some(place) = claim else { return Verdict::NotApplicable };
    if !cx.facts.tables.is_empty() {
        return Verdict::Pass;
    }
    let message = "写明附后，文中没有自评表（也可能是转成文本时丢失）";
    Verdict::of(vec![Finding::new(
        "C012",
        Level::Doubt,
        place,
        message,
        "补上自评表，或改为“另附”",
    )])
}

//! Steps told one after the other have dates one after the other.

use crate::text::in_title;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role, Words};
use jiheng_facts::DateMention;
use jiheng_facts::lex::YearPart;

/// Words that go back in time.
static GOES_BACK: Words =
    Words::new(&["其中", "此前", "之前", "早在", "原定", "原计划", "应于", "比", "较"]);

/// A date of a step, with the last day of its span.
#[derive(Clone, Copy)]
struct Step<'a> {
    mention: &'a DateMention,
    first: u32,
    last: u32,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let mut year = None;
    let mut steps: Vec<Step> = Vec::new();
    let mut dates = cx.facts.dates.iter().peekable();
    while let Some(mention) = dates.next() {
        year = mention.date.year.or(year);
        if let Some(step) = step(cx, mention, year) {
            add(cx, &mut steps, step);
        }
        if dates.peek().is_none_or(|next| next.sentence != mention.sentence) {
            looked |= steps.len() > 1;
            findings.extend(judge(cx, &steps));
            steps.clear();
        }
    }
    findings.extend(already_done(cx));
    Verdict::of_looked(findings, looked)
}

/// 2024年末滞留的资金，已于2023年9月收回: what has been done is told of a time before the one that it follows.
fn already_done(cx: &Context) -> Vec<Finding> {
    let pairs = cx.facts.dates.windows(2).filter(|pair| {
        let (state, done) = (&pair[0], &pair[1]);
        state.sentence == done.sentence
            && is_year_end(state)
            && (done.lead.ends_with("已于") && state.date.year > done.date.year
                || is_settled_later(cx, state, done) && is_within(state, done))
            && done.date.year.is_some()
            && !state.quoted
    });
    pairs
        .map(|pair| {
            let message =
                format!("{}的事，却已于{}办完", cx.quote(pair[0].place), cx.quote(pair[1].place));
            Finding::new("P020", Level::Doubt, with_words(cx, &pair[0]), message, "核对年份").using(
                with_words(cx, &pair[1]),
                Role::Against,
                "",
            )
        })
        .collect()
}

fn is_year_end(mention: &DateMention) -> bool {
    let date = mention.date;
    date.is_year() && date.part == YearPart::End || date.month == Some(12) && date.day == Some(31)
}

/// Whether a month or a day lies before the end of the year that another date names.
fn is_within(end: &DateMention, other: &DateMention) -> bool {
    const DECEMBER: u32 = 12_00;
    let year_end = end.date.year.map(|y| u32::from(y) * 10_000 + DECEMBER);
    other.date.ordinal().zip(year_end).is_some_and(|(day, end)| day < end)
}

/// 截至2022年底，…未支出的留待清算，2022年2月已拨付: what was left over at the end of a year was paid after it.
fn is_settled_later(cx: &Context, state: &DateMention, done: &DateMention) -> bool {
    static LEFT: Words =
        Words::new(&["未支出", "未支付", "未拨付", "尚未", "未清算", "待支付", "结转", "留待"]);
    let text = cx.document.text(state.place.node);
    let between = text.get(state.place.end as usize..done.place.start as usize).unwrap_or("");
    done.tail.starts_with('已') && LEFT.any_in(between)
}

fn step<'a>(cx: &Context, mention: &'a DateMention, year: Option<u16>) -> Option<Step<'a>> {
    let (year, month, day) = (year?, mention.date.month?, mention.date.day?);
    let text = cx.document.text(mention.place.node);
    let is_document =
        mention.tail.starts_with(['的', '印']) || in_title(text, mention.place.start as usize);
    let next = u16::from(["次年", "翌年"].iter().any(|w| mention.lead.ends_with(w)));
    let ordinal = u32::from(year + next) * 10_000 + u32::from(month) * 100 + u32::from(day);
    (!mention.quoted && !is_document).then_some(Step { mention, first: ordinal, last: ordinal })
}

/// 7月1日至7月10日 is one step.
fn add<'a>(cx: &Context, steps: &mut Vec<Step<'a>>, step: Step<'a>) {
    const TO: &[&str] = &["至", "到", "—", "-", "－", "~", "～"];
    let text = cx.document.text(step.mention.place.node);
    // 自4月24日开始，…，至4月15日形成初稿 is no range: more than the word lies between.
    let between = |before: &Step| {
        text.get(before.mention.place.end as usize..step.mention.place.start as usize)
    };
    let goes_on = steps.last().and_then(between).is_some_and(|words| TO.contains(&words.trim()));
    match steps.last_mut() {
        Some(before) if goes_on => {
            before.last = step.last;
        }
        _ => steps.push(step),
    }
}

fn judge(cx: &Context, steps: &[Step]) -> Option<Finding> {
    let (first, last) = (steps.first()?, steps.last()?);
    let text = cx.document.text(first.mention.place.node);
    let told = text.get(first.mention.place.start as usize..last.mention.place.end as usize)?;
    if steps.len() < 2 || GOES_BACK.any_in(told) {
        return None;
    }
    let mut back = steps.windows(2).filter(|pair| pair[1].first < pair[0].first);
    let by_order = back.next().filter(|_| back.next().is_none());
    let as_of = |step: &Step| step.mention.lead.contains("截至");
    let is_told_in_order = steps.len() > 2 && has_one_misfit(steps);
    let found = by_order
        .filter(|pair| is_told_in_order || pair.iter().all(as_of))
        .or_else(|| steps.windows(2).find(|pair| overlap(cx, pair)))?;
    Some(finding(cx, found[0].mention, found[1].mention))
}

/// Without one of them, all steps are in order.
fn has_one_misfit(steps: &[Step]) -> bool {
    (0..steps.len()).any(|out| {
        let mut rest = steps.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, s)| s.first);
        let Some(mut before) = rest.next() else { return false };
        rest.all(|next| next >= std::mem::replace(&mut before, next))
    })
}

/// …为准备阶段，…为现场阶段: one starts before the other is over.
fn overlap(cx: &Context, pair: &[Step]) -> bool {
    let text = cx.document.text(pair[0].mention.place.node);
    let names_phase = |step: &Step| {
        let behind = text.get(step.mention.place.end as usize..).unwrap_or("");
        let clause = behind.split(['，', '；', '。']).next().unwrap_or("");
        clause.trim_end().ends_with("阶段")
    };
    pair[1].first < pair[0].last
        && pair[1].first >= pair[0].first
        && pair.iter().all(|s| s.last > s.first && names_phase(s))
}

fn finding(cx: &Context, before: &DateMention, after: &DateMention) -> Finding {
    let message = format!(
        "依次写出的日期先后颠倒：{}之后是{}",
        cx.quote(before.place),
        cx.quote(after.place)
    );
    Finding::new("P020", Level::Doubt, with_words(cx, after), message, "核对日期").using(
        with_words(cx, before),
        Role::Against,
        "前一步",
    )
}

/// The date and the words right behind it.
fn with_words(cx: &Context, mention: &DateMention) -> Place {
    let text = cx.document.text(mention.place.node);
    let end = mention.place.end as usize;
    let behind = &text[end..];
    let length = behind.find(['，', '。', '；', '、', '）', '至', '—']).unwrap_or(behind.len());
    Place::new(mention.place.node, mention.place.start as usize, end + length)
}

//! First things first: what must come before has the earlier date.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role, Words};
use jiheng_facts::DateMention;

/// Events in the order in which they must happen; each by the words behind its date.
const ORDERS: &[&[&[&str]]] = &[
    &[
        &["立项", "批复立项"],
        &["招标", "完成招标", "开标"],
        &["签订合同", "签订施工合同"],
        &["开工", "进场", "动工"],
        &["竣工", "完工", "完成施工"],
        &["验收", "初验"],
        &["交付", "投入使用", "移交"],
    ],
    &[
        &["印发通知", "接到通知", "召开部署会", "下发通知", "收到通知", "布置", "部署", "启动"],
        &["填报", "自查", "开展自评", "数据采集", "收集资料"],
        &["评分", "复核", "初评", "汇总", "现场核查", "现场评价"],
        &["形成", "完成报告", "撰写报告", DONE],
        &["审定", "审议", "会审核"],
        &[
            "报送",
            "上报",
            "报财政局",
            "报主管部门",
            "报省",
            "报市",
            "报州",
            "报县",
            "报区",
            "报局",
            "报送县",
            "报送市",
        ],
    ],
    &[
        &["到货", "运抵"],
        &["安装"],
        &["调试", "试生产", "试运行", "试用"],
        &["投产", "投入生产", "正式运行"],
    ],
];

/// Anything can be finished; only a clause that says no more speaks of the whole.
const DONE: &str = "完成";

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let mut paragraphs: Vec<Vec<(&DateMention, u32)>> = Vec::new();
    for (mention, ordinal) in dated(cx) {
        match paragraphs.last_mut().filter(|p| p[0].0.place.node == mention.place.node) {
            Some(paragraph) => paragraph.push((mention, ordinal)),
            None => paragraphs.push(vec![(mention, ordinal)]),
        }
    }
    for paragraph in &paragraphs {
        // A deadline (某日前) dates nothing, but deadlines follow each other.
        let (deadlines, days): (Vec<_>, Vec<_>) =
            paragraph.iter().copied().partition(|(mention, _)| is_deadline(mention));
        for dated in [days, deadlines] {
            for order in ORDERS {
                let events = events(&dated, order);
                looked |= events.len() > 1;
                for pair in events.windows(2) {
                    let ((_, first, early), (_, second, late)) = (pair[0], pair[1]);
                    if late < early {
                        findings.push(finding(cx, first, second));
                    }
                }
            }
        }
    }
    findings.sort_by_key(Finding::place);
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, looked)
}

/// Dates with month and day; a year that is not printed is that of the date before.
fn dated<'a>(cx: &Context<'a>) -> Vec<(&'a DateMention, u32)> {
    let mut year = None;
    let mut found = Vec::new();
    for mention in &cx.facts.dates {
        year = mention.date.year.or(year);
        // A month without a day dates nothing as finely as the days around it, but its year.
        let (Some(year), Some(month)) = (year, mention.date.month) else { continue };
        let Some(day) = mention.date.day.or(starts(mention)) else { continue };
        // 2023年12月至次年1月 has left the year.
        let next = u16::from(["次年", "翌年"].iter().any(|w| mention.lead.ends_with(w)));
        found.push((
            mention,
            u32::from(year + next) * 10_000 + u32::from(month) * 100 + u32::from(day),
        ));
    }
    found
}

/// 2023年2月启动: no earlier than the first day of the month.
fn starts(mention: &DateMention) -> Option<u8> {
    let is_start = ["启动", "布置", "部署"].iter().any(|w| mention.tail.starts_with(w));
    (is_start && mention.date.year.is_some()).then_some(1)
}

fn is_deadline(mention: &DateMention) -> bool {
    mention.tail.starts_with(['前', '之'])
}

/// The events of an order that dates tell, in the order in which they must happen.
fn events<'a>(
    paragraph: &[(&'a DateMention, u32)],
    order: &[&[&str]],
) -> Vec<(usize, &'a DateMention, u32)> {
    let mut found = Vec::new();
    for (rank, words) in order.iter().enumerate() {
        let event = paragraph.iter().find(|(mention, _)| {
            let tail = mention.tail.trim_start_matches(['，', ',']);
            let near: String = tail.chars().take(12).collect();
            !near.starts_with('至') && words.iter().any(|w| tells(&near, w))
        });
        if let Some((mention, ordinal)) = event {
            found.push((rank, *mention, *ordinal));
        }
    }
    found
}

/// Whether the words behind a date tell an event. What the divisions hand in is no report of the body.
fn tells(near: &str, word: &str) -> bool {
    static DIVISIONS: Words = Words::new(&["各", "股室", "科室", "处室", "项目单位"]);
    match word {
        DONE => near == DONE,
        "报送" | "上报" => near.contains(word) && !DIVISIONS.any_in(near),
        _ => near.contains(word),
    }
}

fn finding(cx: &Context, first: &DateMention, second: &DateMention) -> Finding {
    let told = |mention: &DateMention| {
        let tail: String = mention.tail.chars().take(8).collect();
        format!("{}{tail}", cx.quote(mention.place))
    };
    let message = format!("先后颠倒：“{}”早于“{}”", told(second), told(first));
    let place = widened(cx, second);
    Finding::new("P004", Level::Error, place, message, "核对日期").using(
        widened(cx, first),
        Role::Against,
        "",
    )
}

/// The date and the words behind it.
fn widened(cx: &Context, mention: &DateMention) -> jiheng_base::Place {
    let text = cx.document.text(mention.place.node);
    let end = mention.place.end as usize;
    let tail = text[end..].find(['，', '。', '；', '、']).map_or(text.len(), |i| end + i);
    jiheng_base::Place::new(mention.place.node, mention.place.start as usize, tail)
}

//! What the text of final accounts tells of an amount stands in their tables.

use crate::accounts::{item_before, section};
use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Quantity, Role};
use jiheng_facts::FigureId;
use jiheng_facts::accounts::{Book, Line, StatementKind as Kind, ThreePublicPart as Part};

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.facts.statements.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for id in cx.plain_money().filter(|id| cx.is_of_this_year(*id)) {
        let Some(section) = section(cx, cx.figure(id).place.node) else { continue };
        let Some((cells, kind)) = cells(cx, id, section) else { continue };
        looked = true;
        if !cells.iter().any(|cell| agree(cx, id, *cell)) {
            findings.extend(cells.first().map(|cell| finding(cx, id, *cell, kind)));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The cells that an amount may be told of; agreeing with one is enough.
fn cells(cx: &Context, id: FigureId, section: Kind) -> Option<(Vec<FigureId>, Kind)> {
    let book = cx.facts.book();
    let label = bare(&cx.figure(id).label);
    let label = label.as_str();
    let (cells, kind) = match section {
        _ if label.ends_with("总计") => {
            let grants = section == Kind::GrantTotals || label.contains("财政拨款");
            let kind = if grants { Kind::GrantTotals } else { Kind::Totals };
            (grand_totals(&book, kind, label), kind)
        }
        Kind::Totals | Kind::Income if section == Kind::Income || label.contains("合计") => {
            (income(&book, label), Kind::Income)
        }
        Kind::Spending => (spending(&book, label), Kind::Spending),
        Kind::PublicSpending => (public_spending(cx, &book, id, label), Kind::PublicSpending),
        Kind::BasicSpending => (basic(&book, label), Kind::BasicSpending),
        Kind::ThreePublic => (three_public(cx, &book, id), Kind::ThreePublic),
        _ => return None,
    };
    (!cells.is_empty()).then_some((cells, kind))
}

/// A label without the words that only say that it is an amount.
fn bare(label: &str) -> String {
    let own = ["本年度", "当年", "年度"].iter().fold(label, |l, w| l.trim_start_matches(w));
    let ends = ["总额", "数额", "金额"];
    ends.iter().fold(own, |l, w| l.trim_end_matches(w)).to_owned()
}

/// 收入总计 and 支出总计; 收、支总计 is both.
fn grand_totals(book: &Book, kind: Kind, label: &str) -> Vec<FigureId> {
    let sides = ["收入", "支出"].into_iter().filter(|side| {
        let other = if *side == "收入" { "支出" } else { "收入" };
        !label.contains(other) || label.contains(side)
    });
    sides.filter_map(|side| book.grand_total(kind, side)).collect()
}

fn income(book: &Book, label: &str) -> Vec<FigureId> {
    #[rustfmt::skip]
    const SOURCES: &[&str] = &[
        "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
    ];
    if matches!(label, "本年收入合计" | "收入合计" | "本年收入") {
        let cells = [book.row(Kind::Totals, "收入", "本年收入合计"), book.whole(Kind::Income)];
        return cells.into_iter().flatten().collect();
    }
    let Some(source) = SOURCES.iter().find(|s| label == **s) else { return Vec::new() };
    // 财政拨款收入 is not one row of the totals.
    let row = book.row(Kind::Totals, "收入", source).filter(|_| *source != "财政拨款收入");
    row.into_iter().chain(book.total(Kind::Income, source)).collect()
}

fn spending(book: &Book, label: &str) -> Vec<FigureId> {
    let parts = ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"];
    if matches!(label, "本年支出合计" | "支出合计" | "本年支出") {
        let cells = [book.row(Kind::Totals, "支出", "本年支出合计"), book.whole(Kind::Spending)];
        return cells.into_iter().flatten().collect();
    }
    let part = parts.iter().find(|p| label == **p);
    part.and_then(|p| book.total(Kind::Spending, p)).into_iter().collect()
}

fn public_spending(cx: &Context, book: &Book, id: FigureId, label: &str) -> Vec<FigureId> {
    if label.contains("预算数") || label.ends_with("预算") {
        return Vec::new();
    }
    let place = cx.figure(id).place;
    if let Some(line) = item_before(cx, place.node, place.start as usize) {
        let told = label.contains("决算") && is_first_of_item(cx, id);
        return line.whole().filter(|_| told).into_iter().collect();
    }
    if let Some(class) = class_of(book, label) {
        return class.whole().into_iter().collect();
    }
    let own = matches!(label, "一般公共预算财政拨款支出" | "一般公共预算财政拨款支出决算");
    book.whole(Kind::PublicSpending).filter(|_| own).into_iter().collect()
}

/// 社会保障和就业支出（类）, 农林水支出.
fn class_of<'a>(book: &Book<'a>, label: &str) -> Option<Line<'a>> {
    let name = label.trim_end_matches("（类）").trim_end_matches("(类)");
    book.lines(Kind::PublicSpending).find(|l| l.code.len() == 3 && l.name == name)
}

/// Behind the first 支出决算 of an item come its parts.
fn is_first_of_item(cx: &Context, id: FigureId) -> bool {
    let place = cx.figure(id).place;
    let text = cx.document.text(place.node);
    let item = text.get(..place.start as usize).and_then(|t| t.rfind('项')).unwrap_or(0);
    let is_earlier = |other: &FigureId| {
        let figure = cx.figure(*other);
        *other < id && figure.place.start as usize > item && figure.label.contains("决算")
    };
    !cx.money_in(place.node).any(|other| is_earlier(&other))
}

fn basic(book: &Book, label: &str) -> Vec<FigureId> {
    let cell = match label {
        "人员经费" | "公用经费" => book.basic(label),
        "基本支出" | "一般公共预算财政拨款基本支出" => {
            book.total(Kind::PublicSpending, "基本支出")
        }
        _ => None,
    };
    cell.into_iter().collect()
}

/// 公务接待费支出决算为, or 支出决算为 behind 公务接待费预算为.
fn three_public(cx: &Context, book: &Book, id: FigureId) -> Vec<FigureId> {
    let label = cx.figure(id).label.as_str();
    let group = if label.contains("预算") { "预算" } else { "决算" };
    let before = cx.money_in(cx.figure(id).place.node).take_while(|o| *o < id).last();
    let part = part_told(label).or_else(|| {
        let bare = matches!(label, "支出决算" | "决算" | "决算数" | "支出决算数");
        let before = cx.figure(before.filter(|_| bare)?).label.as_str();
        part_told(before).filter(|_| before.contains("预算"))
    });
    part.and_then(|p| book.three_public(p, group)).into_iter().collect()
}

/// The part that a label names in full: 国内公务接待费 is only some of 公务接待费.
fn part_told(label: &str) -> Option<Part> {
    const ASIDES: &[&str] =
        &["财政拨款", "年初", "全年", "预算数", "决算数", "预算", "决算", "支出", "经费"];
    let name = ASIDES.iter().fold(label.to_owned(), |name, word| name.replace(word, ""));
    match name.as_str() {
        "“三公”" => Some(Part::Total),
        "公务接待费" => Some(Part::Reception),
        "因公出国（境）费" | "因公出国（境）费用" => Some(Part::Abroad),
        "公务用车购置及运行费" | "公务用车购置及运行维护费" => {
            Some(Part::Vehicles)
        }
        "公务用车购置费" => Some(Part::Purchase),
        "公务用车运行费" | "公务用车运行维护费" => Some(Part::Running),
        _ => None,
    }
}

fn agree(cx: &Context, told: FigureId, cell: FigureId) -> bool {
    let (a, b) = (cx.figure(told).quantity, cx.figure(cell).quantity);
    b.dimension() != Dimension::Money || (a.base() - b.base()).abs() <= a.slack() + b.slack()
}

fn finding(cx: &Context, told: FigureId, cell: FigureId, kind: Kind) -> Finding {
    let (a, b) = (cx.figure(told), cx.figure(cell));
    let decimals = a.quantity.decimals.max(b.quantity.decimals);
    let expected = Quantity { decimals, ..a.quantity }.print_like(b.quantity.base());
    let message = format!(
        "“{}”正文写{}，《{}》中为{}",
        a.label,
        a.quantity.text(),
        kind.name(),
        b.quantity.text()
    );
    Finding::new("C049", Level::Error, a.span, message, "核对决算报表，统一正文和表")
        .compare(expected, a.quantity.text())
        .using(b.place, Role::Against, "表中")
}

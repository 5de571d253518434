//! A few yuan among sums of tens of thousands.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, MoneyUnit, Unit, Words};
use jiheng_facts::{Figure, FigureId};

/// A document that tells fewer sums shows no habit.
const MIN_SUMS: usize = 10;
/// Of so many sums one at most is told in yuan.
const ONE_IN: usize = 5;
/// More sums in yuan are meant so.
const MAX_STRAY: usize = 3;
/// Sums of a body or a project; a price or a petty sum is told in other words.
static SUMS: Words = Words::new(&[
    "资金", "经费", "预算", "支出", "收入", "投资", "投入", "补助", "罚没", "结转", "结余", "拨款",
    "配套", "自筹", "合同", "采购", "贷款",
]);
static PETTY: Words = Words::new(&[
    "每",
    "均",
    "标准",
    "单价",
    "利息",
    "差旅",
    "多付",
    "误",
    "退",
    "罚款",
    "手续费",
    "税",
    "水费",
    "电费",
    "单位成本",
    "零星",
    "违规",
    "报销",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let sums: Vec<FigureId> = cx.plain_money().collect();
    let is_in_yuan = |id: &FigureId| cx.figure(*id).quantity.unit == Unit::Money(MoneyUnit::Yuan);
    let in_yuan = sums.iter().filter(|id| is_in_yuan(id)).count();
    if sums.len() < MIN_SUMS || in_yuan * ONE_IN > sums.len() {
        return Verdict::NotApplicable;
    }
    let stray: Vec<FigureId> =
        sums.into_iter().filter(|id| is_in_yuan(id) && looks_like_a_sum(cx, *id)).collect();
    if stray.len() > MAX_STRAY {
        return Verdict::Pass;
    }
    Verdict::of(stray.into_iter().map(|id| finding(cx.figure(id))).collect())
}

/// Hundreds or thousands to the cent, by the name of a sum.
fn looks_like_a_sum(cx: &Context, id: FigureId) -> bool {
    let figure = cx.figure(id);
    let value = figure.quantity.value;
    let says = |words: &Words| words.any_in(&figure.lead);
    (100..10_000).contains(&value.trunc().try_into().unwrap_or(0))
        && figure.quantity.decimals == 2
        && says(&SUMS)
        && !says(&PETTY)
        && !figure.tail.starts_with(['/', '／', '每'])
        && value > Decimal::ZERO
}

fn finding(figure: &Figure) -> Finding {
    let told = figure.quantity;
    let meant = jiheng_base::Quantity { unit: Unit::Money(MoneyUnit::TenThousand), ..told }.text();
    let message = format!("全文以万元为单位，此处写{}，疑为{meant}", told.text());
    Finding::new("U009", Level::Doubt, figure.span, message, "核对原始数据，是万元的补上“万”字")
        .compare(meant, told.text())
}

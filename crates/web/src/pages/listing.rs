//! What the lists of reports share: their orders, their choices, and addresses of their pages.

use jiheng_store::Order;

pub(super) const PER_PAGE: u32 = 50;

/// The orders, as the address has them and as people read them.
const ORDERS: [(&str, &str, Order); 3] = [
    ("risk", "风险高的在前", Order::Risk),
    ("changed", "最近改动的在前", Order::Changed),
    ("unit", "按单位", Order::Unit),
];

/// The order that an address names, else that of the store.
pub(super) fn order_of(code: &str) -> Order {
    ORDERS.iter().find(|(own, ..)| *own == code).map(|(.., order)| *order).unwrap_or_default()
}

/// A line of a choice.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

impl Choice {
    pub(super) fn new(code: &str, text: &str, chosen: &str) -> Self {
        Self { code: code.into(), text: text.into(), chosen: code == chosen }
    }
}

/// The orders as a choice.
pub(super) fn orders(chosen: &str) -> Vec<Choice> {
    ORDERS.iter().map(|(code, text, _)| Choice::new(code, text, chosen)).collect()
}

/// Words as they stand in an address.
pub(super) fn encoded(words: &str) -> String {
    words.bytes().map(|b| format!("%{b:02X}")).collect()
}

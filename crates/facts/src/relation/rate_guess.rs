//! Whether amounts that only their place ties to a rate can be meant by it.

use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, round_half_up};

/// Nobody errs by more than this, but for a slip of the hand.
const FACTOR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// Whether part and whole make about the rate, or what one slip makes of it.
pub(super) fn is_plausible(
    index: &Index,
    claimed: FigureId,
    part: FigureId,
    whole: FigureId,
) -> bool {
    let quantity = index.figures[claimed].quantity;
    let Some(value) = Expr::ratio(part, whole).value(index.figures) else { return false };
    let printed = quantity.base();
    // 小学寄宿生418人、初中寄宿生622人，初中寄宿率79.9%: the greater is no part of the lesser.
    let is_turned = printed <= Decimal::ONE && value > Decimal::from(5) / Decimal::from(4);
    let near = !is_turned && value <= printed * FACTOR && printed <= value * FACTOR;
    let scaled = value.checked_div(quantity.unit.scale());
    near || scaled.is_some_and(|v| {
        let right = round_half_up(v, quantity.decimals);
        slip(quantity.value, right, quantity.decimals).is_some()
    })
}

//! The parts make the total.

use super::list::{ListOfParts, tells_division};
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::{Separator, measures_time};
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Dimension, Words, words};
use jiheng_law::Concept;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for list in &context.lists {
        found.extend(of_list(context, list));
    }
}

fn of_list(context: &Context, list: &ListOfParts) -> Option<Relation> {
    let index = &context.index;
    if list.parts.len() < 2
        || mixes_plan_and_actual(index, list)
        || names_attributes(index, list)
        || names_only_content(index, list)
        || is_of_each(index, list)
        || divides_a_part(context, list)
    {
        return None;
    }
    let adds_up = match index.dimension(list.parts[0]) {
        Dimension::Money => true,
        // Scores are added by the scheme; only what is taken off is told in lists.
        Dimension::Points => list
            .parts
            .iter()
            .chain(list.totals.iter().map(|(id, _)| id))
            .all(|id| index.figures[*id].lead.contains('扣')),
        // Terms of 3, 5 and 10 years are no parts of a time.
        Dimension::Measure(word) => !measures_time(word),
        _ => false,
    };
    let holds = |(id, _): &&(FigureId, bool)| {
        let total = index.figures[*id].quantity.base();
        readings(list, index).iter().any(|e| e.value(index.figures) == Some(total))
    };
    let sum = Expr::sum(list.parts.iter().copied());
    // Of several wholes that may be divided the one that a slip of the hand explains.
    let slipped = |(id, _): &&(FigureId, bool)| {
        let off = sum.value(index.figures).map(|v| v - index.figures[*id].quantity.base());
        tells_division(&list.title)
            && off.is_some_and(|off| {
                is_slip_sized(index, *id, off) || is_shifted(index, list, *id, off)
            })
    };
    let held = list.totals.iter().find(holds);
    let (head, named) =
        *held.or_else(|| list.totals.iter().find(slipped)).or(list.totals.first())?;
    let off = sum.value(index.figures)? - index.figures[head].quantity.base();
    // A total elsewhere that no name ties to the list, and that is less than its parts, is another.
    let node = |id: FigureId| index.figures[id].place.node;
    let is_another = !named && off > Decimal::ZERO && node(head) != node(list.parts[0]);
    // What is more than twice a number, but for a slip of the point, is no division of it.
    let head_value = index.figures[head].quantity.base().abs();
    let is_far = off > head_value
        && !is_shifted(index, list, head, off)
        && !is_one_slip(index, &list.parts, off);
    let proven = if is_open(index, list) || is_another || is_far || is_of_two_times(index, list) {
        false
    } else if list.opened {
        is_closed_within(index, list, head, off)
            || cannot_be_open(index, list, head, off)
            || spells_out(index, list, off)
    } else {
        // Like numbers in a row are parts of the one before them only if they nearly make it.
        index.dimension(head) == Dimension::Money && is_slip_sized(index, head, off)
    };
    let likely = nearly_makes(index, list, head, off);
    let is_whole = off.is_zero() || proven || likely || named && list.opened;
    if !adds_up || !is_whole {
        return None;
    }
    let what = match index.figures[head].label.as_str() {
        "" => &list.title,
        label => label,
    };
    let mut relation = Relation::new(RelationKind::Parts, head, what);
    relation.likely = likely;
    for (rank, expr) in readings(list, index).into_iter().enumerate() {
        relation = relation.reading(expr, rank == 0 && proven);
    }
    Some(relation)
}

/// 职工812人，其中专业技术人员695人；专业技术人员中，医师231人、护士362人、其他102人: the others divide the first. And one
/// that is the whole leaves nothing to others.
fn divides_a_part(context: &Context, list: &ListOfParts) -> bool {
    let index = &context.index;
    let value = |id: &FigureId| index.figures[*id].quantity.base();
    let [first, others @ ..] = list.parts.as_slice() else { return false };
    let names_first = others.first().is_some_and(|second| {
        let (first, second) = (&index.figures[*first], &index.figures[*second]);
        let start = index.sentences[first.sentence].place.start;
        let text = context.texts.get(first.sentence).map_or("", String::as_str);
        let between = text.get((first.place.end - start) as usize..);
        let between = between
            .and_then(|t| t.get(..second.place.start.checked_sub(first.place.end)? as usize));
        first.sentence == second.sentence
            && !first.label.is_empty()
            && between.is_some_and(|t| t.contains(&format!("{}中", first.label)))
    });
    let nested = names_first
        && others.len() > 1
        && others.iter().map(value).sum::<Decimal>() == value(first);
    let is_whole = |(head, _): &(FigureId, bool)| {
        !value(head).is_zero() && list.parts.iter().any(|part| value(part) == value(head))
    };
    let leaves_more = list.parts.iter().filter(|part| !value(part).is_zero()).count() > 1;
    nested || leaves_more && list.totals.first().is_some_and(is_whole)
}

/// 甲预算15.00万元、决算13.26万元: two columns, not parts of one sum.
fn mixes_plan_and_actual(index: &Index, list: &ListOfParts) -> bool {
    let named = |words: &[&str]| {
        list.parts.iter().any(|id| words.iter().any(|w| index.figures[*id].label.ends_with(w)))
    };
    named(&["预算", "预算数", "计划", "下达"])
        && named(&["决算", "决算数", "实际支出", "执行", "支付"])
}

/// 其中党员59人、女性26人: what people are overlaps and leaves out.
fn names_attributes(index: &Index, list: &ListOfParts) -> bool {
    #[rustfmt::skip]
    static ATTRIBUTES: Words = Words::new(&[
        "党员", "团员", "女性", "女职工", "妇女", "民族", "族", "脱贫", "困难", "学历", "本科", "研究生",
        "硕士", "博士", "职称", "老年", "岁", "骨干", "留守", "双师",
    ]);
    let is_attribute = |id: &FigureId| ATTRIBUTES.any_in(&index.figures[*id].label);
    let counts = matches!(index.dimension(list.parts[0]), Dimension::Measure(_));
    let some = list.parts.iter().filter(|id| is_attribute(id)).count();
    counts && some > 0 && !is_known_pair(index, list)
}

/// 有效问卷500份，其中满意400份、基本满意80份: those who are not content are left out.
fn names_only_content(index: &Index, list: &ListOfParts) -> bool {
    let label = |id: &FigureId| index.figures[*id].label.trim_end_matches(['”', '"', '的']);
    list.parts.iter().all(|id| label(id).ends_with("满意"))
        && !list.parts.iter().any(|id| label(id).ends_with("不满意"))
}

/// 每个优秀等次5万元、良好等次3万元; 每生每天5元: what is told of each is neither part nor sum.
fn is_of_each(index: &Index, list: &ListOfParts) -> bool {
    let of_each = |id: &FigureId| index.figures[*id].lead.contains('每');
    list.parts.iter().any(of_each) || list.totals.first().is_some_and(|(id, _)| of_each(id))
}

/// 总计900万元，其中年初结转60万元，年末结转40万元: what was there before and what is left are parts of two
/// sides, not of one sum.
fn is_of_two_times(index: &Index, list: &ListOfParts) -> bool {
    let named = |word: &str| list.parts.iter().any(|id| index.figures[*id].label.contains(word));
    (named("年初") || named("上年")) && named("年末")
}

/// 826人，其中甲238人、乙364人、丙97人、丁112人: things that are counted and leave less out than any of them
/// is were meant to be all, unless the words say otherwise.
fn nearly_makes(index: &Index, list: &ListOfParts, head: FigureId, off: Decimal) -> bool {
    const MIN_PARTS: usize = 3;
    /// Off by less than one in so many, two parts or a list that no word opens were meant to be all.
    const ONE_IN: i64 = 40;
    let total = index.figures[head].quantity.base();
    let hardly_off = off.abs() * Decimal::from(ONE_IN) <= total;
    let base = |id: FigureId| index.figures[id].quantity.base();
    let least = list.parts.iter().map(|id| base(*id)).min().unwrap_or_default();
    let is_count = matches!(index.dimension(head), Dimension::Measure(_));
    let node = |id: FigureId| index.figures[id].place.node;
    let is_slight = if list.opened && list.parts.len() >= MIN_PARTS {
        off.abs() < least
    } else {
        hardly_off
            && (list.opened || list.parts.len() >= MIN_PARTS && list.level <= Some(Separator::Item))
    };
    is_count && is_slight && node(head) == node(list.parts[0]) && !is_open(index, list)
}

/// What exceeds the total, or misses it by one slip of the hand, leaves nothing out on purpose. Only
/// money and lists joined by 、 are sure to be parts and not steps (毕业1176名，其中1164人参考，631人上线).
fn cannot_be_open(index: &Index, list: &ListOfParts, head: FigureId, off: Decimal) -> bool {
    let are_parts =
        index.dimension(head) == Dimension::Money || list.level <= Some(Separator::Item);
    are_parts
        && (off > Decimal::ZERO
            || is_slip_sized(index, head, off)
            || is_shifted(index, list, head, off))
}

/// 7所学校（小学4所、初中2所、特教学校1所）: a bracket that divides a count leaves out no more than the least
/// of its parts.
fn spells_out(index: &Index, list: &ListOfParts, off: Decimal) -> bool {
    let base = |id: &FigureId| index.figures[*id].quantity.base();
    let least = list.parts.iter().map(base).min().unwrap_or_default();
    let counts = matches!(index.dimension(list.parts[0]), Dimension::Measure(_));
    list.spells_out && counts && list.level <= Some(Separator::Item) && off.abs() <= least
}

/// The point or the unit of one number explains all of the difference: 12.6亿元 for 1.26亿元, 6.35元
/// for 6.35万元.
fn is_shifted(index: &Index, list: &ListOfParts, head: FigureId, off: Decimal) -> bool {
    /// A number of fewer digits meets another by chance.
    const MIN_DIGITS: usize = 3;
    const SHIFTS: [i64; 4] = [10, 100, 1_000, 10_000];
    let value = |id: FigureId| index.figures[id].quantity.base();
    let is_long = |id: &FigureId| {
        let digits = value(*id).normalize().mantissa().unsigned_abs().to_string();
        digits.trim_end_matches('0').len() >= MIN_DIGITS
    };
    let explained = |id: FigureId, by: Decimal| {
        SHIFTS
            .iter()
            .map(|s| Decimal::from(*s))
            .any(|s| by == value(id) * s - value(id) || by * s == value(id) - value(id) * s)
    };
    is_long(&head) && explained(head, off)
        || list.parts.iter().filter(|id| is_long(id)).any(|id| explained(*id, -off))
}

/// One wrong digit of one part makes all of the difference.
fn is_one_slip(index: &Index, parts: &[FigureId], off: Decimal) -> bool {
    parts.iter().any(|id| {
        let quantity = index.figures[*id].quantity;
        let right = (quantity.base() - off).checked_div(quantity.unit.scale());
        right.is_some_and(|right| slip(quantity.value, right, quantity.decimals).is_some())
    })
}

/// The whole list first, then other ways to cut it.
fn readings(list: &ListOfParts, index: &Index) -> Vec<Expr> {
    let mut all = vec![Expr::sum(list.parts.iter().copied())];
    all.extend(other_readings(index, list));
    all
}

/// Other ways to cut the list: a shorter one, or one without money carried over, which belongs to
/// no income or expenditure of the year.
fn other_readings(index: &Index, list: &ListOfParts) -> Vec<Expr> {
    // Counts that 、 joins behind 其中 are one list to its end.
    let is_one = list.opened
        && list.level <= Some(Separator::Item)
        && matches!(index.dimension(list.parts[0]), Dimension::Measure(_));
    let least = if is_one { list.parts.len() } else { 2 };
    let shorter =
        (least..list.parts.len()).rev().map(|n| Expr::sum(list.parts[..n].iter().copied()));
    let is_carried = |id: &FigureId| {
        matches!(index.topics[*id].concept, Some(Concept::CarriedIn | Concept::CarriedOut))
    };
    let own: Vec<FigureId> = list.parts.iter().copied().filter(|id| !is_carried(id)).collect();
    let without_carried = (own.len() < list.parts.len() && own.len() >= 2).then(|| Expr::sum(own));
    without_carried.into_iter().chain(shorter).collect()
}

/// Whether the words say that something is left out: 等, 主要有, 重点是.
fn is_open(index: &Index, list: &ListOfParts) -> bool {
    let Some(last) = list.parts.last().map(|id| &index.figures[*id]) else { return true };
    let only_some = |id: &FigureId| {
        // 主要负责人用车, 主要领导干部用车
        let lead = index.figures[*id].lead.as_str();
        let lead =
            ["主要负责", "主要领导"].iter().find_map(|w| lead.split_once(w)).map_or(lead, |l| l.1);
        words!["主要", "重点", "包含", "仅"].any_in(lead)
    };
    let names_some = words!["主要", "重点"].any_in(&list.title);
    names_some || last.tail.starts_with('等') || list.parts.iter().any(only_some)
}

/// Words that close a list are believed where what is missing is no more than the least of its parts; a mere
/// likeness of names (草原面积、林地面积) where next to nothing is.
fn is_closed_within(index: &Index, list: &ListOfParts, head: FigureId, off: Decimal) -> bool {
    /// Less than one in so many.
    const HARDLY: i64 = 25;
    let base = |id: &FigureId| index.figures[*id].quantity.base().abs();
    let least = list.parts.iter().map(base).min().unwrap_or_default();
    let is_slip = is_slip_sized(index, head, off) || is_shifted(index, list, head, off);
    let hardly = off.abs() * Decimal::from(HARDLY) <= base(&head);
    if is_known_pair(index, list) || list.is_whole && list.parts.len() == 2 {
        return true;
    }
    const MANY: usize = 3;
    let divides = has_rest(index, list) || list.parts.len() >= MANY;
    let near = if divides { off.abs() <= least } else { hardly };
    is_closed(index, list) && (off > Decimal::ZERO || is_slip || near || off.abs() <= Decimal::ONE)
}

fn has_rest(index: &Index, list: &ListOfParts) -> bool {
    let opens = |l: &str| ["其他", "其它", "其余"].iter().any(|w| l.starts_with(w));
    list.parts.iter().any(|id| opens(&index.figures[*id].label))
}

/// Whether the words say that nothing is left out.
pub(crate) fn is_closed(index: &Index, list: &ListOfParts) -> bool {
    let labels: Vec<&str> = list.parts.iter().map(|id| index.figures[*id].label.as_str()).collect();
    let joined = list.level <= Some(Separator::Clause);
    has_rest(index, list)
        || list.is_whole
        || is_known_pair(index, list)
        || joined && shares_form(&labels)
        || tells_division(&list.title)
}

/// 基本支出 and 项目支出, 人员经费 and 公用经费, 行政 and 事业 posts, men and women.
fn is_known_pair(index: &Index, list: &ListOfParts) -> bool {
    let concepts: Vec<_> = list.parts.iter().map(|id| index.topics[*id].concept).collect();
    let all = |pair: [Concept; 2]| pair.iter().all(|c| concepts.contains(&Some(*c)));
    let starts = |words: [&str; 2]| {
        list.parts.len() == words.len()
            && words
                .iter()
                .all(|w| list.parts.iter().any(|id| index.figures[*id].label.starts_with(w)))
    };
    all([Concept::Basic, Concept::Project])
        || all([Concept::Personnel, Concept::PublicFunds])
        || starts(["行政", "事业"])
        || starts(["男", "女"])
}

/// Short names of one form (行政编制、工勤编制、事业编制; 高一、高二、高三; 市级、县级) divide one thing.
fn shares_form(labels: &[&str]) -> bool {
    const MAX_CHARS: usize = 8;
    let first: Vec<char> = labels[0].chars().collect();
    let (Some(start), Some(end)) = (first.first(), first.last()) else { return false };
    let differ = labels.iter().enumerate().all(|(i, l)| !labels[..i].contains(l));
    let short = labels.iter().all(|l| l.chars().count() <= MAX_CHARS);
    let alike = labels.iter().all(|l| l.ends_with(*end))
        || labels.len() > 2 && labels.iter().all(|l| l.starts_with(*start));
    differ && short && alike
}

/// Whether a difference is what one wrong digit, or two swapped ones, make of a number.
pub(crate) fn is_slip_sized(index: &Index, head: FigureId, off: Decimal) -> bool {
    /// With fewer digits, almost any difference is the size of a slip.
    const MIN_DIGITS: u32 = 100;
    let place = index.figures[head].quantity.last_place();
    let Some(steps) = off.abs().checked_div(place).map(|d| d.normalize()) else {
        return false;
    };
    let total = (index.figures[head].quantity.base() / place).abs();
    if !steps.is_integer() || steps.is_zero() || total < Decimal::from(MIN_DIGITS) {
        return false;
    }
    let mut steps = steps;
    while (steps % Decimal::TEN).is_zero() {
        steps /= Decimal::TEN;
    }
    let nine = Decimal::from(9);
    steps < Decimal::TEN || (steps % nine).is_zero() && steps / nine < Decimal::TEN
}

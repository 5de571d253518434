//! The check that holds a relation against its numbers: a declaration is enough for a rule.

use crate::{Context, Of, RelationCheck, Rule, Sign, Verdict};
use crate::{credible, other_pair};
use jiheng_base::slip::{Slip, slip};
use jiheng_base::{Decimal, Dimension, Finding, Level, Quantity, Role, round_half_up};
use jiheng_facts::relation::{Broken, Relation, RelationKind};
use jiheng_facts::{Expr, FigureId};

pub(crate) fn check(rule: &Rule, check: &RelationCheck, cx: &Context) -> Verdict {
    let facts = cx.facts;
    let mut looked = false;
    let mut findings = Vec::new();
    for relation in
        facts.relations.iter().filter(|r| check.kinds.contains(&r.kind) && is_of(cx, r, check.of))
    {
        looked = true;
        let broken = relation.broken(&facts.figures, &facts.exactness);
        let told = broken.filter(|b| b.reading.sure || relation.likely);
        let told = told.filter(|b| !other_pair::has_other_reckoning(cx, relation, &b.reading.expr));
        if let Some(broken) = told.filter(|b| has_sign(cx, relation, b, check.sign)) {
            let mut finding = finding(rule, check, cx, relation, &broken);
            let is_proved = broken.reading.sure
                && credible::is_credible(cx, relation, &broken)
                && !other_pair::has_other_pair(cx, relation, &broken.reading.expr);
            if !is_proved {
                finding.level = finding.level.min(Level::Doubt);
            }
            if broken.reading.sure || !credible::is_far_off(cx, relation, &broken) {
                findings.push(finding);
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn has_sign(cx: &Context, relation: &Relation, broken: &Broken, sign: Sign) -> bool {
    let quantity = cx.figure(relation.claimed).quantity;
    let opposite = quantity.print_like(-broken.computed) == quantity.text();
    match sign {
        Sign::Any => true,
        Sign::Same => !opposite,
        Sign::Opposite => opposite,
    }
}

fn is_of(cx: &Context, relation: &Relation, of: Of) -> bool {
    let points = cx.figure(relation.claimed).quantity.dimension() == Dimension::Points;
    match of {
        Of::Any => true,
        Of::Points => points,
        Of::Amounts => !points,
    }
}

/// A value lies on the other side of what it is held against than the words say.
const REVERSED: &str = "{what}按所列数字为{expected}，方向与文中所说相反";
const TURN_ROUND: &str = "核对相比的两个数，改正高低、多少、快慢的说法";

/// A finding at the figure that a slip of the hand explains, else at the claim.
fn finding(
    rule: &Rule,
    check: &RelationCheck,
    cx: &Context,
    relation: &Relation,
    broken: &Broken,
) -> Finding {
    let claimed = cx.figure(relation.claimed);
    let found = claimed.quantity.text();
    let model = model(cx, relation, broken);
    let expected = model.print_like(broken.computed);
    let gap = model.print_like((broken.computed - claimed.quantity.base()).abs());
    let reversed = relation.kind == RelationKind::Gap && broken.computed.is_sign_negative();
    let culprit = culprit(cx, relation, broken).filter(|_| !reversed);
    let (message, action) =
        if reversed { (REVERSED, TURN_ROUND) } else { (check.message, check.action) };
    let size = model.print_like(broken.computed.abs());
    let told = if reversed { &size } else { &expected };
    let mut message = fill(message, &relation.what, &found, told, &gap);
    let mut action = fill(action, &relation.what, &found, told, &gap);
    let mut primary = relation.claimed;
    let (mut right, mut wrong) = (expected, found);
    if let Some(culprit) = culprit {
        let printed = cx.figure(culprit.figure);
        primary = culprit.figure;
        right = printed.quantity.print_like(culprit.right);
        wrong = printed.quantity.text();
        let name = if printed.label.is_empty() { "该数" } else { printed.label.as_str() };
        message.push_str(&format!("；疑为“{name}{wrong}”{}，应为{right}", culprit.slip.text()));
        action = format!("核对原始数据，如确为笔误，把{name}改为{right}");
    }
    let inputs = broken.reading.expr.figures();
    let calculation = format!(
        "{}＝{}，所列为{}",
        broken.reading.expr.text(&cx.facts.figures),
        model.print_like(broken.computed),
        claimed.quantity.text()
    );
    let mut finding = Finding::new(rule.code, rule.level, cx.figure(primary).span, message, action)
        .compare(right, wrong)
        .by(calculation);
    if primary != relation.claimed {
        finding = finding.using(claimed.span, Role::Against, relation.what.clone());
    }
    let others = inputs.into_iter().filter(|id| *id != primary && *id != relation.claimed);
    finding.using_all(others.map(|id| cx.figure(id).span), Role::Input)
}

/// The claim as it should be printed: a sum is as fine as its finest term (0 for 89.974).
fn model(cx: &Context, relation: &Relation, broken: &Broken) -> Quantity {
    let mut model = cx.figure(relation.claimed).quantity;
    if let Expr::Sum(_) = broken.reading.expr {
        let terms = broken.reading.expr.figures().into_iter().map(|id| cx.figure(id).quantity);
        let same = terms.filter(|q| q.unit == model.unit).map(|q| q.decimals);
        model.decimals = same.max().unwrap_or(0).max(model.decimals);
    }
    model
}

fn fill(template: &str, what: &str, found: &str, expected: &str, gap: &str) -> String {
    template
        .replace("{what}", what)
        .replace("{found}", found)
        .replace("{expected}", expected)
        .replace("{gap}", gap)
}

struct Culprit {
    figure: FigureId,
    slip: Slip,
    /// In the base of its dimension.
    right: Decimal,
}

/// The one number that a single slip of the hand explains; none when there are several.
fn culprit(cx: &Context, relation: &Relation, broken: &Broken) -> Option<Culprit> {
    let mut found = Vec::new();
    let claimed = cx.figure(relation.claimed);
    let place = claimed.quantity.unit.scale();
    let expected = round_half_up(broken.computed / place, claimed.quantity.decimals) * place;
    found.extend(explain(cx, relation.claimed, expected));
    if let Expr::Sum(terms) = &broken.reading.expr {
        let off = claimed.quantity.base() - broken.computed;
        for term in terms {
            if let Expr::Figure(id) = term {
                found.extend(explain(cx, *id, cx.figure(*id).quantity.base() + off));
            }
        }
    }
    // A number that agrees with others elsewhere is not the one.
    if found.len() > 1 {
        let elsewhere =
            |r: &Relation, reading: &_| r != relation && r.readings.first() == Some(reading);
        found.retain(|c| !cx.is_borne_out(c.figure, elsewhere));
    }
    // A wrong or swapped digit is likelier than any other slip.
    let usual = |c: &Culprit| matches!(c.slip, Slip::OneDigit | Slip::Swapped);
    if found.iter().filter(|c| usual(c)).count() == 1 {
        return found.into_iter().find(usual);
    }
    let only = found.len() == 1;
    found.into_iter().next().filter(|_| only)
}

fn explain(cx: &Context, figure: FigureId, right: Decimal) -> Option<Culprit> {
    let quantity = cx.figure(figure).quantity;
    let scale = quantity.unit.scale();
    let printed = right.checked_div(scale)?;
    // What needs more decimals than are printed is no slip.
    if round_half_up(printed, quantity.decimals) != printed.normalize() {
        return None;
    }
    let slip = slip(quantity.value, printed, quantity.decimals)?;
    Some(Culprit { figure, slip, right })
}

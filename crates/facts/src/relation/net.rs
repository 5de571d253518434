//! Net changes and what made them: 比年初净减少3人，其中调出5人、退休2人、新录用4人.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use crate::wording::Direction;
use jiheng_base::Words;

const NET_MORE: &[&str] = &["净增加", "净增", "净增长", "净流入"];
const NET_LESS: &[&str] = &["净减少", "净减", "净流出"];
pub(super) static COMES: Words = Words::new(&[
    "调入",
    "录用",
    "招录",
    "招聘",
    "新进",
    "引进",
    "转入",
    "考入",
    "新增",
    "增加",
    "迁入",
    "分配来",
    "选调",
    "划入",
    "接收",
    "新纳入",
    "入库",
]);
pub(super) static GOES: Words = Words::new(&[
    "调出", "调离", "退休", "离职", "辞职", "去世", "死亡", "病故", "转出", "减少", "迁出", "解聘",
    "划出", "开除", "解除", "退出", "取消", "报废", "处置", "核减", "核销", "调减",
]);

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for (at, id) in main.iter().enumerate() {
            let lead = index.figures[*id].lead.trim_end_matches('了');
            let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
            let (more, less) = (ends(NET_MORE), ends(NET_LESS));
            if more || less {
                let behind = relation(index, *id, &main[at + 1..], more);
                found.extend(
                    behind
                        .or_else(|| after_parts(index, *id, &main[..at], more))
                        .or_else(|| explained(context, *id, more)),
                );
            } else if let Role::ChangeAmount(direction) = index.role(*id) {
                // 比年初增加463.55万元，其中新增512.46万元、报废48.91万元
                let more = direction == Direction::Up;
                found.extend(relation(index, *id, &main[at + 1..], more));
            }
        }
    }
}

/// 净增甲亩。增减原因：新增…乙亩，核减…丙亩: the sentence behind tells what made it, each in words of its own.
fn explained(context: &Context, net: FigureId, more: bool) -> Option<Relation> {
    let index = &context.index;
    let sentence = index.figures[net].sentence + 1;
    let is_near = index.paragraph(sentence).contains(&(sentence - 1));
    let text = context.texts.get(sentence).filter(|_| is_near)?;
    let opens = ["增减", "变动", "其中"].iter().any(|w| text.trim_start().starts_with(w));
    let [a, b] = index.main(sentence).collect::<Vec<_>>()[..] else { return None };
    let start = index.sentences[sentence].place.start;
    let upto = |id: FigureId| (index.figures[id].place.start - start) as usize;
    let words = [text.get(..upto(a))?, text.get(upto(a)..upto(b))?];
    let has = |words: &str, list: &Words| list.any_in(words);
    let words = words.map(|w| w.split_once(['：', ':']).map_or(w, |(_, told)| told));
    let told = words.map(|w| (has(w, &COMES), has(w, &GOES)));
    let (comes, goes) = match told {
        [(true, false), (false, true)] => (a, b),
        [(false, true), (true, false)] => (b, a),
        _ => return None,
    };
    let unit = index.figures[net].quantity.unit;
    let like = [a, b].iter().all(|id| index.figures[*id].quantity.unit == unit);
    let (comes, goes) = (Expr::Figure(comes), Expr::Figure(goes));
    let expr = if more { Expr::minus(comes, goes) } else { Expr::minus(goes, comes) };
    (opens && like).then(|| Relation::new(RelationKind::Flow, net, "净增减").reading(expr, true))
}

/// 全年新接收124人、解除矫正131人，净减7人: the two numbers right before the net change.
fn after_parts(index: &Index, net: FigureId, before: &[FigureId], more: bool) -> Option<Relation> {
    let [.., a, b] = *before else { return None };
    let like = |id| index.dimension(id) == index.dimension(net);
    let has = |id: FigureId, words: &Words| words.any_in(&index.figures[id].lead);
    let (comes, goes) = match (has(a, &COMES), has(a, &GOES), has(b, &COMES), has(b, &GOES)) {
        (true, false, false, true) => (a, b),
        (false, true, true, false) => (b, a),
        _ => return None,
    };
    let (comes, goes) = (Expr::Figure(comes), Expr::Figure(goes));
    let expr = if more { Expr::minus(comes, goes) } else { Expr::minus(goes, comes) };
    (like(a) && like(b))
        .then(|| Relation::new(RelationKind::Gap, net, "净增减").reading(expr, true))
}

/// The like numbers behind the net change, each of which comes or goes.
fn relation(index: &Index, net: FigureId, behind: &[FigureId], more: bool) -> Option<Relation> {
    let dimension = index.dimension(net);
    let opens = |id: &&FigureId| index.figures[**id].opens_parts;
    behind.first().filter(opens)?;
    let parts = behind.iter().copied().take_while(|id| index.dimension(*id) == dimension);
    let (mut comes, mut goes) = (Vec::new(), Vec::new());
    for id in parts {
        let label = &index.figures[id].lead;
        match (COMES.any_in(label), GOES.any_in(label)) {
            (true, false) => comes.push(id),
            (false, true) => goes.push(id),
            _ => return None,
        }
    }
    if comes.is_empty() || goes.is_empty() {
        return None;
    }
    let (comes, goes) = (Expr::sum(comes), Expr::sum(goes));
    let expr = if more { Expr::minus(comes, goes) } else { Expr::minus(goes, comes) };
    Some(Relation::new(RelationKind::Flow, net, "净增减").reading(expr, true))
}

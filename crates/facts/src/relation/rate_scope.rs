//! Of what a rate speaks: of part of a year, of all of several, of one of several in a row, of no
//! one but a standard.

use super::Context;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::words;

/// 完成率达到95%，按标准得满分: the standard is told, not what was reached.
pub(super) fn is_standard(context: &Context, id: FigureId) -> bool {
    const REACHED: &[&str] = &["达到", "不低于", "超过", "高于", "低于", "未达到"];
    const GIVES: &[&str] = &["，按标准", "，按评分标准", "，得满分", "，不得分", "，不扣分"];
    let figure = &context.index.figures[id];
    if !REACHED.iter().any(|w| figure.lead.ends_with(w)) {
        return false;
    }
    let text = context.texts.get(figure.sentence).map_or("", String::as_str);
    let start = context.index.sentences[figure.sentence].place.start;
    let behind = text.get((figure.place.end - start) as usize..).unwrap_or("");
    GIVES.iter().any(|w| behind.starts_with(w))
}

/// 满意率分别为90.5%和92.6%: which amounts belong to which rate is told by their order alone.
pub(super) fn is_one_of_several(index: &Index, id: FigureId) -> bool {
    words!["分别", "依次"].any_in(&index.figures[id].lead)
}

/// 一季度末支出进度26.10%: a part of the year is held against nothing that speaks of all of it.
pub(super) fn is_of_other_period(index: &Index, claimed: FigureId, here: &[FigureId]) -> bool {
    const PERIODS: &[&str] = &["一季度", "二季度", "三季度", "四季度", "上半年", "下半年"];
    let names = |id: FigureId, period: &str| index.figures[id].lead.contains(period);
    let own = PERIODS.iter().find(|period| names(claimed, period));
    own.is_some_and(|period| !here.iter().any(|id| names(*id, period)))
}

/// 综合支付率, 合计完成率: of more than one part and one whole.
pub(super) fn is_of_all(index: &Index, id: FigureId) -> bool {
    words!["合计", "平均", "综合", "总体"].any_in(&index.figures[id].label)
}

/// 少于任务数874人: what is between two amounts is part of none.
pub(super) fn is_gap(index: &Index, id: FigureId) -> bool {
    words!["少于", "多于", "超额", "缺口"].any_in(&index.figures[id].lead)
}

/// 90个单位…，涉密单位3个不公开，实际公开87个: what stands between the whole and its part and is not meant by
/// the rate.
pub(super) fn left_out(
    index: &Index,
    part: FigureId,
    whole: FigureId,
    name: &str,
) -> Option<FigureId> {
    const LEFT_OUT: &[&str] = &["剔除", "扣除", "不纳入", "不计入", "不适用", "无需", "免于"];
    let stem: Vec<char> = name.trim_end_matches(['率', '度']).chars().collect();
    let not: String = std::iter::once(&'不').chain(stem.iter().rev().take(2).rev()).collect();
    let sentence = index.figures[part].sentence;
    let mut between = index.main(sentence).filter(|id| *id > whole && *id < part);
    between.find(|id| {
        let figure = &index.figures[*id];
        let says = |w: &str| figure.lead.contains(w) || figure.tail.contains(w);
        index.dimension(*id) == index.dimension(whole)
            && (says(&not) || LEFT_OUT.iter().any(|w| says(w)))
    })
}

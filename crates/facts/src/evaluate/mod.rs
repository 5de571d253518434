//! From facts to the typed evaluation.

mod budget;
mod cells;
mod dimension;
mod indicator;
mod money;
mod scope;

pub use cells::operator_beside;

use crate::Facts;
use jiheng_base::Place;
use jiheng_base::evaluation::{Budget, Evaluation, Kind, Stated};
use jiheng_document::Document;
use jiheng_law::Law;
use scope::Scope;

/// Everything that the document says about money, indicators and scores: one evaluation, and one
/// for each further project that a form of its own evaluates.
pub(crate) fn evaluate(document: &Document, facts: &Facts, law: &Law) -> Vec<Evaluation> {
    scope::scopes(document, facts).iter().map(|scope| one(document, facts, law, scope)).collect()
}

fn one(document: &Document, facts: &Facts, law: &Law, scope: &Scope) -> Evaluation {
    let scores = &scope.scores;
    let dimensions = dimension::dimensions(facts, scores);
    let indicators = indicator::indicators(document, facts, scores, &dimensions);
    let totals = scores
        .totals()
        .filter_map(|i| i.score)
        .map(|id| Stated::at(facts.figures[id].quantity.value, facts.figures[id].place))
        .collect();
    let form = scope.form.map(|at| &facts.forms[at]);
    let prose = if scope.prose { budget::budget(facts, law) } else { Budget::default() };
    let subject = &facts.subject;
    let own = |of_form: Option<Stated<String>>, of_title: &Option<Stated<String>>| {
        if scope.prose { of_title.clone().or(of_form) } else { of_form.or(of_title.clone()) }
    };
    Evaluation {
        unit: own(form.and_then(|f| f.unit.clone()), &subject.unit),
        project: form.and_then(|f| f.project.clone()),
        year: form.and_then(|f| f.year.clone()).or_else(|| subject.year.clone()),
        kind: match form {
            Some(form) if !scope.prose && form.project.is_some() => Kind::ProjectSelfEvaluation,
            _ => subject.kind,
        },
        budget: form.map_or_else(|| prose.clone(), |f| money::complete(facts, f, prose.clone())),
        dimensions,
        indicators,
        totals,
        grade: scope.prose.then(|| grade(document, facts)).flatten(),
    }
}

/// 等级为“优”: the first grade that the text gives in a sentence with a total.
fn grade(document: &Document, facts: &Facts) -> Option<Stated<String>> {
    facts.scores.totals().filter_map(|i| i.score).find_map(|id| {
        let sentence = facts.sentences[facts.figures[id].sentence].place;
        grades_in(document.quote(sentence)).into_iter().next().map(|(grade, at)| {
            let start = sentence.start as usize + at;
            Stated::at(grade.to_owned(), Place::new(sentence.node, start, start + grade.len()))
        })
    })
}

/// The grades that a sentence gives, with their bytes: 等级为“优”, 评价等级：良, 结论为优.
#[must_use]
pub fn grades_in(text: &str) -> Vec<(&'static str, usize)> {
    let mut found = Vec::new();
    for word in ["等级", "等次", "档次", "结论", "评定", "评为"] {
        // Whether a word stands there is told faster than where.
        let places = text.contains(word).then(|| text.match_indices(word));
        for (at, _) in places.into_iter().flatten() {
            // 5个项目评为“良” grades others.
            let is_of_others = || !text[..at].ends_with(['，', '级', '次', '果', '合']);
            if word == "评为" && is_of_others() {
                continue;
            }
            let after = &text[at + word.len()..];
            let rest = after.trim_start_matches([
                '为', '是', '：', ':', '“', '"', '「', '评', '定', '『', ' ', '结', '果',
            ]);
            let skipped = after.len() - rest.len();
            let grade = ["优秀", "良好", "合格", "不合格", "优", "良", "中", "差"]
                .into_iter()
                .find(|g| rest.starts_with(g));
            let ends = |g: &str| {
                rest[g.len()..]
                    .chars()
                    .next()
                    .is_none_or(|c| "”\"」』，。；、（(）) 　等".contains(c))
            };
            if let Some(grade) = grade.filter(|g| ends(g) && (skipped > 0 || word == "评为")) {
                found.push((grade, at + word.len() + skipped));
            }
        }
    }
    found.sort_by_key(|(_, at)| *at);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_with_their_place() {
        assert_eq!(
            grades_in("自评总分93.31分，评价等级为“优”。"),
            [("优", "自评总分93.31分，评价等级为“".len())]
        );
        assert_eq!(grades_in("评价等级：良").len(), 1);
        assert_eq!(grades_in("等级为优（90分以上为优，80—90分为良）").len(), 1);
        assert_eq!(grades_in("等级为“优”的10个，等级为“良”的3个").len(), 2);
        assert_eq!(grades_in("按等级评定工资"), []);
        assert_eq!(
            grades_in("总分93.31分，等次为良，共扣6.69分"),
            [("良", "总分93.31分，等次为".len())]
        );
        assert_eq!(grades_in("总分93.31分，评为“优”，共扣6.69分").len(), 1);
        assert_eq!(grades_in("其中5个项目评为“良”，定性指标评为“优”"), []);
    }
}

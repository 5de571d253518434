//! Which scores of a document belong to which evaluation.

use super::dimension::{is_part_of_total, leads_to_total};
use crate::Facts;
use crate::score::{ScoreTree, same_name};
use jiheng_base::Decimal;
use jiheng_base::evaluation::Kind;
use jiheng_document::Document;

/// What one evaluation is read from.
pub(super) struct Scope {
    /// The prose, and tables that are no forms.
    pub(super) prose: bool,
    pub(super) form: Option<usize>,
    pub(super) scores: ScoreTree,
}

pub(super) fn scopes(document: &Document, facts: &Facts) -> Vec<Scope> {
    let others = Listed::of_others(document, facts);
    let is_of_others = |at: usize| others.iter().any(|l| l.total == at || l.parts.contains(&at));
    let scope = |prose: bool, form: Option<usize>| Scope {
        prose,
        form,
        scores: facts.scores.part(|at, i| match i.form {
            Some(_) => i.form == form,
            None => prose && !is_of_others(at),
        }),
    };
    let listed = others.iter().map(|l| Scope {
        prose: false,
        form: None,
        scores: facts.scores.part(|at, _| l.total == at || l.parts.contains(&at)),
    });
    if facts.forms.len() < 2 {
        let own = scope(true, (!facts.forms.is_empty()).then_some(0));
        return std::iter::once(own).chain(listed).collect();
    }
    let tells = facts.scores.items.iter().any(|i| i.form.is_none() && i.weight.is_some());
    let whole = facts.forms.iter().position(|f| f.project.is_none());
    let first = if tells { whole } else { whole.or(Some(0)) };
    let further = (0..facts.forms.len()).filter(|at| Some(*at) != first);
    let further = further.map(|at| scope(false, Some(at)));
    std::iter::once(scope(true, first)).chain(further).chain(listed).collect()
}

/// A total of the prose with the parts that its sentence lists.
struct Listed {
    total: usize,
    parts: Vec<usize>,
}

impl Listed {
    /// The totals of other things than the document is about: a publication tells the scores of
    /// several projects, each with its parts, and perhaps that of the whole.
    fn of_others(document: &Document, facts: &Facts) -> Vec<Self> {
        let mut all = Self::all(facts);
        let tells_apart = all.iter().any(|l| l.is_another_than(&all[0], facts));
        if !tells_apart {
            return Vec::new();
        }
        let own = all.iter().position(|l| l.is_of_whole(document, facts));
        // Final accounts tell of projects only.
        if own.is_none() && facts.subject.kind == Kind::FinalAccounts {
            return all;
        }
        let own = all.swap_remove(own.unwrap_or(0));
        all.retain(|l| l.is_another_than(&own, facts));
        all
    }

    fn all(facts: &Facts) -> Vec<Self> {
        let items = &facts.scores.items;
        let mut all: Vec<Self> = Vec::new();
        let mut leading: Vec<usize> = Vec::new();
        for (at, item) in items.iter().enumerate().filter(|(_, i)| !i.in_table) {
            if item.is_total && item.score.is_some() {
                all.push(Self { total: at, parts: std::mem::take(&mut leading) });
            } else if leads_to_total(facts, &facts.scores, at) {
                leading.push(at);
            } else if is_part_of_total(facts, &facts.scores, at)
                && let Some(last) = all.last_mut()
            {
                last.parts.push(at);
            }
        }
        all.retain(|l| l.parts.len() > 1);
        all
    }

    /// Whether its parts bear the same names and most of them have other points.
    fn is_another_than(&self, other: &Self, facts: &Facts) -> bool {
        let item = |at: usize| &facts.scores.items[at];
        let points = |at: usize| item(at).score.map(|s| facts.figures[s].quantity.value);
        let twin = |part: usize| {
            let named = |p: &&usize| same_name(&item(**p).title(), &item(part).title());
            other.parts.iter().find(named).copied()
        };
        let twins: Vec<(Option<Decimal>, Option<Decimal>)> =
            self.parts.iter().filter_map(|p| Some((points(*p), points(twin(*p)?)))).collect();
        let same = twins.iter().filter(|(a, b)| a == b).count();
        points(self.total) != points(other.total) && same * 2 <= twins.len()
    }

    /// 部门整体支出绩效自评得分, in its own words or in the heading above it.
    fn is_of_whole(&self, document: &Document, facts: &Facts) -> bool {
        let item = &facts.scores.items[self.total];
        let words = item.score.map_or("", |score| {
            document.quote(facts.sentences[facts.figures[score].sentence].place)
        });
        let entry = facts.outline.entry_of(item.node);
        let heading = entry.map_or("", |e| facts.outline.entries[e].title.as_str());
        words.contains("整体") || heading.contains("整体")
    }
}

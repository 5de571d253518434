//! The review desk: what was handed in, what asks most to be looked at first.

use super::chart::Figure;
use super::experts;
use super::frame::Frame;
use super::listing::{Choice, PER_PAGE, encoded, order_of, orders};
use super::shown::{hundredths, state_class};
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Query, State};
use jiheng_domain::{Assessment, Permission, ReportId, ReportKind, StateKind, TaskId};
use jiheng_store::{ListQuery, ListedReport, POINT_BANDS, RISK_BANDS, Spread};
use serde::Deserialize;
use std::collections::HashMap;

/// Whatever was handed in, settled or not.
const HANDED_IN: &str = "handed_in";
#[derive(Template)]
#[template(path = "desk.html")]
pub(crate) struct Desk {
    frame: Frame,
    total: u64,
    words: String,
    tasks: Vec<Choice>,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    orders: Vec<Choice>,
    lines: Vec<Line>,
    /// Whom reports can be assigned to; none where the person may not assign.
    experts: Vec<experts::Choice>,
    may_assign: bool,
    here: String,
    charts: [Figure; 2],
    list: String,
    previous: Option<String>,
    next: Option<String>,
}

struct Line {
    id: String,
    path: String,
    experts: String,
    unit: String,
    subject: String,
    state: &'static str,
    class: &'static str,
    errors: i64,
    doubts: i64,
    claimed: String,
    computed: String,
    rate: String,
    is_unspent: bool,
    points_change: String,
    rate_change: String,
    risk: i64,
    changed: String,
}

/// What is asked for in the address.
#[derive(Deserialize, Default)]
pub(crate) struct Wanted {
    #[serde(default)]
    words: String,
    #[serde(default)]
    task: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    page: u32,
}

impl Wanted {
    /// The query of the store; the desk shows what waits for review, unless a state is asked for.
    pub(super) fn query(&self, take: u32) -> ListQuery {
        let handed_in = StateKind::ALL.iter().copied().filter(|s| s.is_handed_in());
        let states = match self.state.as_str() {
            HANDED_IN => handed_in.collect(),
            state => match StateKind::from_code(state) {
                Some(state) => vec![state],
                None => handed_in.filter(|s| !s.is_settled()).collect(),
            },
        };
        ListQuery {
            task: self.task.parse::<TaskId>().ok(),
            unit: None,
            kind: ReportKind::from_code(&self.kind),
            states,
            words: self.words.clone(),
            order: order_of(&self.order),
            skip: self.page.saturating_mul(take),
            take,
        }
    }

    fn address(&self, page: u32) -> String {
        let words = encoded(&self.words);
        // What is no code of ours is not sent on.
        let code = |text: &str| {
            text.chars()
                .filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect::<String>()
        };
        format!(
            "?words={words}&task={}&state={}&kind={}&order={}&page={page}",
            code(&self.task),
            code(&self.state),
            code(&self.kind),
            code(&self.order)
        )
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Page<Desk>, Problem> {
    let mut reader = app.store().reader().await?;
    let query = wanted.query(PER_PAGE);
    let found = reader.list(&signed.access, Permission::ReviewDesk, &query).await?;
    let charts = charts(reader.spread(&signed.access, Permission::ReviewDesk, &query).await?);
    let tasks = reader.tasks().await?.into_iter().map(|task| Choice {
        chosen: Some(task.value.id) == query.task,
        code: task.value.id.to_string(),
        text: task.value.title,
    });
    let may_assign = signed.may(Permission::AssignExpert);
    let ids: Vec<ReportId> = found.reports.iter().map(|l| l.report.id).collect();
    let mut asked = match may_assign {
        true => reader.experts_of(&ids).await?,
        false => HashMap::new(),
    };
    let mut lines: Vec<Line> = found.reports.iter().map(Line::from).collect();
    for (line, id) in lines.iter_mut().zip(&ids) {
        line.experts = asked.remove(id).unwrap_or_default().join("、");
    }
    let shown_to = u64::from(query.skip) + found.reports.len() as u64;
    Ok(Page(Desk {
        frame: Frame::of(&signed, "审核台", "/desk"),
        total: found.total,
        tasks: tasks.collect(),
        states: [(HANDED_IN, "已报送的全部")]
            .into_iter()
            .chain(StateKind::ALL.iter().map(|s| (s.code(), s.text())))
            .map(|(code, text)| Choice::new(code, text, &wanted.state))
            .collect(),
        kinds: ReportKind::ALL
            .iter()
            .map(|k| Choice::new(k.code(), k.text(), &wanted.kind))
            .collect(),
        orders: orders(&wanted.order),
        lines,
        experts: if may_assign { experts::choices(&mut reader).await? } else { Vec::new() },
        may_assign,
        here: wanted.address(wanted.page),
        charts,
        list: format!("/desk/list{}", wanted.address(0)),
        previous: wanted.page.checked_sub(1).map(|page| wanted.address(page)),
        next: (shown_to < found.total).then(|| wanted.address(wanted.page + 1)),
        words: wanted.words,
    }))
}

/// How the reports of the list are spread over points and risk.
fn charts(spread: Spread) -> [Figure; 2] {
    let points = bands(&POINT_BANDS, &spread.points, "分", |bound| hundredths(Some(bound)));
    let points = points.chain([("还没有得分".to_owned(), spread.without_points)]);
    let risk = bands(&RISK_BANDS, &spread.risk, "", |bound| bound.to_string());
    [
        Figure::counts("复算得分的分布（份）", "得分", points),
        Figure::counts("风险的分布（份）", "风险", risk),
    ]
}

/// Bands by their bounds: the highest is open above, each other ends below the one before it.
fn bands<'a>(
    bounds: &'a [i64],
    counts: &'a [u64],
    unit: &'a str,
    shown: impl Fn(i64) -> String + 'a,
) -> impl Iterator<Item = (String, u64)> + 'a {
    bounds.iter().zip(counts).enumerate().map(move |(at, (bound, count))| {
        let above = at.checked_sub(1).and_then(|at| bounds.get(at));
        let name = match above {
            None => format!("{}{unit}以上", shown(*bound)),
            Some(above) if *above == bound + 1 => shown(*bound),
            Some(above) => format!("{} 至不足 {}{unit}", shown(*bound), shown(*above)),
        };
        (name, *count)
    })
}

impl From<&ListedReport> for Line {
    fn from(listed: &ListedReport) -> Self {
        let ListedReport { report, unit_name, figures, last, risk } = listed;
        let state = report.state.kind();
        let rate = figures.execution();
        let points = figures.computed_points;
        Self {
            id: report.id.to_string(),
            path: format!("/reports/{}/review", report.id),
            experts: String::new(),
            unit: unit_name.clone(),
            subject: report.project.clone().unwrap_or_else(|| "部门整体".into()),
            state: state.text(),
            class: state_class(state),
            errors: figures.errors,
            doubts: figures.doubts,
            claimed: hundredths(figures.claimed_points),
            computed: hundredths(points),
            rate: percent(rate),
            // Who spends far less than the score suggests.
            is_unspent: points.zip(rate).is_some_and(|(points, rate)| points - rate > 1_000),
            points_change: change(points, last.and_then(|l| l.computed_points)),
            rate_change: change(rate, last.as_ref().and_then(Assessment::execution)),
            risk: *risk,
            changed: report.changed_at.minute(),
        }
    }
}

fn percent(rate: Option<i64>) -> String {
    rate.map_or_else(|| "–".into(), |rate| format!("{}%", hundredths(Some(rate))))
}

/// Against last year: +1.5, -3; nothing where there is no last year.
pub(super) fn change(now: Option<i64>, last: Option<i64>) -> String {
    let Some((now, last)) = now.zip(last) else { return "–".into() };
    let by = now - last;
    let sign = if by > 0 {
        "+"
    } else if by < 0 {
        "-"
    } else {
        ""
    };
    format!("{sign}{}", hundredths(Some(by.abs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!(change(Some(9_550), Some(9_400)), "+1.5");
        assert_eq!(change(Some(9_400), Some(9_475)), "-0.75");
        assert_eq!((change(Some(5), Some(5)), change(None, Some(5))), ("0".into(), "–".into()));
    }

    #[test]
    fn a_band_ends_where_the_one_above_begins() {
        let names = bands(&POINT_BANDS, &[1, 2, 3, 4], "分", |b| hundredths(Some(b)));
        let names: Vec<String> = names.map(|(name, count)| format!("{name} {count}")).collect();
        let told = ["90分以上 1", "80 至不足 90分 2", "60 至不足 80分 3", "0 至不足 60分 4"];
        assert_eq!(names, told);
    }

    #[test]
    fn an_address_carries_only_what_is_ours() {
        let wanted =
            Wanted { words: "水 利&".into(), state: "draft&x=1".into(), ..Wanted::default() };
        let address = wanted.address(2);
        assert!(address.starts_with("?words=%E6%B0%B4%20%E5%88%A9%26&task=&state=draftx1&"));
        assert!(address.ends_with("&page=2"));
    }
}

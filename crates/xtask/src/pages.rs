//! How long each page takes with a large county: every page is opened as someone that it is for.

mod client;
mod county;
mod tour;

use anyhow::{Result, bail, ensure};
use client::Client;
use county::County;
use std::path::Path;
use std::time::Duration;
use tour::Visit;

/// Times that a page is fetched.
const RUNS: usize = 5;
/// So many of the slowest are told.
const TOLD: usize = 10;
/// No page may take longer.
const LIMIT: Duration = Duration::from_secs(1);

/// A page with its times.
struct Timed {
    visit: Visit,
    median: Duration,
    slowest: Duration,
    bytes: usize,
}

/// Has a county of so many units made and served by `binary`, and times its pages.
pub(crate) fn run(binary: &Path, units: &str) -> Result<()> {
    let county = County::start(binary, units)?;
    println!("{}", county.told);
    let visits = tour::of(&county)?;
    unvisited(&visits)?;
    let mut timed = visits.into_iter().map(|v| time(&county, v)).collect::<Result<Vec<_>>>()?;
    timed.sort_by_key(|t| std::cmp::Reverse(t.slowest));
    println!("{} 页，各取 {RUNS} 次。最慢的 {TOLD} 页：", timed.len());
    println!("| 页面 | 谁 | 中位 | 最慢 | 大小 |");
    println!("|---|---|---|---|---|");
    for Timed { visit, median, slowest, bytes } in timed.iter().take(TOLD) {
        let (median, slowest) = (median.as_millis(), slowest.as_millis());
        let size = bytes.div_ceil(1024);
        println!(
            "| {}（{}） | {} | {median} 毫秒 | {slowest} 毫秒 | {size} KB |",
            visit.name, visit.shown, visit.login
        );
    }
    let slow = timed.iter().filter(|t| t.median > LIMIT).count();
    ensure!(slow == 0, "{slow} 页超过一秒");
    Ok(())
}

fn time(county: &County, visit: Visit) -> Result<Timed> {
    let mut client = Client::new(county.address);
    client.cookie.clone_from(&visit.cookie);
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..RUNS {
        let answer = client.get(&visit.path)?;
        ensure!(answer.status == 200, "{}（{}）：{}", visit.path, visit.login, answer.status);
        times.push(answer.took);
        bytes = answer.body.len();
    }
    times.sort();
    Ok(Timed { median: times[RUNS / 2], slowest: times[RUNS - 1], visit, bytes })
}

/// Pages of the list of routes that nobody opened: a new page cannot be forgotten.
fn unvisited(visits: &[Visit]) -> Result<()> {
    let routes = include_str!("../../web/src/routes.rs");
    let gets = routes.lines().filter_map(|line| {
        let rest = line.trim().strip_prefix("get ")?;
        rest.split('"').nth(1)
    });
    let is_visited = |route: &&str| visits.iter().any(|v| matches(route, &v.path));
    // A county that there is has no first run.
    let left: Vec<&str> =
        gets.filter(|route| *route != "/first-run" && !is_visited(route)).collect();
    if left.is_empty() { Ok(()) } else { bail!("没有人打开：{}", left.join("、")) }
}

fn matches(route: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (mut wanted, mut given) = (route.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted.starts_with('{') || wanted == given => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_its_route() {
        assert!(matches("/reports/{report}/review", "/reports/0192/review?page=2"));
        assert!(!matches("/reports/{report}/review", "/reports/0192"));
        assert!(matches("/", "/") && !matches("/", "/reports"));
    }

    #[test]
    fn a_route_that_nobody_opened_is_named() {
        let told = unvisited(&[]).unwrap_err().to_string();
        assert!(told.contains("/reports/{report}/review、") && told.contains("/log"), "{told}");
        assert!(!told.contains("/first-run"));
    }
}

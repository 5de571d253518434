//! The HTML result in a real browser: filtering, jumping, paper, a phone.
//!
//! Without Chromium the tests say that they are skipped; with `JIHENG_BROWSER=required`, as in CI,
//! they fail instead.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Folder;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// What a user does and sees, as a script at the end of the page; `answer` goes to the test.
const WALK: &str = r##"
(async () => {
  const settle = () => new Promise((done) => setTimeout(done, 50));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = () => all(".finding").filter((finding) => finding.getClientRects().length);
  const counts = () => ({
    findings: shown().length,
    errors: shown().filter((finding) => finding.dataset.level === "error").length,
    families: new Set(shown().map((finding) => finding.dataset.family)).size,
    marks: all("mark.error:not(.off), mark.doubt:not(.off), mark.note:not(.off)").length,
    told: document.querySelector(".shown").textContent,
  });
  const tick = async (value) => {
    document.querySelector(`.filter [value="${value}"]`).click();
    await settle();
  };
  const answer = { all: counts() };
  await tick("error");
  answer.withoutErrors = counts();
  await tick("error");
  const family = shown()[0].dataset.family;
  await tick(family);
  answer.withoutFamily = counts();
  answer.familyLeft = shown().some((finding) => finding.dataset.family === family);
  await tick(family);
  answer.again = counts();

  const inView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= document.querySelector("nav").getBoundingClientRect().bottom - 1 && bottom <= innerHeight + 1;
  };
  // The last finding, so that there is far to go.
  const finding = shown().at(-1);
  finding.querySelector(".places a").click();
  await settle();
  const mark = document.querySelector("mark.lit");
  answer.jump = { lit: !!mark, inView: inView(mark), quote: finding.querySelector(".places li").textContent, text: mark.textContent };
  mark.click();
  await settle();
  answer.back = { hash: location.hash, focused: document.activeElement.classList.contains("finding") };
  const reference = all(".ref")[0];
  reference.click();
  await settle();
  answer.reference = document.activeElement.id === reference.hash.slice(1);

  answer.wide = document.documentElement.scrollWidth - innerWidth;
  answer.columns = getComputedStyle(document.querySelector(".columns")).gridTemplateColumns.split(" ").length;
  answer.smallest = Math.min(...all(".filter label, nav a").map((e) => e.getBoundingClientRect().height));
  const result = document.createElement("pre");
  result.id = "answer";
  result.textContent = JSON.stringify(answer);
  document.body.append(result);
})();
"##;

/// The program, or nothing after it was said that the test is skipped.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = NAMES.iter().find_map(|n| folders.iter().map(|f| f.join(n)).find(|p| p.is_file()));
    if found.is_none() {
        let is_required = std::env::var("JIHENG_BROWSER").is_ok_and(|v| v == "required");
        assert!(!is_required, "no Chromium among {NAMES:?}");
        eprintln!("skipped: no Chromium on this machine");
    }
    found
}

fn run(browser: &Path, folder: &Folder, page: &Path, arguments: &[&str]) -> String {
    let profile = format!("--user-data-dir={}", folder.path("profile").display());
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile])
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The page of our own faulty sample.
fn page(folder: &Folder) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let report = root.join("samples/project-faulty/report.docx");
    folder.file("report.docx", fs::read(report).unwrap());
    folder.run(&["check", "report.docx", "--format", "html"]).out
}

/// What the walk through the page came to in a window of this size.
fn walked(browser: &Path, size: &str) -> Value {
    let folder = Folder::new();
    let walk = format!("<script>{WALK}</script></body>");
    let page = folder.file("page.html", page(&folder).replace("</body>", &walk));
    let window = format!("--window-size={size}");
    let arguments = ["--dump-dom", "--virtual-time-budget=20000", &window];
    let dom = run(browser, &folder, &page, &arguments);
    let answer = dom.split_once("<pre id=\"answer\">").map(|(_, rest)| rest);
    let answer = answer.and_then(|rest| Some(rest.split_once("</pre>")?.0));
    let answer = answer.unwrap_or_else(|| panic!("the walk did not come to its end:\n{dom}"));
    serde_json::from_str(&answer.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .unwrap()
}

fn check_walk(answer: &Value) {
    let number = |path: &str| answer.pointer(path).and_then(Value::as_u64).unwrap();
    let (all, errors) = (number("/all/findings"), number("/all/errors"));
    assert!(errors > 0 && all > errors, "the sample has faults of more than one level: {answer}");
    assert_eq!(number("/withoutErrors/findings"), all - errors);
    assert_eq!(number("/withoutErrors/errors"), 0);
    assert!(number("/withoutErrors/marks") < number("/all/marks"));
    assert_eq!(answer["familyLeft"], false);
    assert_eq!(number("/withoutFamily/families"), number("/all/families") - 1);
    assert_eq!(answer["again"], answer["all"]);
    let told = format!("显示 {} 处，共 {all} 处", all - errors);
    assert_eq!(answer["withoutErrors"]["told"], told);

    assert_eq!(answer["jump"]["lit"], true);
    assert_eq!(answer["jump"]["inView"], true, "{answer}");
    let (quote, text) = (answer["jump"]["quote"].as_str(), answer["jump"]["text"].as_str());
    assert!(quote.unwrap().contains(text.unwrap()), "{answer}");
    assert_eq!(answer["back"]["focused"], true);
    assert!(answer["back"]["hash"].as_str().unwrap().starts_with("#f"));
    assert_eq!(answer["reference"], true);
}

#[test]
fn findings_are_filtered_and_lead_to_their_words_and_back() {
    let Some(browser) = browser() else { return };
    let answer = walked(&browser, "1366,768");
    check_walk(&answer);
    assert_eq!(answer["columns"], 2, "the document stands beside the findings");
}

#[test]
fn a_phone_shows_one_column_that_fits_and_can_be_touched() {
    let Some(browser) = browser() else { return };
    let answer = walked(&browser, "390,844");
    check_walk(&answer);
    assert_eq!(answer["columns"], 1);
    assert!(answer["wide"].as_i64().unwrap() <= 0, "nothing sticks out: {answer}");
    assert!(answer["smallest"].as_f64().unwrap() >= 44.0, "{answer}");
}

/// The places, as `第5段“…”`, that the screen shows only when it is asked for them.
fn places_that_unfold(html: &str) -> Vec<String> {
    let folded = html.split("<summary>另 ").skip(1);
    let folded = folded.filter_map(|rest| Some(rest.split_once("</details>")?.0));
    let places = folded.flat_map(|details| details.split("<li>").skip(1));
    places
        .map(|item| {
            let visible: String =
                item.split('<').filter_map(|tag| Some(tag.split_once('>')?.1)).collect();
            let place = visible.split_once('”').map_or(visible.as_str(), |(place, _)| place);
            place.chars().filter(|c| !c.is_whitespace()).collect()
        })
        .collect()
}

#[test]
fn paper_holds_the_document_and_every_finding_and_no_controls() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    let html = page(&folder);
    let page = folder.file("page.html", &html);
    let printed = folder.path("printed.pdf");
    let to = format!("--print-to-pdf={}", printed.display());
    run(&browser, &folder, &page, &["--no-pdf-header-footer", &to]);
    let document = jiheng_document::read(&fs::read(printed).unwrap()).unwrap();
    let text: String = document.nodes.iter().map(|n| n.text.as_str()).collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let findings = html.matches("class=\"finding ").count();
    assert_eq!(text.matches("建议：").count(), findings, "{text}");
    let unfolded = places_that_unfold(&html);
    assert!(!unfolded.is_empty());
    for place in unfolded {
        assert!(text.contains(&place), "{place} is not on paper: {text}");
    }
    for control in ["显示", "跳到发现", "指纹"] {
        assert!(!text.contains(control), "{control}: {text}");
    }
}

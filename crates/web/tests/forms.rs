//! The forms of the pages, as their templates have them: none loses what was typed into it.

#![allow(clippy::unwrap_used)]

use std::path::Path;

/// Forms that the server draws again with what was typed, or that hold nothing but a file and are
/// answered with a page: the browser itself sends them.
const SENT_BY_THE_BROWSER: [&str; 4] =
    ["sign_in.html", "first_run.html", "password.html", "import.html"];
/// Fields that nobody writes words in.
const NO_WORDS: [&str; 3] = ["type=\"hidden\"", "type=\"file\"", "type=\"checkbox\""];

fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

/// The text with what it includes.
fn whole(text: &str, all: &[(String, String)]) -> String {
    text.split("{% include \"").enumerate().fold(String::new(), |whole, (at, part)| {
        let included = (at > 0).then(|| part.split_once("\" %}")).flatten();
        let Some((name, rest)) = included else { return whole + part };
        let other = all.iter().find(|(own, _)| own == name).unwrap();
        whole + &other.1 + rest
    })
}

/// Where people write in a form: the tags of its fields, and the calls that draw one.
fn written(form: &str) -> usize {
    let inputs = form.split("<input").skip(1).filter_map(|rest| rest.split_once('>'));
    let inputs = inputs.filter(|(tag, _)| !NO_WORDS.iter().any(|kind| tag.contains(kind)));
    inputs.count() + form.matches("<textarea").count() + form.matches("call parts::text(").count()
}

#[test]
fn what_is_typed_into_a_form_is_kept() {
    let all = templates();
    let mut seen = 0;
    let own = all.iter().filter(|(name, _)| !SENT_BY_THE_BROWSER.contains(&name.as_str()));
    for (name, text) in own {
        let text = whole(text, &all);
        for form in text.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap()) {
            let (head, body) = form.split_once('>').unwrap();
            if !head.contains("method=\"post\"") {
                continue;
            }
            // What is only chosen is told beside the form when it is refused, words are kept.
            let chooses = body.contains("<select") || body.contains("type=\"file\"");
            let writes = written(body) > 0;
            assert!(!chooses || head.contains("data-keep="), "{name}: {head}");
            assert!(!writes || head.contains("data-keep="), "{name}: {head}");
            assert!(!writes || !head.contains("data-keep=\"\""), "{name}: {head}");
            seen += usize::from(writes);
        }
    }
    assert!(seen > 10, "{seen} forms that people write in");
}

#[test]
fn nothing_empty_stands_in_for_space() {
    for (name, text) in templates() {
        assert!(!text.contains("<p></p>"), "{name}");
    }
}

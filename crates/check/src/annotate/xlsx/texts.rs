//! The part that holds what the notes of a sheet say.

use super::super::package::{append, escape, malformed, root_prefix};
use super::super::xml::{Element, elements};
use super::super::{AUTHOR, AnnotateError};
use super::note::{Cell, Notes};
use std::collections::BTreeSet;

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <authors></authors><commentList></commentList></comments>";

/// Our words start so, alone or behind those of somebody else: a cell has one note, and programs
/// forget who wrote it.
const OURS: &str = "── 绩衡 ──";

/// The part with other notes of ours.
pub(super) struct Texts {
    pub(super) xml: String,
    /// Cells whose note was ours and is not kept.
    pub(super) gone: BTreeSet<Cell>,
    /// Cells that have a note of ours alone.
    pub(super) new: BTreeSet<Cell>,
}

impl Texts {
    /// Puts `notes` in the place of what we wrote before; the notes of others stay.
    pub(super) fn of(part: &str, old: Option<&str>, notes: &Notes) -> Result<Self, AnnotateError> {
        let xml = old.unwrap_or(EMPTY);
        let all = elements(xml);
        let unfit = || malformed(part);
        let find = |name| all.iter().find(|e: &&Element| e.name == name).ok_or_else(unfit);
        let (authors, list) = (find("authors")?, find("commentList")?);
        if authors.start > list.start {
            return Err(unfit());
        }
        let names: Vec<&str> = all
            .iter()
            .filter(|e| e.name == "author")
            .map(|author| &xml[author.content(xml)])
            .collect();
        let us = names.iter().position(|name| *name == AUTHOR);
        let is_ours = |comment: &Element, theirs: &str| {
            let author = us.map(|us| us.to_string());
            let by_us = author.is_some() && comment.attribute("authorId") == author.as_deref();
            by_us || theirs.len() < comment.range().len() && says_nothing(theirs)
        };
        let p = root_prefix(xml);
        let mut comments = String::new();
        let (mut gone, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for comment in all.iter().filter(|e| e.name == "comment") {
            let cell = comment.attribute("ref").and_then(Cell::named).ok_or_else(unfit)?;
            let theirs = without_ours(&xml[comment.range()]);
            if is_ours(comment, &theirs) {
                gone.insert(cell);
                continue;
            }
            match notes.get(&cell) {
                Some(lines) => {
                    shared.insert(cell);
                    comments.push_str(&with_ours(part, &theirs, lines)?);
                }
                None => comments.push_str(&theirs),
            }
        }
        let author = us.unwrap_or(names.len());
        let alone = notes.iter().filter(|(cell, _)| !shared.contains(cell));
        for (cell, lines) in alone.clone() {
            let (cell, run) = (cell.name(), run(p, &format!("{OURS}\n{}", lines.join("\n"))));
            comments.push_str(&format!(
                "<{p}comment ref=\"{cell}\" authorId=\"{author}\"><{p}text>{run}</{p}text></{p}comment>"
            ));
        }
        let author =
            if us.is_none() { format!("<{p}author>{AUTHOR}</{p}author>") } else { String::new() };
        let authors = append(part, &xml[authors.range()], &author)?;
        let (before, between) = (&xml[..find("authors")?.start], find("authors")?.end..list.start);
        let xml = format!(
            "{before}{authors}{}<{p}commentList>{comments}</{p}commentList>{}",
            &xml[between],
            &xml[list.end..]
        );
        Ok(Self { xml, gone, new: alone.map(|(cell, _)| *cell).collect() })
    }
}

fn run(p: &str, text: &str) -> String {
    format!("<{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>", escape(text))
}

fn says_nothing(comment: &str) -> bool {
    elements(comment)
        .iter()
        .filter(|e| e.name == "t")
        .all(|t| comment[t.content(comment)].trim().is_empty())
}

/// A note of somebody else without what we put behind it. Programs may have joined ours with
/// theirs.
fn without_ours(comment: &str) -> String {
    let Some(at) = comment.find(OURS) else { return comment.to_owned() };
    let all = elements(comment);
    let Some(text) = all.iter().find(|e| e.name == "text") else { return comment.to_owned() };
    let holds = |e: &&Element| e.range().contains(&at);
    let after = &comment[text.content(comment).end..];
    let run = all.iter().find(|e| e.name == "r" && holds(e));
    let own = all.iter().rev().find(|e| e.name == "t" && holds(e));
    match (run, own) {
        (Some(run), Some(own)) if comment[own.content(comment).start..at].trim().is_empty() => {
            format!("{}{after}", &comment[..run.start])
        }
        (_, Some(own)) => {
            let end = run.map_or(own.end, |run| run.end);
            let close = &comment[own.content(comment).end..end];
            format!("{}{close}{after}", comment[..at].trim_end())
        }
        _ => comment.to_owned(),
    }
}

/// A note of somebody else with ours behind it.
fn with_ours(part: &str, comment: &str, lines: &[String]) -> Result<String, AnnotateError> {
    let all = elements(comment);
    let text = all.iter().find(|e| e.name == "text").ok_or_else(|| malformed(part))?;
    let p = root_prefix(comment);
    let last = all.iter().rfind(|e| e.name == "t");
    let is_line_open = last.is_some_and(|t| !comment[t.content(comment)].ends_with('\n'));
    let line_end = if is_line_open { "\n" } else { "" };
    let ours = run(p, &format!("{line_end}{OURS}\n{}", lines.join("\n")));
    // Plain text and runs do not go together.
    let plain = all.iter().find(|e| e.name == "t" && e.depth == text.depth + 1);
    let theirs = &comment[text.range()];
    let theirs = match plain {
        Some(plain) => {
            let (from, to) = (plain.start - text.start, plain.end - text.start);
            format!("{}<{p}r>{}</{p}r>{}", &theirs[..from], &theirs[from..to], &theirs[to..])
        }
        None => theirs.to_owned(),
    };
    let text_with_ours = append(part, &theirs, &ours)?;
    Ok(format!("{}{text_with_ours}{}", &comment[..text.start], &comment[text.end..]))
}

#[cfg(test)]
mod tests {
    use super::{Cell, Notes, Texts};

    fn notes(cells: &[&str]) -> Notes {
        let note = |cell: &&str| (Cell::named(cell).unwrap(), vec!["【错误】合计<5>".to_owned()]);
        cells.iter().map(note).collect()
    }

    const OTHERS: &str = "<x:comments xmlns:x=\"m\"><x:authors><x:author>张三</x:author></x:authors><x:commentList>\
        <x:comment ref=\"B2\" authorId=\"0\"><x:text><x:t>请核对</x:t></x:text></x:comment>\
        <x:comment ref=\"C3\" authorId=\"0\"><x:text><x:r><x:t>好</x:t></x:r></x:text></x:comment>\
        </x:commentList></x:comments>";

    #[test]
    fn ours_stand_beside_and_behind_those_of_others() {
        let once = Texts::of("", Some(OTHERS), &notes(&["B2", "D4"])).unwrap();
        assert_eq!(once.new, [Cell::named("D4").unwrap()].into());
        assert!(once.xml.contains("<x:author>张三</x:author><x:author>绩衡</x:author>"));
        assert!(once.xml.contains("<x:r><x:t>请核对</x:t></x:r><x:r><x:t xml:space=\"preserve\">\n── 绩衡 ──\n【错误】合计&lt;5&gt;</x:t></x:r></x:text>"));
        assert!(once.xml.contains("<x:comment ref=\"D4\" authorId=\"1\">"));
    }

    #[test]
    fn a_second_run_replaces_ours_and_keeps_theirs() {
        let once = Texts::of("", Some(OTHERS), &notes(&["B2", "D4"])).unwrap();
        let twice = Texts::of("", Some(&once.xml), &notes(&["C3"])).unwrap();
        assert_eq!(twice.gone, [Cell::named("D4").unwrap()].into());
        assert!(twice.new.is_empty());
        assert_eq!(twice.xml.matches("绩衡 ──").count(), 1);
        assert!(twice.xml.contains("<x:text><x:r><x:t>请核对</x:t></x:r></x:text>"));
        let none = Texts::of("", Some(&twice.xml), &Notes::new()).unwrap();
        assert!(!none.xml.contains("错误") && none.xml.matches("<x:comment ").count() == 2);
    }

    #[test]
    fn ours_are_found_where_a_program_joined_them_with_theirs() {
        let joined = OTHERS.replace("好", "好\n── 绩衡 ──\n【错误】合计");
        let none = Texts::of("", Some(&joined), &Notes::new()).unwrap();
        assert!(none.xml.contains("<x:r><x:t>好</x:t></x:r></x:text>"), "{}", none.xml);
    }

    #[test]
    fn ours_are_known_by_their_words_where_the_author_was_forgotten() {
        let once = Texts::of("", Some(OTHERS), &notes(&["D4"])).unwrap();
        let forgotten = once.xml.replace("绩衡</x:author>", " </x:author>");
        let none = Texts::of("", Some(&forgotten), &Notes::new()).unwrap();
        assert_eq!(none.gone, [Cell::named("D4").unwrap()].into());
        assert!(!none.xml.contains("错误"));
    }

    #[test]
    fn what_is_no_such_part_is_refused() {
        assert!(Texts::of("", Some("<comments/>"), &notes(&["A1"])).is_err());
    }
}

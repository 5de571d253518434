//! Comments of an earlier run, which those of this one replace.

use super::super::AUTHOR;
use super::super::xml::{Element, elements};
use std::collections::BTreeSet;
use std::ops::Range;

/// Our comments in the part that holds them: their ids, and those of their paragraphs, by which
/// newer parts know them.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    ids: BTreeSet<String>,
    paragraphs: BTreeSet<String>,
}

impl Earlier {
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// Takes our comments out of the part that holds them.
pub(super) fn taken_out(comments: &str) -> (String, Earlier) {
    let all = elements(comments);
    let mut earlier = Earlier::default();
    let mut ranges = Vec::new();
    let is_ours = |e: &&Element| e.name == "comment" && e.attribute("author") == Some(AUTHOR);
    for comment in all.iter().filter(is_ours) {
        earlier.ids.extend(comment.attribute("id").map(str::to_owned));
        let within = all.iter().filter(|e| e.name == "p" && comment.range().contains(&e.start));
        earlier.paragraphs.extend(within.filter_map(|e| e.attribute("paraId")).map(str::to_owned));
        ranges.push(comment.range());
    }
    (without(comments, &ranges), earlier)
}

/// The body without what marks our earlier comments.
pub(super) fn without_marks(body: &str, earlier: &Earlier) -> String {
    if earlier.is_empty() {
        return body.to_owned();
    }
    const MARKS: [&str; 3] = ["commentRangeStart", "commentRangeEnd", "commentReference"];
    let all = elements(body);
    let is_mark = |e: &Element| {
        MARKS.contains(&e.name.as_str())
            && e.attribute("id").is_some_and(|id| earlier.ids.contains(id))
    };
    let mut ranges = Vec::new();
    for (index, element) in all.iter().enumerate().filter(|(_, e)| is_mark(e)) {
        let run = all[..index].iter().rev().find(|e| e.depth + 1 == element.depth);
        let alone = run.filter(|run| {
            let mut within = all.iter().filter(|e| run.start < e.start && e.start < run.end);
            run.name == "r" && within.all(|e| e.start == element.start || is_property(e, run, &all))
        });
        ranges.push(alone.unwrap_or(element).range());
    }
    without(body, &ranges)
}

/// Whether an element of a run only says how it looks.
fn is_property(element: &Element, run: &Element, all: &[Element]) -> bool {
    let mut properties = all.iter().filter(|e| e.name == "rPr" && e.depth == run.depth + 1);
    properties.any(|p| p.range().contains(&element.start))
}

/// A part that knows comments by their paragraphs without ours; an answer to one of ours stays
/// and stands alone.
pub(super) fn forgotten(part: &str, earlier: &Earlier) -> String {
    let all = elements(part);
    let is_ours = |e: &Element, name| {
        e.attribute(name).is_some_and(|paragraph| earlier.paragraphs.contains(paragraph))
    };
    let gone: Vec<Range<usize>> =
        all.iter().filter(|e| is_ours(e, "paraId")).map(Element::range).collect();
    let answers = all.iter().filter(|e| is_ours(e, "paraIdParent") && !is_ours(e, "paraId"));
    let parents = answers.filter_map(|e| {
        let own = &part[e.range()];
        let name = own.find("paraIdParent=")?;
        let from = own[..name].rfind(char::is_whitespace)?;
        let quote = own[name..].find(['"', '\''])? + name;
        let to = own[quote + 1..].find(&own[quote..=quote])? + quote + 2;
        Some(e.start + from..e.start + to)
    });
    let mut ranges: Vec<Range<usize>> = parents.collect();
    ranges.extend(gone);
    ranges.sort_by_key(|r| r.start);
    without(part, &ranges)
}

/// A text without some of its ranges, which are in order and do not overlap.
fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        from = range.end.max(from);
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{forgotten, taken_out, without_marks};

    const COMMENTS: &str = "<w:comments><w:comment w:id=\"1\" w:author=\"张三\"><w:p/></w:comment>\
         <w:comment w:author='绩衡' w:id=\"2\"><w:p w14:paraId=\"0A\"/></w:comment></w:comments>";

    #[test]
    fn only_our_comments_go() {
        let (left, earlier) = taken_out(COMMENTS);
        assert_eq!(
            left,
            "<w:comments><w:comment w:id=\"1\" w:author=\"张三\"><w:p/></w:comment></w:comments>"
        );
        let body = "<w:p><w:commentRangeStart w:id=\"2\"/><w:commentRangeStart w:id=\"1\"/>\
                    <w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id=\"2\"/>\
                    <w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id=\"2\"/></w:r>\
                    <w:r><w:t>乙</w:t><w:commentReference w:id=\"2\"/></w:r></w:p>";
        assert_eq!(
            without_marks(body, &earlier),
            "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn an_answer_to_ours_stays_and_stands_alone() {
        let (_, earlier) = taken_out(COMMENTS);
        let part = "<x:all><x:ex x:paraId=\"0A\" x:done=\"0\"/>\
                    <x:ex x:paraId=\"0B\" x:paraIdParent=\"0A\" x:done=\"0\"/></x:all>";
        assert_eq!(
            forgotten(part, &earlier),
            "<x:all><x:ex x:paraId=\"0B\" x:done=\"0\"/></x:all>"
        );
    }
}

//! The little syntax that changing a page needs: the entries of a dictionary, the items of an
//! array, as they stand.

/// The entries of a dictionary between `<<` and `>>`: names without their slash, and values.
pub(super) fn entries(dictionary: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut at = skip_space(dictionary, 0);
    at = dictionary[at..].starts_with(b"<<").then_some(at + 2)?;
    let mut entries = Vec::new();
    loop {
        at = skip_space(dictionary, at);
        if dictionary[at..].starts_with(b">>") {
            return Some(entries);
        }
        let name_end = skip_token(dictionary, at)?;
        let name = dictionary[at..name_end].strip_prefix(b"/")?;
        let start = skip_space(dictionary, name_end);
        at = value_end(dictionary, start)?;
        entries.push((name, &dictionary[start..at]));
    }
}

/// The items of an array, which is given without its brackets.
pub(super) fn items(array: &[u8]) -> Option<Vec<&[u8]>> {
    let mut items = Vec::new();
    let mut at = skip_space(array, 0);
    while at < array.len() {
        let end = value_end(array, at)?;
        items.push(&array[at..end]);
        at = skip_space(array, end);
    }
    Some(items)
}

/// The object that a reference is to, `12 0 R`.
pub(super) fn reference(item: &[u8]) -> Option<(i32, i32)> {
    let words: Vec<&str> = std::str::from_utf8(item).ok()?.split_ascii_whitespace().collect();
    match words[..] {
        [number, generation, "R"] => Some((number.parse().ok()?, generation.parse().ok()?)),
        _ => None,
    }
}

/// The end of a value: a token, what stands between brackets, or a reference.
fn value_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = skip_nested(bytes, start)?;
    let is_number = |token: &[u8]| !token.is_empty() && token.iter().all(u8::is_ascii_digit);
    if is_number(&bytes[start..end]) {
        let second = skip_space(bytes, end);
        let second_end = skip_token(bytes, second).unwrap_or(second);
        let third = skip_space(bytes, second_end);
        let third_end = skip_token(bytes, third).unwrap_or(third);
        if is_number(&bytes[second..second_end]) && &bytes[third..third_end] == b"R" {
            return Some(third_end);
        }
    }
    Some(end)
}

fn skip_nested(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        at = skip_space(bytes, at);
        let end = skip_token(bytes, at)?;
        match &bytes[at..end] {
            b"<<" | b"[" => depth += 1,
            b">>" | b"]" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at = end;
        if depth == 0 {
            return Some(at);
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// Past white space and comments.
fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(&byte) if is_space(byte) => at += 1,
            Some(b'%') => {
                let line = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r'));
                at = line.map_or(bytes.len(), |length| at + length);
            }
            _ => return at,
        }
    }
}

/// Past a bracket, a name, a string, a number or a word; `None` where none starts or it does not
/// end.
fn skip_token(bytes: &[u8], at: usize) -> Option<usize> {
    let regular = |from: usize| {
        let ends = |b: &u8| is_space(*b) || b"()<>[]{}/%".contains(b);
        bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length)
    };
    let rest = bytes.get(at..)?;
    match rest {
        [b'<', b'<', ..] | [b'>', b'>', ..] => Some(at + 2),
        [b'[' | b']', ..] => Some(at + 1),
        [b'<', ..] => Some(at + rest.iter().position(|b| *b == b'>')? + 1),
        [b'(', ..] => skip_string(bytes, at),
        [b'/', ..] => Some(regular(at + 1)),
        _ => Some(regular(at)).filter(|end| *end > at),
    }
}

/// Past a string in parentheses, which may stand in it in pairs or behind a backslash.
fn skip_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{entries, items, reference};

    fn shown<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        parts.into_iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect()
    }

    #[test]
    fn entries_are_taken_as_they_stand() {
        let page = b"<< /Type/Page /Annots[1 0 R <</A(\\)])>>]% >>\n/Parent 2 0 R/Rotate 90/T(a(b))/H<3E> >>";
        let found = entries(page).unwrap();
        let names = ["Type", "Annots", "Parent", "Rotate", "T", "H"];
        assert_eq!(shown(found.iter().map(|e| e.0)), names);
        let values = ["/Page", "[1 0 R <</A(\\)])>>]", "2 0 R", "90", "(a(b))", "<3E>"];
        assert_eq!(shown(found.iter().map(|e| e.1)), values);
    }

    #[test]
    fn items_keep_references_whole() {
        let found = items(b" 1 0 R 2 0 R<</A 3>>4 5%\n").unwrap();
        assert_eq!(shown(found.iter().copied()), ["1 0 R", "2 0 R", "<</A 3>>", "4", "5"]);
        assert_eq!(found.iter().filter_map(|i| reference(i)).collect::<Vec<_>>(), [(1, 0), (2, 0)]);
    }

    #[test]
    fn what_does_not_end_is_refused() {
        for broken in [&b"<</A"[..], b"<</A (", b"<</A [1", b"<</A <</B 1>>", b"/A", b"", b"<</A 1"]
        {
            assert_eq!(entries(broken), None);
        }
        assert!(items(b"1 (").is_none() && items(b"[1").is_none() && items(b">>").is_none());
    }
}

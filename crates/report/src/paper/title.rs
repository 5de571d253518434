//! Titles on lines that end with a word.

/// Marks in a template where a title had best be divided.
const DIVIDE: char = '｜';
/// Characters of the title's size that a line takes.
const LINE: usize = 20;

/// The lines of a title: one where it fits, else divided where the template says so and, where that
/// does not do, between words, so that the lines are about as long as each other.
pub(crate) fn lines(title: &str) -> Vec<String> {
    let whole = title.replace(DIVIDE, "");
    if halves(&whole) <= 2 * LINE {
        return vec![whole];
    }
    title.split(DIVIDE).filter(|part| !part.is_empty()).flat_map(divided).collect()
}

fn divided(part: &str) -> Vec<String> {
    let count = halves(part).div_ceil(2 * LINE);
    let mut lines = Vec::new();
    let mut rest = pieces(part);
    for left in (1..=count).rev() {
        let all: usize = rest.iter().map(|p| halves(p)).sum();
        let mut line = String::new();
        while let Some(next) = rest.first() {
            let longer = halves(&line) + halves(next);
            let is_enough = (longer * left).abs_diff(all) > (halves(&line) * left).abs_diff(all);
            if left > 1 && !line.is_empty() && (longer > 2 * LINE || is_enough) {
                break;
            }
            line.push_str(&rest.remove(0));
        }
        lines.push(line);
    }
    lines
}

/// Words that are not torn apart: a number goes with its unit, a bracket with what it holds.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in jiheng_language::split(text) {
        let joins = |before: &String| {
            before.ends_with(|c: char| c.is_ascii_alphanumeric() || "（〔《“".contains(c))
                || word.starts_with(|c: char| "）〕》”、，的和".contains(c))
        };
        match pieces.last_mut() {
            Some(before) if joins(before) => before.push_str(&word),
            _ => pieces.push(word),
        }
    }
    pieces
}

/// The width in halves of a character.
pub(super) fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_fits_stays_on_one_line() {
        assert_eq!(lines("2024年度云岭镇｜绩效自评报告"), ["2024年度云岭镇绩效自评报告"]);
    }

    #[test]
    fn a_long_one_is_divided_where_it_is_marked() {
        assert_eq!(
            lines("2024年度清河县云岭镇人民政府｜部门整体绩效自评报告"),
            ["2024年度清河县云岭镇人民政府", "部门整体绩效自评报告"]
        );
    }

    #[test]
    fn no_line_is_too_long_or_ends_within_a_word() {
        let title =
            "2024年度清河县农村饮用水水源地保护和农村集中供水工程维修养护项目支出绩效自评报告";
        let lines = lines(title);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|l| halves(l) <= 2 * LINE), "{lines:?}");
        assert_eq!(
            lines,
            [
                "2024年度清河县农村饮用水水源地保护和农村",
                "集中供水工程维修养护项目支出绩效自评报告"
            ]
        );
    }
}

//! Charts as Word keeps them: drawn by the program that shows them, with its own fonts.

use super::escape;
use crate::paper::Chart;

/// Fills that a printer without colours tells apart.
const FILLS: [&str; 2] = ["595959", "D9D9D9"];
/// Millimetres, and a millimetre in the units of drawings.
const WIDTH: u32 = 150;
const BAR_HEIGHT: u32 = 12;
const FRAME_HEIGHT: u32 = 18;
const MILLIMETRE: u32 = 36_000;
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) fn content_type(number: usize) -> String {
    format!(
        r#"<Override PartName="/word/charts/chart{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>"#
    )
}

pub(super) fn relation(number: usize) -> String {
    format!(
        r#"<Relationship Id="chart{number}" Type="{RELATIONSHIPS}/chart" Target="charts/chart{number}.xml"/>"#
    )
}

/// The paragraph that holds a chart.
pub(super) fn paragraph(chart: &Chart, number: usize) -> String {
    let bars = u32::try_from(chart.bars.len()).unwrap_or(u32::MAX);
    let height = (bars.saturating_mul(BAR_HEIGHT) + FRAME_HEIGHT).min(200);
    include_str!("chart_frame.xml")
        .replace("{width}", &(WIDTH * MILLIMETRE).to_string())
        .replace("{height}", &(height * MILLIMETRE).to_string())
        .replace("{number}", &number.to_string())
        .replace("{words}", &escape(&chart.caption))
}

/// The part that holds its values.
pub(super) fn part(chart: &Chart) -> String {
    let legend = match chart.series.len() {
        0 | 1 => "",
        _ => r#"<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>"#,
    };
    let series: String = (0..chart.series.len()).map(|at| series(chart, at)).collect();
    include_str!("chart.xml").replace("{legend}", legend).replace("{series}", &series)
}

fn series(chart: &Chart, at: usize) -> String {
    let points = |value: &dyn Fn(usize) -> String| -> String {
        let point = |i: usize| format!(r#"<c:pt idx="{i}"><c:v>{}</c:v></c:pt>"#, value(i));
        (0..chart.bars.len()).map(point).collect()
    };
    let names = points(&|i| escape(&chart.bars[i].name));
    let values = points(&|i| chart.bars[i].printed.get(at).cloned().unwrap_or_default());
    include_str!("chart_series.xml")
        .replace("{at}", &at.to_string())
        .replace("{name}", &escape(&chart.series[at]))
        .replace("{fill}", FILLS[at % FILLS.len()])
        .replace("{count}", &chart.bars.len().to_string())
        .replace("{format}", &number_format(chart))
        .replace("{names}", &names)
        .replace("{values}", &values)
}

/// Shows as many decimals as every value is printed with, and more only where one has more.
fn number_format(chart: &Chart) -> String {
    let decimals = |printed: &String| printed.split_once('.').map_or(0, |(_, d)| d.len());
    let fewest = chart.bars.iter().flat_map(|b| &b.printed).map(decimals).min().unwrap_or(0);
    match fewest {
        0 => "General".to_owned(),
        fewest => format!("0.{}####", "0".repeat(fewest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Bar;
    use jiheng_base::Decimal;

    #[test]
    fn every_value_stands_in_its_series() {
        let chart = Chart {
            caption: "图".into(),
            series: vec!["分值".into(), "得分".into()],
            bars: vec![Bar {
                name: "产出<指标".into(),
                values: vec![Decimal::from(40), Decimal::from(39)],
                printed: vec!["40".into(), "39".into()],
            }],
        };
        let xml = part(&chart);
        assert_eq!(xml.matches("<c:ser>").count(), 2);
        assert_eq!(xml.matches("<c:v>产出&lt;指标</c:v>").count(), 2);
        assert!(xml.contains("<c:v>39</c:v>") && xml.contains("<c:legend>"));
    }
}

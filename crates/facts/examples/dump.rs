//! Prints what is read from a file: for work on the extraction.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("FILE")?;
    let document = jiheng_document::read(&std::fs::read(&path)?)?;
    let law = jiheng_law::Law::builtin()?;
    let facts = jiheng_facts::extract(&document, &law);
    if std::env::args().nth(2).is_some() {
        for (figure, role) in facts.figures.iter().zip(&facts.roles) {
            let l = document.locate(figure.place);
            println!(
                "{:?} {} | {} | {:?} {:?} {:?} d{} q{} open{}",
                l.line,
                l.quote,
                figure.label,
                role,
                figure.year,
                figure.after,
                figure.depth,
                figure.quoted,
                figure.opens_parts
            );
        }
    }
    for (at, item) in facts.scores.items.iter().enumerate() {
        let show = |id: Option<usize>| {
            id.map_or("-".into(), |id| document.quote(facts.figures[id].place).to_string())
        };
        let total = if item.is_total { "TOTAL" } else { "" };
        let rubrics: Vec<_> = item.rubrics.iter().map(|r| &r.rubric).collect();
        println!(
            "SCORE {at} <{:?}> {} w={} s={} d={} full={} {total} {:?} outer={:?} {:?} {rubrics:?}",
            facts.scores.parents[at],
            item.title(),
            show(item.weight),
            show(item.score),
            show(item.deducted),
            item.full.is_some(),
            item.figures,
            item.outer,
            item.category
        );
    }
    for d in &facts.evaluation.dimensions {
        println!(
            "DIM {} exec={} w={:?} s={:?}",
            d.name,
            d.is_execution,
            d.weight.as_ref().map(|w| w.value),
            d.scores.iter().map(|s| s.value).collect::<Vec<_>>()
        );
    }
    for i in &facts.evaluation.indicators {
        println!(
            "IND {:?}/{:?} {} t={:?} a={:?} y={:?} w={:?} s={:?} f={:?} r={:?}",
            i.dimension,
            i.category,
            i.title(),
            i.target.as_ref().map(|t| &t.value),
            i.actual.as_ref().map(|t| &t.value),
            i.actual_year.as_ref().map(|y| y.value),
            i.weight.as_ref().map(|w| w.value),
            i.score.as_ref().map(|s| s.value),
            i.formula,
            i.reason.is_some()
        );
    }
    println!(
        "grade {:?} totals {:?} unit {:?} kind {:?}",
        facts.evaluation.grade.as_ref().map(|g| &g.value),
        facts.evaluation.totals.iter().map(|t| t.value).collect::<Vec<_>>(),
        facts.evaluation.unit.as_ref().map(|u| &u.value),
        facts.evaluation.kind
    );
    println!("exact: {:?}", facts.exactness);
    for r in &facts.relations {
        let l = document.locate(facts.figures[r.claimed].place);
        let mark = match r.broken(&facts.figures, &facts.exactness) {
            None => "ok",
            Some(b) if b.reading.sure => "BROKEN",
            Some(_) => "unsure",
        };
        let e = &r.readings[0].expr;
        println!(
            "{mark} {:?} L{:?} {} [{}] = {} = {:?} ({} readings)",
            r.kind,
            l.line,
            l.quote,
            r.what,
            e.text(&facts.figures),
            e.value(&facts.figures).map(|v| v.round_dp(4)),
            r.readings.len()
        );
    }
    Ok(())
}

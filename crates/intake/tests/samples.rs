//! The samples are whole, score as their first lines say, and pass through the form unchanged.

#![allow(clippy::unwrap_used)]

use jiheng_base::exact::plain;
use jiheng_intake::{Notation, read_data, read_form};
use jiheng_law::Law;
use jiheng_report::entry::EntryForm;
use jiheng_report::settle;

#[test]
fn samples_score_as_they_say_and_pass_through_the_form() {
    let law = Law::builtin().unwrap();
    for (text, total) in [
        (include_str!("../../../samples/evaluations/tiancheng-figures.toml"), "95.35"),
        (include_str!("../../../samples/evaluations/irrigation.toml"), "95.93"),
    ] {
        let submission = read_data(text, Notation::Toml).unwrap();
        let settled = settle(&submission, &law).unwrap();
        assert_eq!(settled.sheet.total.map(plain).as_deref(), Some(total));
        assert!(text.contains(&format!("总分 {total}，等级“{}”", settled.sheet.grade.unwrap())));
        let form = EntryForm::new(&submission, &law, 6).unwrap().xlsx().unwrap();
        let back = read_form(&jiheng_document::read(&form).unwrap(), &law).unwrap();
        assert_eq!(back, submission);
    }
}

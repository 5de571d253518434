//! What is written into an entry form is read out of it again, and `check` has nothing against it.

#![allow(clippy::unwrap_used)]

mod random;

use jiheng_base::Level;
use jiheng_base::evaluation::{Evaluation, Indicator, Stated};
use jiheng_check::{Options, check};
use jiheng_intake::read_form;
use jiheng_law::Law;
use jiheng_report::entry::EntryForm;
use jiheng_report::{Submission, settle};
use random::Random;

fn written(submission: &Submission, law: &Law) -> Vec<u8> {
    EntryForm::new(submission, law, 6).unwrap().xlsx().unwrap()
}

fn read(bytes: &[u8], law: &Law) -> Submission {
    read_form(&jiheng_document::read(bytes).unwrap(), law).unwrap()
}

fn all(law: &Law, seeds: u64, mut each: impl FnMut(&Submission)) {
    for scheme in law.schemes.iter().map(|s| s.id.as_str()) {
        for seed in 0..seeds {
            each(&Random::new(seed).submission(scheme, law));
        }
    }
}

#[test]
fn a_form_gives_back_what_was_written() {
    let law = Law::builtin().unwrap();
    all(&law, 70, |submission| {
        let back = read(&written(submission, &law), &law);
        assert_eq!(back, *submission);
        let scored = |s: &Submission| settle(s, &law).unwrap().submission.evaluation;
        assert_eq!(scored(&back), scored(submission));
    });
}

/// What the reader of `check` and that of the form must agree on.
fn shown(indicator: &Indicator) -> Indicator {
    let mut shown = indicator.clone();
    // Places are of the document alone.
    let bare = |text: &mut Stated<_>| text.place = None;
    shown.names.iter_mut().for_each(bare);
    shown.target.iter_mut().for_each(|t| t.place = None);
    shown.actual.iter_mut().for_each(|a| a.place = None);
    shown.weight.iter_mut().for_each(|w| w.place = None);
    shown.score.iter_mut().for_each(|s| s.place = None);
    // Lines of a cell run on, and an empty cell goes with the one above it.
    let reason = shown.reason.take().map(|r| r.value.replace('\n', ""));
    shown.reason = reason.map(Stated::typed);
    shown.category = None;
    shown
}

#[test]
fn the_reader_of_check_sees_the_same_indicators_and_no_error() {
    let law = Law::builtin().unwrap();
    all(&law, 8, |submission| {
        let bytes = written(submission, &law);
        let document = jiheng_document::read(&bytes).unwrap();
        let seen = jiheng_facts::extract(&document, &law).evaluation;
        let indicators = |e: &Evaluation| e.indicators.iter().map(shown).collect::<Vec<_>>();
        assert_eq!(indicators(&seen), indicators(&submission.evaluation));
        let options = Options { scheme: submission.scheme.clone(), ..Options::default() };
        let report = check(&bytes, &law, &options).unwrap();
        let errors: Vec<_> = report.findings.iter().filter(|f| f.level == Level::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    });
}

//! What holds a report back: errors that are neither mended nor explained.

use crate::Refusal;

/// A finding of level error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    /// What tells it from others, and stays when the text moves.
    pub fingerprint: String,
    /// The code of the rule.
    pub code: String,
    /// What is wrong, in a sentence.
    pub message: String,
}

/// Why an error may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenReason {
    /// Which finding.
    pub fingerprint: String,
    /// In the words of the unit.
    pub text: String,
}

/// The errors that no reason answers, in words.
#[must_use]
pub fn open_errors(errors: &[OpenError], reasons: &[WrittenReason]) -> Vec<String> {
    let answered = |e: &&OpenError| {
        reasons.iter().any(|r| r.fingerprint == e.fingerprint && !r.text.trim().is_empty())
    };
    errors.iter().filter(|e| !answered(e)).map(|e| format!("{} {}", e.code, e.message)).collect()
}

/// Lets a report pass when every error is answered.
///
/// # Errors
/// [`Refusal::OpenErrors`].
pub fn gate(errors: &[OpenError], reasons: &[WrittenReason]) -> Result<(), Refusal> {
    let open = open_errors(errors, reasons);
    if open.is_empty() { Ok(()) } else { Err(Refusal::OpenErrors(open)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(fingerprint: &str) -> OpenError {
        OpenError {
            fingerprint: fingerprint.into(),
            code: "I001".into(),
            message: "合计应为 3".into(),
        }
    }

    fn reason(fingerprint: &str, text: &str) -> WrittenReason {
        WrittenReason { fingerprint: fingerprint.into(), text: text.into() }
    }

    #[test]
    fn every_error_needs_its_own_reason() {
        let errors = [error("a"), error("b")];
        let refused = gate(&errors, &[reason("a", "口径不同"), reason("c", "…")]);
        assert_eq!(refused, Err(Refusal::OpenErrors(vec!["I001 合计应为 3".into()])));
        assert_eq!(gate(&errors, &[reason("a", "口径不同"), reason("b", "见附件")]), Ok(()));
        assert!(gate(&errors[..1], &[reason("a", "　")]).is_err());
        assert_eq!(gate(&[], &[]), Ok(()));
    }
}

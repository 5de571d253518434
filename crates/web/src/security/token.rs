//! Tokens that nobody can guess.

/// 256 bits in hexadecimal.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn fresh() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two tokens are the same; how long it takes does not tell how much of them is.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && !one.is_empty() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_its_own() {
        let [one, other] = [fresh().unwrap(), fresh().unwrap()];
        assert_eq!(one.len(), 64);
        assert!(same(&one, &one.clone()) && !same(&one, &other));
        assert!(!same("", "") && !same("ab", "abc"));
    }
}

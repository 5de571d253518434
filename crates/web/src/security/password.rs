//! Passwords: what is asked of them, how they are kept, and for how long a guesser must wait.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use jiheng_domain::Moment;

/// Shorter ones are guessed; what is long enough needs no kinds of characters.
const LEAST_CHARS: usize = 10;
const MOST_CHARS: usize = 128;
/// A short one needs so many of the four kinds of characters.
const LEAST_KINDS: usize = 3;
const LONG_ENOUGH: usize = 16;

/// From this failed attempt on, the account is closed for a while.
const LOCK_AFTER: i64 = 5;
const LOCK_MINUTES: i64 = 15;
const MINUTE: i64 = 60_000;

/// 19 MiB, two passes: what OWASP asks for at least.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// What is wrong with a new password, if anything.
pub(crate) fn fault(password: &str, login: &str) -> Option<String> {
    let length = password.chars().count();
    if length < LEAST_CHARS {
        return Some(format!("密码至少 {LEAST_CHARS} 位"));
    }
    if length > MOST_CHARS {
        return Some(format!("密码最多 {MOST_CHARS} 位"));
    }
    let lower = password.to_lowercase();
    if !login.is_empty() && lower.contains(&login.to_lowercase()) {
        return Some("密码里不能有登录名".into());
    }
    let mut chars = password.chars();
    let first = chars.next();
    if chars.all(|c| Some(c) == first) {
        return Some("密码不能只是一个字符的重复".into());
    }
    let kinds: [fn(char) -> bool; 4] = [
        |c| c.is_lowercase(),
        |c| c.is_uppercase(),
        |c| c.is_numeric(),
        |c| !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric(),
    ];
    let used = kinds.iter().filter(|kind| password.chars().any(**kind)).count();
    (length < LONG_ENOUGH && used < LEAST_KINDS).then(|| {
        format!("密码应有大写字母、小写字母、数字、符号中的三种；满 {LONG_ENOUGH} 位的不限")
    })
}

/// The hash that is stored. Takes tens of milliseconds on purpose.
///
/// # Errors
/// When the system gives no salt.
pub fn hash(password: &str) -> Result<String, String> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|e| e.to_string())?;
    let salt = SaltString::encode_b64(&salt).map_err(|e| e.to_string())?;
    let hash = argon2().hash_password(password.as_bytes(), &salt).map_err(|e| e.to_string())?;
    Ok(hash.to_string())
}

/// Whether a password is the one whose hash is stored.
pub(crate) fn verify(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Costs as much as a verification: a name that nobody has is not told by a quicker answer.
pub(crate) fn verify_nothing(password: &str) {
    let _ = hash(password);
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Until when an account is closed after one more failed attempt.
pub(crate) fn locked_until(failures_before: i64, now: Moment) -> Option<Moment> {
    (failures_before + 1 >= LOCK_AFTER).then(|| Moment(now.0 + LOCK_MINUTES * MINUTE))
}

/// A first password that can be read out over the telephone: no characters that look alike.
///
/// # Errors
/// When the system gives no random bytes.
pub fn initial() -> Result<String, getrandom::Error> {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes)?;
    let letters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["", "Abc123!", "aaaaaaaaaaaaaaaaaaaa", "zhangsan2026AB", "abcdefghijkl"] {
            assert!(fault(weak, "zhangsan").is_some(), "{weak}");
        }
        for good in ["Qinghe-2026-x", "云岭灌区渠道维修养护春灌以前完工", &initial().unwrap()]
        {
            assert_eq!(fault(good, "zhangsan"), None, "{good}");
        }
    }

    #[test]
    fn a_password_is_known_by_its_hash_alone() {
        let phc = hash("Qinghe-2026-x").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify("Qinghe-2026-x", &phc));
        assert!(!verify("Qinghe-2026-y", &phc) && !verify("Qinghe-2026-x", "broken"));
        assert_ne!(phc, hash("Qinghe-2026-x").unwrap(), "each has its own salt");
    }

    #[test]
    fn the_fifth_failure_closes_the_account() {
        assert_eq!(locked_until(3, Moment(0)), None);
        assert_eq!(locked_until(4, Moment(0)), Some(Moment(900_000)));
    }
}

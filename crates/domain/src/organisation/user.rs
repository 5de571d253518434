//! People with an account.

use crate::{Refusal, UserId};
use serde::{Deserialize, Serialize};

/// A person with an account. Whoever leaves is made inactive, so that what they did keeps its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name to sign in with; unique.
    pub login: String,
    /// The name of the person.
    pub name: String,
    /// Whether the person may sign in.
    pub active: bool,
}

impl User {
    /// A sign-in name in the one way that it is stored: without blanks, in small letters.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn check_login(login: &str) -> Result<String, Refusal> {
        let login = login.trim().to_lowercase();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
        match login.chars().count() {
            2..=64 if login.chars().all(plain) => Ok(login),
            2..=64 => Err(Refusal::Field {
                field: "登录名",
                wrong: "只能用汉字、字母、数字和 . _ - @",
            }),
            _ => Err(Refusal::Field { field: "登录名", wrong: "应有 2 至 64 个字" }),
        }
    }

    /// A name without blanks around it.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn check_name(name: &str) -> Result<String, Refusal> {
        let name = name.trim();
        match name.chars().count() {
            1..=50 => Ok(name.to_owned()),
            _ => Err(Refusal::Field { field: "姓名", wrong: "应有 1 至 50 个字" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_one_spelling() {
        assert_eq!(User::check_login(" Li.Hua ").unwrap(), "li.hua");
        assert_eq!(User::check_login("李华").unwrap(), "李华");
        for wrong in ["a", "li hua", "a/b", "'; drop", ""] {
            assert!(User::check_login(wrong).is_err(), "{wrong}");
        }
    }
}

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
    /// The telephone at the office; empty where it is not known.
    #[serde(default)]
    pub phone: String,
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

    /// A telephone number without blanks around it; it may be left out.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn check_phone(phone: &str) -> Result<String, Refusal> {
        let phone = phone.trim();
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ');
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        if phone.is_empty() || (phone.chars().all(plain) && (3..=20).contains(&digits)) {
            Ok(phone.to_owned())
        } else {
            Err(Refusal::Field { field: "电话", wrong: "只写数字，分机前加 -" })
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

    #[test]
    fn a_telephone_is_digits_or_nothing() {
        for right in ["", "0715-3398001", "+86 13800000000", "3398001-12"] {
            assert_eq!(User::check_phone(right).unwrap(), right);
        }
        for wrong in ["李华", "12", "１３８００００００００", "-"] {
            assert!(User::check_phone(wrong).is_err(), "{wrong}");
        }
    }
}

//! Three administrators in three persons, none of whom takes part in the business.

use super::Role;
use crate::Refusal;

/// Whether a person who holds some roles may be given one more.
///
/// # Errors
/// [`Refusal::AdministratorsApart`] or [`Refusal::AdministratorOutOfBusiness`].
pub fn may_hold(held: &[Role], more: Role) -> Result<(), Refusal> {
    for &role in held {
        match (role.is_administrator(), more.is_administrator()) {
            (true, true) if role != more => return Err(Refusal::AdministratorsApart(role, more)),
            (true, false) | (false, true) => {
                return Err(Refusal::AdministratorOutOfBusiness(role, more));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_roles() {
        for &held in Role::ALL {
            for &more in Role::ALL {
                let apart = match (held.is_administrator(), more.is_administrator()) {
                    (true, true) => held != more,
                    (false, false) => false,
                    _ => true,
                };
                assert_eq!(may_hold(&[held], more).is_err(), apart, "{held} {more}");
            }
        }
        assert_eq!(may_hold(&[], Role::AuditAdmin), Ok(()));
        let refused = may_hold(&[Role::Clerk, Role::Observer], Role::SystemAdmin);
        assert!(matches!(refused, Err(Refusal::AdministratorOutOfBusiness(Role::Clerk, _))));
    }
}

//! People by their names.

use crate::http::Problem;
use jiheng_domain::UserId;
use jiheng_store::Reader;
use std::collections::HashMap;

/// The names of all people.
pub(crate) struct Names(HashMap<UserId, String>);

impl Names {
    pub(crate) async fn read(reader: &mut Reader) -> Result<Self, Problem> {
        let users = reader.users().await?;
        Ok(Self(users.into_iter().map(|u| (u.value.id, u.value.name)).collect()))
    }

    pub(crate) fn of(&self, id: UserId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

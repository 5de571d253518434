//! An invented county, so that a visitor sees every page alive: units, people, this year's reports
//! in every state, those of former years approved.
//!
//! All of it goes through the functions of the store that the pages use. The same number of units
//! gives the same county, but for the ids and the times.

mod content;
mod dice;
mod flow;
mod people;
mod place;
mod years;

use content::Contents;
use jiheng_domain::{Moment, Refusal};
use jiheng_store::{Actor, Store, StoreError};
use jiheng_web::engine::Engine;
use people::People;
use thiserror::Error;

/// Units that are filled in to the last field; those beyond make a county large.
const WHOLE_UNITS: usize = 12;
const PROJECTS: usize = 3;
/// In a large county.
const MANY_PROJECTS: usize = 50;
const DAY: i64 = 86_400_000;

/// Why there is no county.
#[derive(Debug, Error)]
pub enum DemoError {
    /// The data cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document cannot be made, or there is no password.
    #[error("无法生成演示数据：{0}")]
    Made(String),
}

impl From<Refusal> for DemoError {
    fn from(refusal: Refusal) -> Self {
        Self::Store(refusal.into())
    }
}

/// A county that was made.
#[derive(Debug, Clone)]
pub struct County {
    /// The password of everybody.
    pub password: String,
    /// Names to sign in with, and what they are.
    pub people: Vec<(String, String)>,
    /// How many reports there are.
    pub reports: usize,
}

/// Makes a county of so many units in an empty store.
///
/// # Errors
/// [`DemoError`].
pub async fn build(store: &Store, units: usize, now: Moment) -> Result<County, DemoError> {
    let engine = Engine::new().map_err(|e| DemoError::Made(e.to_string()))?;
    let password = jiheng_web::initial_password().map_err(|e| DemoError::Made(e.to_string()))?;
    let phc = jiheng_web::hash_password(&password).map_err(DemoError::Made)?;
    let places = place::places(units.max(1));
    let people = People::build(store, &places, &phc, before(now, 400)).await?;
    let many = units > WHOLE_UNITS;
    let projects = if many { MANY_PROJECTS } else { PROJECTS };
    let mut contents = Contents::new(&engine);
    let this_year = now.day().year.saturating_sub(1);
    let mut reports = 0;
    let former = if many { 2 } else { 1 };
    for back in (1..=former).rev() {
        let year = this_year.saturating_sub(back);
        let at = before(now, 365 * i64::from(back));
        let county = years::Year { store, people: &people, places: &places, projects, year, at };
        reports += county.former(&mut contents).await?;
    }
    let county =
        years::Year { store, people: &people, places: &places, projects, year: this_year, at: now };
    reports += county.current(&mut contents).await?;
    Ok(County { password, people: people.told(), reports })
}

/// So many days before.
fn before(now: Moment, days: i64) -> Moment {
    Moment(now.0 - days * DAY)
}

/// In the name of a person, in the office.
fn person(user: jiheng_domain::UserId, at: Moment) -> Actor {
    Actor::person(user, "演示", at)
}

#[cfg(test)]
mod tests;

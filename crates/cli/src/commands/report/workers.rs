//! Work on several cores.
//!
//! The typesetter divides its own work by rayon. A thread of rayon that waits for it would take up the
//! next document meanwhile, and so on until its stack is full; these threads only wait.

use anyhow::{Context, Result};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// The results of `work` in the order of the items.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let count = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut done = thread::scope(|scope| {
        let spawn = |_| Builder::new().spawn_scoped(scope, run);
        let threads = (0..count).map(spawn).collect::<Result<Vec<_>, _>>();
        let threads = threads.context("无法启动线程")?;
        let join = |thread: thread::ScopedJoinHandle<'_, Vec<(usize, R)>>| {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        anyhow::Ok(threads.into_iter().flat_map(join).collect::<Vec<_>>())
    })?;
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..100).collect();
        assert_eq!(
            map(&items, |i| i * 2).unwrap(),
            items.iter().map(|i| i * 2).collect::<Vec<_>>()
        );
        assert!(map(&[], |i: &u32| *i).unwrap().is_empty());
    }
}

//! Work on the lines of a schedule, shared among threads. Who does what part never shows in a result.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::book::ZONE;

/// Batches below which another thread costs more than it saves.
const WORTH_A_THREAD: usize = 4;

/// As many threads as the machine has processors for.
pub fn all_threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does `work` on parts of the lines, each a whole number of batches but the last; results in the order of the lines.
pub(super) fn in_parts<T: Send>(
    lines: usize,
    threads: NonZeroUsize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let batches = lines.div_ceil(ZONE);
    let parts = batches.div_ceil(WORTH_A_THREAD).clamp(1, threads.get());
    let size = batches.div_ceil(parts).max(1).saturating_mul(ZONE);
    let ranges = (0..parts).map(|part| {
        let start = part.saturating_mul(size).min(lines);
        start..start.saturating_add(size).min(lines)
    });
    let work = &work;
    std::thread::scope(|scope| {
        let mut ranges = ranges;
        let first = ranges.next();
        let others: Vec<_> = ranges.map(|range| scope.spawn(move || work(range))).collect();
        let first = first.map(work);
        let others = others.into_iter().map(|other| match other.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        first.into_iter().chain(others).collect()
    })
}

/// The batches of some lines.
pub(super) fn batches(lines: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = lines.end;
    lines.step_by(ZONE).map(move |start| start..start.saturating_add(ZONE).min(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_one_part_and_in_order() {
        for lines in [0, 1, 1_023, 1_024, 5_000, 100_000] {
            for threads in [1, 2, 3, 16] {
                let parts = in_parts(lines, NonZeroUsize::new(threads).unwrap(), |range| {
                    batches(range).flatten().collect::<Vec<_>>()
                });
                assert_eq!(parts.concat(), (0..lines).collect::<Vec<_>>(), "{lines} {threads}");
            }
        }
    }
}

//! A line on standard error while a long run goes on.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const INTERVAL: Duration = Duration::from_millis(100);

/// Does the work; meanwhile, if `wanted` and standard error is a terminal, shows how many of `total` notes are `done`.
pub fn during<T>(wanted: bool, done: &AtomicUsize, total: usize, work: impl FnOnce() -> T) -> T {
    if !wanted || !stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // Dropping the sender ends the thread, also when the work panics.
        let (sender, receiver) = channel::<()>();
        scope.spawn(move || {
            let mut wait = PATIENCE;
            let mut shown = false;
            while receiver.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let done = done.load(Ordering::Relaxed);
                let _ = write!(stderr(), "\r\x1b[Kchecking: {done} of {total} notes");
                (wait, shown) = (INTERVAL, true);
            }
            if shown {
                let _ = write!(stderr(), "\r\x1b[K");
            }
        });
        let result = work();
        drop(sender);
        result
    })
}

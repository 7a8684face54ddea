//! Standard output: buffered, coloured only where that is wanted, quiet when the reader has left.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Lets `print` write to standard output. A reader that closes the pipe early (`| head`) is no error.
///
/// # Errors
/// Other failures to write.
pub fn print(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()));
    let written = print(&mut out).and_then(|()| out.flush());
    // What is left in the buffer has no reader: dropping the buffer would try to write it again.
    let _ = out.into_parts();
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

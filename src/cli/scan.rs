//! The scanner that looks at papers, as it is set.

use clap::Args;

use crate::error::Error;
use crate::service::scan::clamd::Clamd;

/// Where the scanner is: papers are not looked at where no place is named.
#[derive(Debug, Args)]
pub(super) struct Scanner {
    /// The clamd that looks at papers before anybody opens them: HOST:PORT, or the path of its socket
    #[arg(long, env = "XINBU_CLAMD", value_name = "PLACE")]
    clamd: Option<String>,
}

impl Scanner {
    /// The scanner that was set, if one was.
    ///
    /// # Errors
    /// [`domain::refusal::Code::ScannerAddress`].
    pub(super) fn scanner(&self) -> Result<Option<Clamd>, Error> {
        Ok(self.clamd.as_deref().map(Clamd::parse).transpose()?)
    }
}

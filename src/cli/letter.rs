//! How letters are made, as it is set.

use std::path::PathBuf;

use clap::Args;

/// How letters are made.
#[derive(Debug, Args)]
#[command(next_help_heading = "Letters")]
pub(super) struct Letters {
    /// Folder of the fonts for letters, with one that has Chinese; without it those of the system
    #[arg(long, env = "XINBU_FONTS", value_name = "DIR")]
    pub(super) fonts: Option<PathBuf>,
}

//! `xinbu demo`: the whole path on invented data, its proof, and the pages; `xinbu demo-data` makes the files again.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::refusal::{Code, Fact, Refusal};

use super::output::Out;
use super::server::{listen, log_to_stderr};
use super::{block_on, unreadable};
use crate::clock::Clock;
use crate::config::{Config, Limits, Storage, Uploads, ZONE};
use crate::demo::{driver, generate};
use crate::error::Error;

/// Arguments of `xinbu demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Folder of the demonstration; made anew each time
    #[arg(long, default_value = "demo-data")]
    dir: PathBuf,
    /// Port on 127.0.0.1 where the pages are served afterwards
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// End after the proof
    #[arg(long)]
    no_serve: bool,
}

pub(super) fn run(out: Out, command: &Demo) -> Result<bool, Error> {
    let config = Config {
        database: format!("sqlite:{}", command.dir.join("xinbu.sqlite").display()),
        limits: Limits::default(),
        storage: Storage::Database,
        acknowledged: None,
        listen: format!("127.0.0.1:{}", command.port),
        zone: ZONE,
        https: false,
        proxies: Vec::new(),
        uploads: Uploads::default(),
    };
    block_on(async {
        // The port is taken first: nobody should watch the whole path and then be told that it is in use.
        let listener = if command.no_serve { None } else { Some(listen(&config.listen).await?) };
        let ended = driver::run(&command.dir, &config, &mut |line| out.line(line), out.lang).await?;
        for line in super::verify::lines(out.lang, &ended.findings) {
            out.line(&format!("   {line}"));
        }
        out.line("");
        out.line(&out.lang.t(if ended.proved { "demo-good" } else { "demo-bad" }));
        if let Some(listener) = listener {
            log_to_stderr();
            out.line("");
            let address = format!("http://{}", config.listen);
            out.line(&out.lang.tv("demo-serving", &[("address", address.into())]));
            let workers = tokio::spawn(crate::job::serve(ended.app.clone(), crate::web::asked_to_stop()));
            // Telephones know nothing of the demonstration's clock.
            let mut app = ended.app;
            app.devices = Clock::system(ZONE);
            crate::web::serve(app, &config, listener, None).await;
            workers.await.map_err(|e| crate::error::Fault::from_cause("the workers stopped", e))?;
        }
        Ok(ended.proved)
    })
}

/// Writes the demonstration files into a folder.
pub(super) fn data(out: Out, folder: &Path) -> Result<bool, Error> {
    std::fs::create_dir_all(folder).map_err(|e| unreadable(folder, &e))?;
    for file in generate::files(generate::SEED)? {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.bytes).map_err(|e| {
            Refusal::new(Code::FileUnreadable)
                .with("path", Fact::Text(path.display().to_string()))
                .with("why", crate::error::why(&e))
        })?;
        out.line(&path.display().to_string());
    }
    Ok(true)
}

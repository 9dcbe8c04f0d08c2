//! Which of several servers takes writes, at the start and afterwards.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{self, Connection as _, PgConnection};

use super::standing::{Asked, Standing};
use super::{PROMPT, Purpose, Server, connect, prompt, told};
use kernel::error::Error;

/// How often the server is asked while the program serves.
const EVERY: Duration = Duration::from_millis(500);

/// The server of an address that may be used; all are asked at once.
///
/// # Errors
/// Why the last one may not be used or cannot be reached.
pub(crate) async fn find(
    address: &super::Address,
    standing: &Arc<Standing>,
    purpose: Purpose,
) -> Result<PgConnectOptions, Error> {
    let mut asking = tokio::task::JoinSet::new();
    for (name, options) in address.servers() {
        let (name, options) = (name.to_owned(), options.clone());
        asking.spawn(async move {
            let asked = once(&options).await;
            (name, options, asked)
        });
    }
    let (mut good, mut last): (Option<(i64, PgConnectOptions)>, Option<Error>) = (None, None);
    let mut unfit = None;
    let known = standing.timeline();
    while let Some(asked) = asking.join_next().await {
        let Ok((name, options, asked)) = asked else { continue };
        match asked {
            Err(error) => {
                let error = told(error);
                // A refusal says more than silence.
                if last.is_none() || error.trouble() != Some(kernel::error::Trouble::Away) {
                    last = Some(error);
                }
            }
            Ok(_) if purpose == Purpose::Look => return Ok(options),
            Ok(asked) => match standing.weigh(&asked) {
                None => {
                    let timeline = asked.timeline();
                    if good.as_ref().is_none_or(|(best, _)| *best < timeline) {
                        tracing::debug!(server = name, timeline, "this server takes writes");
                        good = Some((timeline, options));
                        // It writes the newest timeline that was ever seen: nobody needs to wait for the silent.
                        if known > 0 && timeline >= known {
                            break;
                        }
                    }
                }
                Some(why) => {
                    last = Some(why.refusal().into());
                    unfit = Some(why);
                }
            },
        }
    }
    match (good, last) {
        (Some((_, options)), _) => {
            standing.remember(None);
            Ok(options)
        }
        (None, Some(error)) => {
            standing.remember(unfit);
            Err(error)
        }
        (None, None) => Err(told(sqlx::Error::PoolTimedOut)),
    }
}

async fn once(options: &PgConnectOptions) -> Result<Asked, sqlx::Error> {
    let mut connection = connect(options).await?;
    let asked = prompt(PROMPT, Asked::ask(&mut connection)).await;
    let _ = prompt(PROMPT, connection.close()).await;
    asked
}

impl Server {
    /// Asks the server again and again while its pools are open, and leads them to another one where it is not to be used
    /// any more. Without it they would learn of a new one by failing.
    pub(crate) async fn watch(self: Arc<Self>) {
        let mut held: Option<PgConnection> = None;
        while !self.pools.iter().any(sqlx::Pool::is_closed) {
            tokio::time::sleep(EVERY).await;
            if let Some(connection) = &mut held {
                match prompt(PROMPT, Asked::ask(connection)).await {
                    Ok(asked) if self.standing.judge(&asked).is_none() => continue,
                    Ok(_) | Err(_) => {
                        held = None;
                        self.standing.amiss();
                    }
                }
            }
            let before = self.standing.timeline();
            let Ok(options) = find(&self.address, &self.standing, Purpose::Work).await else {
                self.standing.amiss();
                continue;
            };
            for pool in &self.pools {
                pool.set_connect_options(options.clone());
            }
            if self.standing.timeline() > before {
                self.standing.moved();
            }
            held = connect(&options).await.ok();
        }
    }
}

//! The workers of a process that serves: they do what acts and clocks left to be done, until the process is told to stop.

use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::service::App;
use crate::service::job::clock::ring;
use crate::service::job::work;
use crate::service::job::{letter, mail};

/// Jobs that a process does at a time, so that a long one holds no short one up.
const WORKERS: usize = 2;

/// How often a worker looks for what others queued, or what is due by the clock; what this process queued is told it at once.
const LOOKS: Duration = Duration::from_secs(1);

/// A worker that meets a fault looks again after this.
const REST: Duration = Duration::from_secs(10);

/// Works until `stop` comes about; what is not done soon then is given back to others.
pub async fn serve(app: App, stop: impl Future<Output = ()>) {
    let (told, heard) = watch::channel(false);
    let mut workers = JoinSet::new();
    for _ in 0..WORKERS {
        workers.spawn(worker(app.clone(), heard.clone()));
    }
    workers.spawn(bell(app, heard));
    stop.await;
    told.send_replace(true);
    while workers.join_next().await.is_some() {}
}

async fn worker(app: App, heard: watch::Receiver<bool>) {
    let stopped = || {
        let mut heard = heard.clone();
        // The sender lives as long as the workers do.
        async move { drop(heard.wait_for(|told| *told).await) }
    };
    while !*heard.borrow() {
        let pause = match work(&app, stopped()).await {
            Ok(true) => continue,
            Ok(false) => LOOKS,
            Err(error) => {
                tracing::warn!(?error, "jobs wait");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = app.work.notified() => {}
            () = stopped() => {}
        }
    }
}

/// How often is looked how the copies stand.
const COPIES: Duration = Duration::from_secs(60);

/// How often is looked whom there is something to tell by mail.
const MAIL: Duration = Duration::from_secs(30);

/// How often is looked what causes letters.
const LETTERS: Duration = Duration::from_secs(5);

/// Queues the work of each day when it begins, or when the program does, each copy when it is due, letters, and mail.
async fn bell(app: App, mut heard: watch::Receiver<bool>) {
    let (mut rung, mut looked, mut told, mut read) = (None, None::<Instant>, None::<Instant>, None::<Instant>);
    while !*heard.borrow() {
        let turn = (app.clock.today(), app.copies.due(&app.clock));
        if rung != Some(turn) {
            match ring(&app).await {
                Ok(()) => {
                    rung = Some(turn);
                    app.work.notify_one();
                }
                Err(error) => tracing::warn!(?error, "the work of the day is queued later"),
            }
        }
        if looked.is_none_or(|at| at.elapsed() >= COPIES) {
            match app.copies.look(&app).await {
                Ok(()) => looked = Some(Instant::now()),
                Err(error) => tracing::warn!(?error, "nobody knows how the copies stand"),
            }
        }
        if read.is_none_or(|at| at.elapsed() >= LETTERS) {
            if let Err(error) = letter::look(&app).await {
                tracing::warn!(?error, "nobody knows what causes letters");
            }
            read = Some(Instant::now());
        }
        if told.is_none_or(|at| at.elapsed() >= MAIL) {
            if let Err(error) = mail::look(&app).await {
                tracing::warn!(?error, "nobody knows whom there is something to tell by mail");
            }
            told = Some(Instant::now());
        }
        tokio::select! {
            () = tokio::time::sleep(LOOKS) => {}
            _ = heard.changed() => {}
        }
    }
}

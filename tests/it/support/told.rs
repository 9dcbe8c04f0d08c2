//! What the program tells of its own work: how often all lines of a schedule were read, and which statements were asked of a
//! connection. There is one listener for all tests, and each looks at its own schedules and connections.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;
use std::sync::{LazyLock, Mutex, Once};

use domain::id::ScheduleId;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use xinbu::store::Connection;

/// How often the lines of each schedule were read.
static READ: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
/// The texts asked of each connection that somebody listens to.
static ASKED: LazyLock<Mutex<HashMap<String, BTreeSet<String>>>> = LazyLock::new(Mutex::default);

struct Listener;

#[derive(Default)]
struct Told {
    schedule: Option<String>,
    connection: String,
    text: String,
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "text" {
            value.clone_into(&mut self.text);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "schedule" => self.schedule = Some(format!("{value:?}")),
            "connection" => self.connection = format!("{value:?}"),
            _ => {}
        }
    }
}

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        if let Some(schedule) = told.schedule {
            *READ.lock().unwrap().entry(schedule).or_default() += 1;
        } else if let Some(asked) = ASKED.lock().unwrap().get_mut(&told.connection) {
            asked.insert(told.text);
        }
    }
}

/// Listens from now on.
pub fn listen() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let own =
            Targets::new().with_target("xinbu::lines", Level::DEBUG).with_target("xinbu::statements", Level::TRACE);
        let listener = tracing_subscriber::registry().with(Listener.with_filter(own));
        tracing::subscriber::set_global_default(listener).unwrap();
    });
}

/// How often the lines of a schedule were read so far.
pub fn read_of(schedule: ScheduleId) -> usize {
    READ.lock().unwrap().get(&schedule.to_string()).copied().unwrap_or(0)
}

/// Listens to a connection from now on.
pub fn listen_to(connection: &Connection) {
    listen();
    ASKED.lock().unwrap().entry(format!("{:?}", std::ptr::from_ref(connection))).or_default();
}

/// The texts that were asked of it since.
pub fn asked_of(connection: &Connection) -> BTreeSet<String> {
    ASKED.lock().unwrap().remove(&format!("{:?}", std::ptr::from_ref(connection))).unwrap_or_default()
}

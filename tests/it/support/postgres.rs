//! A throw-away PostgreSQL: one cluster for the process, reached by a unix socket only.
//!
//! A shell owns the cluster and waits on a pipe that this process holds open. However the process ends, the pipe closes,
//! and the shell stops the server and removes its folder. Settings that money rests on stay as a real installation has
//! them, so the tests need no exception from the program's own checks.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Says the folder of the socket when the server answers, then waits for the end of its input.
const KEEPER: &str = r#"
set -u
dir=$(mktemp -d "${TMPDIR:-/tmp}/xinbu-postgres.XXXXXX") || exit 1
fail() { cat "$dir/log" >&2; rm -rf "$dir"; exit 1; }
"$1/initdb" --no-sync --auth=trust --locale=C.UTF-8 --encoding=UTF8 --username=postgres --pgdata="$dir/data" \
    >"$dir/log" 2>&1 || fail
"$1/postgres" -D "$dir/data" -k "$dir" -h '' -c max_connections=500 -c wal_level=minimal -c max_wal_senders=0 \
    >"$dir/log" 2>&1 &
server=$!
tries=0
until "$1/pg_isready" --quiet --host="$dir"; do
    kill -0 "$server" 2>/dev/null && [ "$tries" -lt 600 ] || fail
    tries=$((tries + 1))
    sleep 0.05
done
echo "$dir"
read -r _
kill -QUIT "$server"
wait "$server"
rm -rf "$dir"
"#;

struct Cluster {
    folder: PathBuf,
    /// Holds the pipe; the shell stops the server when it closes.
    _keeper: Child,
}

/// The URL of a database of the cluster, which is started at the first call; none when PostgreSQL is not installed.
///
/// # Panics
/// When PostgreSQL is missing in CI, or installed and does not start.
pub fn url(database: &str) -> Option<String> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| {
        let Some(programs) = programs() else {
            assert!(!in_ci(), "PostgreSQL is not installed; in CI nothing is skipped");
            eprintln!("SKIPPED: PostgreSQL is not installed; every test on PostgreSQL is skipped (see tests/run)");
            return None;
        };
        Some(start(&programs))
    });
    let folder = cluster.as_ref()?.folder.display();
    Some(format!("postgres://postgres@localhost/{database}?host={folder}"))
}

#[expect(clippy::disallowed_methods, reason = "whether this is CI is no setting of the program")]
fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

/// The folder of `initdb` and `postgres`: the newest of Debian's, or the one on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|v| v.path().join("bin")).collect();
    folders.sort_by_key(|f| f.parent().and_then(Path::file_name).and_then(|v| v.to_str()?.parse::<u32>().ok()));
    folders.reverse();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        folders.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    folders.into_iter().find(|f| ["initdb", "postgres", "pg_isready"].iter().all(|p| f.join(p).is_file()))
}

fn start(programs: &Path) -> Cluster {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(KEEPER).arg("keeper").arg(programs).current_dir("/");
    // A process group of its own: an interrupt from the keyboard must not stop the shell before it has cleaned up.
    shell.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
    if let Some((user, group)) = other_user() {
        shell.uid(user).gid(group);
    }
    let mut keeper = shell.spawn().unwrap();
    let mut folder = String::new();
    BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    assert!(!folder.trim().is_empty(), "PostgreSQL did not start; its log stands above");
    Cluster { folder: PathBuf::from(folder.trim()), _keeper: keeper }
}

/// The server refuses to run as root: the ids of `postgres`, or of `nobody`, when this process is root's.
fn other_user() -> Option<(u32, u32)> {
    let root = std::fs::read_to_string("/proc/self/status").ok()?.lines().any(|l| l.starts_with("Uid:\t0\t"));
    if !root {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let line = users.lines().find(|l| l.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids("postgres").or_else(|| ids("nobody"))
}

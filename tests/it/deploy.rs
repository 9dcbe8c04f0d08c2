//! What `deploy/` says of the program is what the program is: its settings, commands, ports and times.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use xinbu::config::UPLOAD_MEGABYTES;
use xinbu::web::LAST;

use crate::command_line::{said, status, xinbu};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `deploy/`, by its name.
fn files() -> BTreeMap<String, String> {
    let found = fs::read_dir(root().join("deploy")).unwrap().map(|entry| entry.unwrap().path());
    let read = found.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    read.collect()
}

/// The names that begin with `XINBU_` in a text.
fn settings_in(text: &str) -> BTreeSet<String> {
    let name =
        |rest: &str| rest.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '_').collect();
    text.split("XINBU_").skip(1).map(name).map(|rest: String| format!("XINBU_{}", rest.trim_end_matches('_'))).collect()
}

/// The settings that the command line declares.
fn settings() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root().join("src/cli")];
    let mut sources = vec![root().join("src/cli.rs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { sources.push(path) }
        }
    }
    for source in sources {
        let text = fs::read_to_string(source).unwrap();
        found.extend(
            text.split("env = \"XINBU_").skip(1).map(|rest| format!("XINBU_{}", rest.split('"').next().unwrap())),
        );
    }
    assert!(found.len() > 20, "{found:?}");
    found
}

#[test]
fn a_setting_that_is_named_is_one_of_the_program_and_the_readme_explains_each() {
    let settings = settings();
    for (name, text) in files() {
        let unknown: Vec<_> = settings_in(&text).into_iter().filter(|s| !settings.contains(s)).collect();
        assert!(unknown.is_empty(), "deploy/{name}: the program reads no {unknown:?}");
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows: String = readme
        .lines()
        .filter(|line| line.starts_with("| `XINBU_"))
        .map(|line| line.split(" | ").next().unwrap())
        .collect();
    let explained = settings_in(&rows);
    let missing: Vec<_> = settings.difference(&explained).collect();
    assert!(missing.is_empty(), "no row of the table of settings in README.md: {missing:?}");
}

/// What is typed: the lines of the unit, of the containers and of the blocks of the page that call the program.
fn calls(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for line in
        text.lines().map(|line| line.split(" #").next().unwrap()).filter(|line| !line.trim_start().starts_with('#'))
    {
        for part in line.split(['`', '|', ';', '(', ')', '[', ']']) {
            let words: Vec<&str> =
                part.split(|c: char| c.is_whitespace() || "\",".contains(c)).filter(|w| !w.is_empty()).collect();
            let begins = words.iter().rposition(|w| *w == "xinbu" || w.ends_with("bin/xinbu") || *w == "xb");
            let Some(rest) = begins.map(|at| &words[at + 1..]) else { continue };
            if rest.first().is_some_and(|word| word.chars().all(|c| c.is_ascii_lowercase())) {
                found.push(rest.iter().map(|word| (*word).to_owned()).collect());
            }
        }
    }
    found
}

#[test]
fn a_command_that_is_typed_is_one_of_the_program_with_its_arguments() {
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut looked = 0;
    for (name, text) in files() {
        // What prose calls the program is no command: of a page only what stands in its blocks is typed.
        let typed = if name.ends_with(".md") {
            text.split("```").skip(1).step_by(2).collect::<Vec<_>>().join("\n")
        } else if name.ends_with(".service") {
            text.lines().filter(|line| line.starts_with("Exec")).collect::<Vec<_>>().join("\n")
        } else if name == "Containerfile" {
            text.lines().filter(|line| line.contains('[')).collect::<Vec<_>>().join("\n")
        } else {
            continue;
        };
        for call in calls(&typed) {
            let told = helps.entry(call[0].clone()).or_insert_with(|| {
                let answer = xinbu(&[&call[0], "--help"]);
                assert_eq!(status(&answer), 0, "deploy/{name}: xinbu {call:?}");
                said(&answer)
            });
            let deeper = call.get(1).filter(|word| told.contains(&format!("\n  {word} "))).cloned();
            let told = match deeper {
                Some(verb) => said(&xinbu(&[&call[0], &verb, "--help"])),
                None => told.clone(),
            };
            for flag in call.iter().filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap();
                assert!(told.contains(flag), "deploy/{name}: xinbu {call:?} has no {flag}");
            }
            looked += 1;
        }
    }
    assert!(looked > 10, "only {looked} commands were found");
}

/// The value behind a key at the beginning of a line.
fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let found = text.lines().find_map(|line| line.trim_start().strip_prefix(key));
    found.unwrap_or_else(|| panic!("there is no {key}")).trim_start_matches(['=', ' ']).trim_end_matches(';')
}

#[test]
fn ports_times_and_sizes_are_those_of_the_program() {
    let files = files();
    let (unit, nginx, caddy, container) =
        (&files["xinbu.service"], &files["nginx.conf"], &files["Caddyfile"], &files["Containerfile"]);
    // Where a line of the help ends depends on the longest option.
    let told = said(&xinbu(&["serve", "--help"])).split_whitespace().collect::<Vec<_>>().join(" ");
    let listen =
        told.split("[env: XINBU_LISTEN").nth(1).unwrap().split("[default: ").nth(1).unwrap().split(']').next().unwrap();
    let port = listen.rsplit(':').next().unwrap();
    for (name, text) in [("nginx.conf", nginx), ("Caddyfile", caddy)] {
        assert!(text.contains(listen), "deploy/{name} does not lead to {listen}");
    }
    assert_eq!(value(container, "EXPOSE"), port);
    assert!(container.contains(&format!("XINBU_LISTEN=0.0.0.0:{port}")));
    // Whoever stops the program waits longer than the program does.
    let seconds = |text: &str| text.trim_end_matches('s').parse::<u64>().unwrap();
    assert!(seconds(value(unit, "TimeoutStopSec")) > LAST.as_secs() + 1);
    let grace = files["README.md"].split("--stop-timeout ").nth(1).unwrap().split_whitespace().next().unwrap();
    assert!(seconds(grace) > LAST.as_secs() + 1);
    // What the proxy lets through is refused in words by the program, not by the proxy.
    let megabytes = |text: &str, unit: &str| text.trim_end_matches(unit).parse::<u64>().unwrap();
    assert!(megabytes(value(nginx, "client_max_body_size"), "m") > UPLOAD_MEGABYTES);
    assert!(megabytes(value(caddy, "max_size"), "MB") > UPLOAD_MEGABYTES);
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let rust = value(&cargo, "rust-version").trim_matches('"');
    assert!(container.contains(&format!("rust:{rust}-")), "the container is built with another Rust than {rust}");
}

#[test]
fn a_file_that_is_named_is_there() {
    for (name, text) in files() {
        for rest in text.split("deploy/").skip(1) {
            let file: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "._-".contains(*c)).collect();
            let file = file.trim_end_matches('.');
            assert!(
                file.is_empty() || Path::new(&root()).join("deploy").join(file).exists(),
                "deploy/{name}: deploy/{file}"
            );
        }
    }
}

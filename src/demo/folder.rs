//! The folder of a demonstration: its own, made anew each time, and never somebody else's.

use std::path::Path;

use domain::refusal::{Code, Fact, Refusal};

use crate::error::Error;

/// Says that a folder is a demonstration's.
const MARKER: &str = ".xinbu-demo";
/// The database in it.
pub const DATABASE: &str = "xinbu.sqlite";

/// The files of the demonstration, as they are in the program.
#[derive(rust_embed::RustEmbed)]
#[folder = "src/demo/data"]
struct Data;

/// A file of the demonstration.
///
/// # Errors
/// [`Code::NotFound`].
pub fn data(name: &str) -> Result<Vec<u8>, Refusal> {
    Data::get(name).map(|file| file.data.into_owned()).ok_or_else(|| Refusal::new(Code::NotFound))
}

/// Makes the folder ready: takes an earlier demonstration's database away and writes the files beside.
///
/// # Errors
/// [`Code::DemoFolder`] when it holds files and is no demonstration's; [`Code::FileUnreadable`].
pub fn prepare(folder: &Path) -> Result<(), Error> {
    let unusable = |path: &Path, e: &std::io::Error| {
        Refusal::new(Code::FileUnreadable)
            .with("path", Fact::Text(path.display().to_string()))
            .with("why", crate::error::why(e))
    };
    std::fs::create_dir_all(folder).map_err(|e| unusable(folder, &e))?;
    let marker = folder.join(MARKER);
    let empty = std::fs::read_dir(folder).map_err(|e| unusable(folder, &e))?.next().is_none();
    if !empty && !marker.is_file() {
        return Err(Refusal::new(Code::DemoFolder).with("path", Fact::Text(folder.display().to_string())).into());
    }
    std::fs::write(&marker, "").map_err(|e| unusable(&marker, &e))?;
    for suffix in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{DATABASE}{suffix}"));
        if path.exists() {
            std::fs::remove_file(&path).map_err(|e| unusable(&path, &e))?;
        }
    }
    for name in Data::iter() {
        write(folder, &name, &data(&name)?)?;
    }
    Ok(())
}

/// Writes a file into the folder.
///
/// # Errors
/// [`Code::FileUnreadable`].
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|e| {
        Refusal::new(Code::FileUnreadable)
            .with("path", Fact::Text(path.display().to_string()))
            .with("why", crate::error::why(&e))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
        assert_eq!(prepare(folder.path()).unwrap_err().code(), Some(Code::DemoFolder));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_demonstration_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let demo = folder.path().join("demo");
        prepare(&demo).unwrap();
        std::fs::write(demo.join(DATABASE), "old").unwrap();
        prepare(&demo).unwrap();
        assert!(!demo.join(DATABASE).exists());
        assert!(demo.join("guarantee-schedule.xlsx").is_file());
    }
}

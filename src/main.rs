//! The `xinbu` program: parses its arguments and calls [`xinbu::cli::run`].

fn main() -> std::process::ExitCode {
    xinbu::cli::run(std::env::args_os())
}

//! The `guillemet` command.

fn main() -> std::process::ExitCode {
    guillemet::cli::run::run()
}

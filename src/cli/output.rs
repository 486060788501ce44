//! Where a report goes, and how it looks there.

use std::io::{IsTerminal, Write};

use crate::cli::args::{Color, Format, Output, Reporting};
use crate::disk::write;
use crate::finding::report::Report;
use crate::finding::sentences;
use crate::report::text::{self, Look};
use crate::report::{concise, github, gitlab, json, junit, markdown, sarif};

/// Writes the report in one format to where it goes.
pub fn deliver(output: &Output, report: &Report, arguments: &Reporting) -> Result<(), String> {
    let Some(file) = &output.file else {
        let colour = terminal_colour(arguments.color);
        return print(&render(output.format, report, arguments.show_accepted, colour));
    };
    let text = render(output.format, report, arguments.show_accepted, false);
    write::write(file, &text).map_err(|error| sentences::not_written(&file.display().to_string(), &error.to_string()))
}

/// Whether what is printed may have colours.
pub fn terminal_colour(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Whether standard output is a terminal.
pub fn terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// The report in one format.
pub fn render(format: Format, report: &Report, show_accepted: bool, colour: bool) -> String {
    match format {
        Format::Text => text::render(report, look(show_accepted, colour)),
        Format::Concise => concise::render(report, show_accepted),
        Format::Json => json::document(report),
        Format::Jsonl => json::lines(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
        Format::Markdown => markdown::render(report),
    }
}

/// Columns of a text report: those of an ordinary wide terminal, the same wherever it is printed.
const WIDTH: usize = 120;

/// How a text report looks.
pub fn look(show_accepted: bool, colour: bool) -> Look {
    Look {
        colour,
        show_accepted,
        width: WIDTH,
    }
}

/// Prints to standard output; a reader that stopped reading is no fault.
pub fn print(text: &str) -> Result<(), String> {
    print_on(text).map(|_| ())
}

/// Prints to standard output, at once; whether anybody still reads.
pub fn print_on(text: &str) -> Result<bool, String> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(format!("could not write: {error}")),
    }
}

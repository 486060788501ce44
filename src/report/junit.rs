//! JUnit XML: a suite for each file, a case for each quote and each problem, those that pass too.
//!
//! Only what the schema of Jenkins allows is written, the strictest in use.

use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use crate::finding::report::{QuoteReport, Remark, Report};
use crate::finding::sentences;
use crate::report::excerpt::{harmless, one_line};
use crate::report::positions::Positions;
use crate::rule::Rule;
use crate::verdict::reading::Verdict;

/// The whole report. A quote fails where one of its findings fails the run; what does not fail it is
/// in the output of its case.
pub fn render(report: &Report) -> String {
    let teller = Teller {
        report,
        positions: Positions::new(report),
    };
    let mut suites: Vec<Suite> = Vec::new();
    for quote in &report.quotes {
        suite(&mut suites, &report.files[quote.file].path).push(teller.quote(quote));
    }
    for remark in report.remarks().filter(|remark| remark.quote.is_none()) {
        suite(&mut suites, remark.path).push(teller.problem(&remark));
    }
    if let Some(nothing) = report.unexamined {
        suite(&mut suites, "guillemet").push(Case {
            name: "run".to_owned(),
            status: Status::Error,
            rule: "nothing-compared",
            message: nothing.to_owned(),
            told: String::new(),
        });
    }
    let mut page = Page {
        writer: Writer::new_with_indent(Vec::new(), b' ', 2),
    };
    page.root(&suites);
    let mut text = String::from_utf8_lossy(&page.writer.into_inner()).into_owned();
    text.push('\n');
    text
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    status: Status,
    rule: &'static str,
    message: String,
    /// All there is to tell, a line or more for each finding.
    told: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Passed,
    Failure,
    Error,
    Skipped,
}

impl Status {
    /// The element that says it.
    fn element(self) -> &'static str {
        match self {
            Status::Passed => "system-out",
            Status::Failure => "failure",
            Status::Error => "error",
            Status::Skipped => "skipped",
        }
    }
}

/// The cases of the suite of that name, put in where there is none.
fn suite<'s>(suites: &'s mut Vec<Suite>, name: &str) -> &'s mut Vec<Case> {
    let at = suites.iter().position(|suite| suite.name == name);
    let at = at.unwrap_or_else(|| {
        suites.push(Suite {
            name: name.to_owned(),
            cases: Vec::new(),
        });
        suites.len() - 1
    });
    &mut suites[at].cases
}

struct Teller<'r> {
    report: &'r Report,
    positions: Positions<'r>,
}

impl Teller<'_> {
    fn quote(&self, quote: &QuoteReport) -> Case {
        let findings = quote.findings.iter();
        let findings: Vec<Remark> = findings.map(|finding| self.report.of_quote(quote, finding)).collect();
        let translated = findings.iter().find(|finding| finding.rule == Rule::TranslatedQuote);
        let failing = findings.iter().find(|finding| self.report.fails(finding));
        let (status, rule, message) = match (failing, translated) {
            (Some(first), _) => (Status::Failure, first.rule.name(), first.message),
            (None, Some(translated)) => (Status::Skipped, translated.rule.name(), translated.message),
            (None, None) if quote.verdict == Verdict::Unchecked => {
                (Status::Error, quote.verdict.name(), sentences::UNCHECKED)
            }
            (None, None) => (Status::Passed, "", ""),
        };
        Case {
            name: format!("{} #{}", quote.claim, quote.index),
            status,
            rule,
            message: message.to_owned(),
            told: findings.iter().map(|finding| self.tell(finding)).collect(),
        }
    }

    fn problem(&self, problem: &Remark) -> Case {
        let status = match self.report.fails(problem) {
            _ if problem.rule.fails_the_run() => Status::Error,
            true => Status::Failure,
            false => Status::Passed,
        };
        Case {
            name: format!("{}{}", problem.rule, self.place(problem, " ")),
            status,
            rule: problem.rule.name(),
            message: problem.message.to_owned(),
            told: self.tell(problem),
        }
    }

    /// The line and column behind `mark`, where there are any.
    fn place(&self, remark: &Remark, mark: &str) -> String {
        let start = remark.place.map(|place| self.positions.start(place));
        start.map_or_else(String::new, |start| format!("{mark}{}:{}", start.line, start.column))
    }

    /// The finding as the concise format has it, with its repair or its reason.
    fn tell(&self, remark: &Remark) -> String {
        let help = remark.help.map(|help| format!("  help: {help}\n"));
        let accepted = remark
            .accepted
            .map(|accepted| format!("  accepted: {}\n", accepted.because()));
        format!(
            "{}{}: {}[{}] {}\n{}{}",
            one_line(remark.path),
            self.place(remark, ":"),
            remark.severity.name(),
            remark.rule,
            remark.message,
            help.unwrap_or_default(),
            accepted.unwrap_or_default(),
        )
    }
}

/// A document as it is written.
struct Page {
    writer: Writer<Vec<u8>>,
}

impl Page {
    fn put(&mut self, event: Event) {
        let put = self.writer.write_event(event);
        put.expect("a list of bytes takes all that is written");
    }

    fn root(&mut self, suites: &[Suite]) {
        self.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let [tests, failures, errors, _] = counts(&suites.iter().flat_map(|suite| &suite.cases).collect::<Vec<_>>());
        let root = BytesStart::new("testsuites").with_attributes([
            ("name", "guillemet"),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", &errors),
        ]);
        self.put(Event::Start(root.borrow()));
        for suite in suites {
            self.suite(suite);
        }
        self.put(Event::End(root.to_end()));
    }

    fn suite(&mut self, suite: &Suite) {
        let [tests, failures, errors, skipped] = counts(&suite.cases.iter().collect::<Vec<_>>());
        let name = line(&suite.name);
        let element = BytesStart::new("testsuite").with_attributes([
            ("name", name.as_str()),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", &errors),
            ("skipped", &skipped),
        ]);
        self.put(Event::Start(element.borrow()));
        for case in &suite.cases {
            self.case(&name, case);
        }
        self.put(Event::End(element.to_end()));
    }

    fn case(&mut self, class: &str, case: &Case) {
        let name = line(&case.name);
        let element = BytesStart::new("testcase").with_attributes([("name", name.as_str()), ("classname", class)]);
        if case.status == Status::Passed && case.told.is_empty() {
            return self.put(Event::Empty(element));
        }
        self.put(Event::Start(element.borrow()));
        let mut inside = BytesStart::new(case.status.element());
        if case.status != Status::Passed {
            inside.push_attribute(("type", case.rule));
            inside.push_attribute(("message", line(&case.message).as_str()));
        }
        self.put(Event::Start(inside.borrow()));
        self.put(Event::Text(BytesText::new(&plain(&case.told))));
        self.put(Event::End(inside.to_end()));
        self.put(Event::End(element.to_end()));
    }
}

/// How many cases there are, how many failed, could not be run, were left out.
fn counts(cases: &[&Case]) -> [String; 4] {
    let of = |status: Status| cases.iter().filter(|case| case.status == status).count().to_string();
    let tests = cases.len().to_string();
    [tests, of(Status::Failure), of(Status::Error), of(Status::Skipped)]
}

/// Text on one line, as an attribute has it.
fn line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

/// Text without what moves a cursor, and without what XML cannot hold even escaped.
fn plain(text: &str) -> String {
    harmless(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

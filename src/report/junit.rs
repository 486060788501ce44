//! JUnit XML: a suite for each file, a case for each quote and each problem, those that pass too.

use quick_junit::{NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite};

use crate::finding::report::{QuoteReport, Remark, Report};
use crate::finding::sentences;
use crate::report::excerpt::harmless;
use crate::report::positions::Positions;
use crate::rule::Rule;
use crate::verdict::reading::Verdict;

/// The whole report. A quote fails where one of its findings fails the run; what does not fail it is
/// in the output of its case.
pub fn render(report: &Report) -> String {
    let writer = Writer {
        report,
        positions: Positions::new(report),
    };
    let mut junit = JunitReport::new("guillemet");
    let mut suites: Vec<TestSuite> = Vec::new();
    for quote in &report.quotes {
        let path = &report.files[quote.file].path;
        suite(&mut suites, path).add_test_case(writer.quote(quote));
    }
    for remark in report.remarks().iter().filter(|remark| remark.quote.is_none()) {
        suite(&mut suites, remark.path).add_test_case(writer.problem(remark));
    }
    if let Some(nothing) = report.unexamined {
        let status = failed(NonSuccessKind::Error, "nothing-compared", nothing, "");
        suite(&mut suites, "guillemet").add_test_case(case("run", "guillemet", status, ""));
    }
    junit.add_test_suites(suites);
    // Only a writer that fails makes it fail, and a string never does.
    junit.to_string().unwrap_or_default()
}

/// The suite of that name, put in where there is none.
fn suite<'s>(suites: &'s mut Vec<TestSuite>, name: &str) -> &'s mut TestSuite {
    let name = harmless(name);
    let at = suites.iter().position(|suite| suite.name.as_str() == name);
    let at = at.unwrap_or_else(|| {
        suites.push(TestSuite::new(name));
        suites.len() - 1
    });
    &mut suites[at]
}

struct Writer<'r> {
    report: &'r Report,
    positions: Positions<'r>,
}

impl Writer<'_> {
    fn quote(&self, quote: &QuoteReport) -> TestCase {
        let findings = quote
            .findings
            .iter()
            .map(|finding| self.report.of_quote(quote, finding));
        let findings: Vec<Remark> = findings.collect();
        let told: String = findings.iter().map(|finding| self.line(finding)).collect();
        let translated = findings.iter().find(|finding| finding.rule == Rule::TranslatedQuote);
        let failing = findings.iter().find(|finding| self.report.fails(finding));
        let status = match (failing, translated) {
            (Some(first), _) => failed(NonSuccessKind::Failure, first.rule.name(), first.message, &told),
            (None, Some(translated)) => {
                let mut skipped = TestCaseStatus::skipped();
                skipped.set_message(harmless(translated.message));
                skipped
            }
            (None, None) if quote.verdict == Verdict::Unchecked => {
                failed(NonSuccessKind::Error, quote.verdict.name(), sentences::UNCHECKED, &told)
            }
            (None, None) => TestCaseStatus::success(),
        };
        let path = &self.report.files[quote.file].path;
        case(&format!("{} #{}", quote.claim, quote.index), path, status, &told)
    }

    fn problem(&self, problem: &Remark) -> TestCase {
        let told = self.line(problem);
        let status = match self.report.fails(problem) {
            _ if problem.rule.fails_the_run() => {
                failed(NonSuccessKind::Error, problem.rule.name(), problem.message, &told)
            }
            true => failed(NonSuccessKind::Failure, problem.rule.name(), problem.message, &told),
            false => TestCaseStatus::success(),
        };
        let place = problem.place.map(|place| self.positions.start(place));
        let place = place
            .map(|start| format!(" {}:{}", start.line, start.column))
            .unwrap_or_default();
        case(&format!("{}{place}", problem.rule), problem.path, status, &told)
    }

    /// The finding as the concise format has it, with its repair or its reason.
    fn line(&self, remark: &Remark) -> String {
        let place = remark.place.map(|place| self.positions.start(place));
        let place = place
            .map(|start| format!(":{}:{}", start.line, start.column))
            .unwrap_or_default();
        let help = remark.help.map(|help| format!("  help: {help}\n")).unwrap_or_default();
        let accepted = remark
            .accepted
            .map(|accepted| format!("  accepted: {}\n", accepted.because()));
        harmless(&format!(
            "{}{place}: {}[{}] {}\n{help}{}",
            remark.path,
            remark.severity.name(),
            remark.rule,
            remark.message,
            accepted.unwrap_or_default(),
        ))
    }
}

fn failed(kind: NonSuccessKind, rule: &str, message: &str, told: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(rule).set_message(harmless(message));
    if !told.is_empty() {
        status.set_description(told);
    }
    status
}

/// A case; one that passes tells in its output what there is to tell.
fn case(name: &str, class: &str, status: TestCaseStatus, told: &str) -> TestCase {
    let passes = matches!(status, TestCaseStatus::Success { .. });
    let mut case = TestCase::new(harmless(name), status);
    case.set_classname(harmless(class));
    if passes && !told.is_empty() {
        case.set_system_out(told);
    }
    case
}

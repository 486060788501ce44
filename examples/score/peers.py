#!/usr/bin/env python3
"""Measures three other checkers on the cases of the scorer, by the scorer's own rules.

    pip install quotecheck rapidfuzz linkml-reference-validator
    python3 examples/score/peers.py [CASES]

CASES is the folder of cases, `../shared/cases` where none is given. The versions measured are
printed above the table. Each peer is called in-process, with its default settings.

The trials are those of `measures.rs` and `scored.rs`; a change there belongs here too. No peer
says of what kind a change is, so that the two rates of kinds are left out. The rates of places
count only what a peer called fine or altered, so that their n differs from peer to peer; one that
gives no span has none of them.

quotecheck tells a drifted quote from an absent one. The other two know only fine or not, and are
taken to call altered whatever they do not call fine.
"""

import json
import math
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Optional

import quotecheck
from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator
from rapidfuzz import fuzz

FINE, ALTERED, ABSENT, UNCHECKED = "fine", "altered", "absent", "unchecked"
NOT_FINE = {ALTERED, ABSENT, UNCHECKED}

# The outcomes that each gold class allows.
ALLOWED = {
    "verbatim": {FINE},
    "typographic": {FINE},
    "ocr_noise": {FINE},
    "elided_ok": {FINE},
    "bracket_ok": {FINE},
    "altered_number": {ALTERED},
    "altered_negation": {ALTERED},
    "altered_entity": {ALTERED},
    "word_dropped": {ALTERED},
    "word_added": {ALTERED},
    "word_changed": {ALTERED},
    "absent": {ABSENT},
}

# A name, the gold classes counted, and the outcomes that are faults.
FAULTS = [
    ("number called fine", {"altered_number"}, {FINE}),
    ("negation called fine", {"altered_negation"}, {FINE}),
    ("name called fine", {"altered_entity"}, {FINE}),
    ("word called fine", {"word_dropped", "word_added", "word_changed"}, {FINE}),
    ("verbatim not fine", {"verbatim"}, NOT_FINE),
    ("typographic not fine", {"typographic"}, NOT_FINE),
    ("marked not fine", {"elided_ok", "bracket_ok"}, NOT_FINE),
    ("scan called altered", {"ocr_noise"}, {ALTERED}),
    ("absent called fine", {"absent"}, {FINE}),
]

# The score from which rapidfuzz, which only measures, is taken to say fine.
FINE_SCORE = 90

# How far, in bytes, an end of a fine quote may lie from the gold one.
END_REACH = 3

# The 97.5th percentile of the normal distribution.
Z = 1.959964

# A start and an end in bytes of the source.
Span = tuple[int, int]


class Record(NamedTuple):
    source: str
    quote: str
    gold: str
    accept: list[str]
    gold_span: Optional[Span]

    def allows(self, outcome: str) -> bool:
        return any(outcome in ALLOWED[gold] for gold in [self.gold, *self.accept])


class Reading(NamedTuple):
    """What a peer makes of a quote."""

    outcome: str
    place: Optional[Span] = None


class Rate(NamedTuple):
    hits: int
    n: int


class Peer(NamedTuple):
    """A package by its name in the registry, and how a quote and a source are put to it."""

    name: str
    read: Callable[[str, str], Reading]


def main() -> None:
    folder = Path(sys.argv[1] if 1 < len(sys.argv) else "../shared/cases")
    records = read_folder(folder)
    if not records:
        sys.exit(f"the peers were NOT measured: nothing to measure in `{folder}`")
    columns = [(peer.name, rates(peer, records)) for peer in peers()]
    for name, _ in columns:
        print(f"{name} {version(name)}")
    print()
    print(table(columns))


# The peers.


def peers() -> list[Peer]:
    validator = SupportingTextValidator(ReferenceValidationConfig())
    return [
        Peer("quotecheck", read_quotecheck),
        Peer("rapidfuzz", read_rapidfuzz),
        Peer("linkml-reference-validator", lambda quote, source: read_linkml(validator, quote, source)),
    ]


def read_quotecheck(quote: str, source: str) -> Reading:
    try:
        match = quotecheck.check(quote, source)
    except ValueError:  # Nothing is left of the quote once it is folded.
        return Reading(UNCHECKED)
    if match.ok:
        return Reading(FINE)
    # It tells where a passage starts, but not where it ends: no span.
    return Reading(ALTERED if match.status == "drift" else ABSENT)


def read_rapidfuzz(quote: str, source: str) -> Reading:
    alignment = fuzz.partial_ratio_alignment(quote, source)
    place = in_bytes(source, alignment.dest_start, alignment.dest_end)
    return Reading(FINE if FINE_SCORE <= alignment.score else ALTERED, place)


def read_linkml(validator: SupportingTextValidator, quote: str, source: str) -> Reading:
    # Handed over as text, since only its matching is measured here, not its fetching.
    reference = ReferenceContent(reference_id="source", content=source)
    match = validator.find_text_in_reference(quote, reference)
    return Reading(FINE if match.found else ALTERED)


def in_bytes(text: str, start: int, end: int) -> Span:
    first = len(text[:start].encode())
    return first, first + len(text[start:end].encode())


# The cases.


def read_folder(folder: Path) -> list[Record]:
    """The records of the headline sets."""
    sets = [file for file in sorted(folder.glob("*.jsonl")) if is_headline(file.stem)]
    return [record for file in sets for record in read_set(file)]


def is_headline(name: str) -> bool:
    return name != "peers" and not name.startswith("tier2_")


def read_set(file: Path) -> list[Record]:
    lines = file.read_text(encoding="utf-8").split("\n")
    cases = [json.loads(line) for line in lines if line.strip()]
    # The cases on speakers have a schema of their own, and say nothing of how a quote reads.
    return [read_case(file.parent, case) for case in cases if "source_file" in case]


def read_case(folder: Path, case: dict) -> Record:
    start, end = case.get("gold_span") or (0, -1)
    return Record(
        # From bytes: reading as text would change line ends, and with them every gold span.
        source=(folder / case["source_file"]).read_bytes().decode("utf-8"),
        quote=case["quote"],
        gold=case["gold_class"],
        accept=case.get("accept", []),
        gold_span=(start, end) if start <= end else None,
    )


# The rates.


def rates(peer: Peer, records: list[Record]) -> dict[str, Rate]:
    trials = [(record, peer.read(record.quote, record.source)) for record in records]
    faults = {name: fault_rate(trials, golds, outcomes) for name, golds, outcomes in FAULTS}
    return faults | {
        "both ends right, fine": rate(are_ends_right(*trial) for trial in trials),
        "overlap right, altered": rate(is_overlap_right(*trial) for trial in trials),
    }


def fault_rate(trials, golds: set[str], outcomes: set[str]) -> Rate:
    # A record that accepts one of these outcomes cannot fail, and is no trial.
    return rate(
        reading.outcome in outcomes
        for record, reading in trials
        if record.gold in golds and not any(record.allows(outcome) for outcome in outcomes)
    )


def are_ends_right(record: Record, reading: Reading) -> Optional[bool]:
    """Whether both ends of a fine quote judged fine are right; nothing where that is no trial."""
    fine = reading.outcome == FINE and FINE in ALLOWED[record.gold]
    if not (fine and record.gold_span and reading.place):
        return None
    return all(abs(end - gold) <= END_REACH for end, gold in zip(reading.place, record.gold_span))


def is_overlap_right(record: Record, reading: Reading) -> Optional[bool]:
    """Whether the passage of a quote judged altered is the gold one, but for a tenth."""
    if not (reading.outcome == ALTERED and record.gold_span and reading.place):
        return None
    (start, end), (gold_start, gold_end) = reading.place, record.gold_span
    shared = max(0, min(end, gold_end) - max(start, gold_start))
    either = end - start + gold_end - gold_start - shared
    return 9 * either <= 10 * shared


def rate(hits) -> Rate:
    tried = [hit for hit in hits if hit is not None]
    return Rate(sum(tried), len(tried))


def wilson(rate: Rate) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927)."""
    hits, n = rate
    share = hits / n
    scale = 1 + Z * Z / n
    centre = (share + Z * Z / (2 * n)) / scale
    reach = Z / scale * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, centre - reach), min(1.0, centre + reach)


# The table.


def table(columns: list[tuple[str, dict[str, Rate]]]) -> str:
    heads = "".join(f"{name:>31}" for name, _ in columns)
    units = row("headline rates, %", [("hits/n", "rate", "95 %")] * len(columns))
    measures = columns[0][1]
    lines = [row("  " + name, [cell(rates[name]) for _, rates in columns]) for name in measures]
    return "\n".join([" " * 24 + heads, units, *lines])


def row(name: str, cells: list[tuple[str, str, str]]) -> str:
    text = f"{name:<24}"
    for counts, percent, interval in cells:
        text += f"{counts:>10}{percent:>8}{interval:>13}"
    return text


def cell(rate: Rate) -> tuple[str, str, str]:
    if rate.n == 0:
        return "—", "—", "—"
    low, high = wilson(rate)
    percent = f"{100 * rate.hits / rate.n:.1f}"
    return f"{rate.hits}/{rate.n}", percent, f"{100 * low:.1f}–{100 * high:.1f}"


if __name__ == "__main__":
    main()

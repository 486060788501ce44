#!/usr/bin/env python3
"""Measures guillemet beside edlib and rapidfuzz, on the text and the quotes that the Rust program writes.

    pip install edlib rapidfuzz
    cargo build --release
    python3 peers.py [PROGRAM [OPTION ...]]

PROGRAM is target/release/guillemet-peers where none is given, and gets the options, as `--text book.txt`. In each
round it runs once and tells the times of guillemet; then both peers are called in-process on the same folded text.
edlib has the limit of guillemet; rapidfuzz has none, and is asked for a score of 70, which is about a third of the
letters.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Callable, NamedTuple, Optional

import edlib
from rapidfuzz import fuzz

# So far may each end lie from the right one.
END_REACH = 2

# The least score at which rapidfuzz answers.
SCORE = 70

ROUNDS = 5

# What share of a peer's time guillemet may take without an index, as the mean of all classes but `absent`.
GOAL = 0.03

Span = tuple[int, int]


class Peer(NamedTuple):
    name: str
    find: Callable[[dict], Optional[Span]]


def ask(command: list[str]) -> tuple[str, list[dict]]:
    """The folded text, and the quotes with the times that guillemet takes for them now."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "quotes.jsonl")
        subprocess.run([*command, "--write", file], check=True)
        with file.open(encoding="utf-8") as lines:
            text = json.loads(next(lines))["folded"]
            quotes = [json.loads(line) for line in lines]
    # What is further than the limit is nobody's to find.
    return text, [quote for quote in quotes if (quote["distance"] or 0) <= quote["limit"]]


def peers(text: str) -> list[Peer]:
    folded = text.encode("latin-1")

    def with_edlib(quote: dict) -> Optional[Span]:
        needle = quote["needle"].encode("latin-1")
        found = edlib.align(needle, folded, mode="HW", task="locations", k=quote["limit"])
        if found["editDistance"] < 0:
            return None
        start, last = found["locations"][0]
        return start, last + 1

    def with_rapidfuzz(quote: dict) -> Optional[Span]:
        found = fuzz.partial_ratio_alignment(quote["needle"], text, score_cutoff=SCORE)
        return (found.dest_start, found.dest_end) if found else None

    return [
        Peer(f"edlib {version('edlib')}", with_edlib),
        Peer(f"rapidfuzz {version('rapidfuzz')}", with_rapidfuzz),
    ]


def is_found(answer: Optional[Span], gold: Span) -> bool:
    """Whether the answer has half of the place that is right."""
    if answer is None:
        return False
    shared = min(answer[1], gold[1]) - max(answer[0], gold[0])
    return gold[1] - gold[0] <= 2 * shared


def are_ends_right(answer: Optional[Span], gold: Span) -> bool:
    return answer is not None and all(abs(one - other) <= END_REACH for one, other in zip(answer, gold))


def share(hits: list[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f}"


def rightness(quotes: list[dict], answers: list[Optional[Span]]) -> str:
    """Found and both ends right, or answered where the quotes are absent."""
    pairs = [(answer, quote["folded_span"]) for quote, answer in zip(quotes, answers)]
    if quotes[0]["folded_span"] is None:
        return share([answer is not None for answer, _ in pairs])
    found = share([is_found(answer, gold) for answer, gold in pairs])
    return f"{found}, {share([are_ends_right(answer, gold) for answer, gold in pairs])}"


def look(quotes: list[dict], engine: Peer) -> tuple[list[float], list[Optional[Span]]]:
    """The microseconds of each quote, and what was found."""
    times, answers = [], []
    for quote in quotes:
        start = time.perf_counter()
        answers.append(engine.find(quote))
        times.append(1e6 * (time.perf_counter() - start))
    return times, answers


def ratio(ours: list[float], theirs: list[float]) -> float:
    return sum(ours) / sum(theirs)


def medians(rounds: list[list[float]]) -> list[float]:
    """For each quote the median of the rounds."""
    return [statistics.median(of_quote) for of_quote in zip(*rounds)]


def main() -> None:
    command = sys.argv[1:] or [str(Path(__file__).parent / "target/release/guillemet-peers")]
    text, quotes = ask(command)
    engines = peers(text)
    answers: list[list[Optional[Span]]] = [[] for _ in engines]
    # Of each round the microseconds of each quote.
    theirs: list[list[list[float]]] = [[] for _ in engines]
    scans, look_ups = [], []
    for _ in range(ROUNDS):
        _, asked = ask(command)
        scans.append([quote["scan_microseconds"] for quote in asked])
        look_ups.append([quote["index_microseconds"] for quote in asked])
        for number, engine in enumerate(engines):
            times, answers[number] = look(quotes, engine)
            theirs[number].append(times)

    # The order of the file is that of the classes.
    classes = list(dict.fromkeys(quote["class"] for quote in quotes))

    def of(classes: list[str], values: list) -> list:
        return [value for value, quote in zip(values, quotes) if quote["class"] in classes]

    print(f"{len(quotes)} quotes, {len(text)} folded bytes\n")
    print("Milliseconds a quote; found %, both ends right % (of absent ones: answered %); then guillemet ÷ peer,")
    print("without an index and with one:\n")
    print("| | " + " | ".join(f"{engine.name} | ÷, scan | ÷, indexed" for engine in engines) + " |")
    print("|---" + "|---|---|---" * len(engines) + "|")
    for name in classes:
        columns = []
        for rounds, found in zip(theirs, answers):
            times = of([name], medians(rounds))
            right = rightness(of([name], quotes), of([name], found))
            columns.append(f"{statistics.mean(times) / 1000:.2f}; {right}")
            columns += [f"{ratio(of([name], medians(ours)), times):.5f}" for ours in (scans, look_ups)]
        print(f"| {name} | " + " | ".join(columns) + " |")

    present = [name for name in classes if name != "absent"]
    print("\nAll but absent, without an index (least–most of single rounds):\n")
    print("| | goal | measured | reached |")
    print("|---|---|---|---|")
    for engine, rounds in zip(engines, theirs):
        whole = ratio(of(present, medians(scans)), of(present, medians(rounds)))
        single = [ratio(of(present, scan), of(present, times)) for scan, times in zip(scans, rounds)]
        reached = "yes" if whole <= GOAL else "no"
        print(f"| ÷ {engine.name} | ≤ {GOAL} | {whole:.3f} ({min(single):.3f}–{max(single):.3f}) | {reached} |")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measures edlib and rapidfuzz on the text and the quotes that the Rust program writes.

    pip install edlib rapidfuzz
    cargo run --release -- --write quotes.jsonl
    python3 peers.py quotes.jsonl [SAMPLE]

SAMPLE is the number of quotes of each class and length, 10 where none is given, which is all. Both are called
in-process on the same folded text. edlib has the limit of guillemet; rapidfuzz has none, and is asked
for a score of 70, which is about a third of the letters.

The times of guillemet are those that the Rust program wrote beside each quote, so that these ratios
are of two runs, on one machine.
"""

import json
import statistics
import sys
import time
from collections import defaultdict
from importlib.metadata import version
from typing import Callable, NamedTuple, Optional

import edlib
from rapidfuzz import fuzz

# So far may each end lie from the right one.
END_REACH = 2

# The least score at which rapidfuzz answers.
SCORE = 70

ROUNDS = 3

Span = tuple[int, int]


class Peer(NamedTuple):
    name: str
    find: Callable[[dict], Optional[Span]]


def read(path: str, sample: int) -> tuple[str, list[dict]]:
    with open(path, encoding="utf-8") as lines:
        text = json.loads(next(lines))["folded"]
        kept: dict[tuple[str, int], list[dict]] = defaultdict(list)
        for line in lines:
            quote = json.loads(line)
            cell = kept[quote["class"], quote["length"]]
            # What is further than the limit is nobody's to find.
            if len(cell) < sample and (quote["distance"] or 0) <= quote["limit"]:
                cell.append(quote)
    return text, [quote for cell in kept.values() for quote in cell]


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


def measure(quotes: list[dict], engines: list[Peer]) -> list[tuple[list[float], list[Optional[Span]]]]:
    """The seconds of each quote, median of the rounds, and what was found, for each engine."""
    times: list[list[list[float]]] = [[[] for _ in quotes] for _ in engines]
    answers: list[list[Optional[Span]]] = [[None] * len(quotes) for _ in engines]
    for _ in range(ROUNDS):
        for at, quote in enumerate(quotes):
            for number, engine in enumerate(engines):
                start = time.perf_counter()
                answers[number][at] = engine.find(quote)
                times[number][at].append(time.perf_counter() - start)
    medians = [[statistics.median(rounds) for rounds in engine] for engine in times]
    return list(zip(medians, answers))


def main() -> None:
    sample = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    text, quotes = read(sys.argv[1], sample)
    engines = peers(text)
    print(f"{len(quotes)} quotes, {len(text)} folded bytes\n")
    print("Milliseconds a quote; found %, both ends right % (of absent ones: answered %); then guillemet ÷ peer,")
    print("without an index and with one:\n")
    print("| | " + " | ".join(f"{engine.name} | ÷, scan | ÷, indexed" for engine in engines) + " |")
    print("|---" + "|---|---|---" * len(engines) + "|")
    # The order of the file is that of the classes.
    for name in dict.fromkeys(quote["class"] for quote in quotes):
        of_class = [quote for quote in quotes if quote["class"] == name]
        columns = []
        for seconds, answers in measure(of_class, engines):
            total = sum(seconds)
            columns.append(f"{1000 * total / len(of_class):.2f}; {rightness(of_class, answers)}")
            for engine in ("scan_microseconds", "index_microseconds"):
                columns.append(f"{sum(quote[engine] for quote in of_class) / 1e6 / total:.5f}")
        print(f"| {name} | " + " | ".join(columns) + " |")


if __name__ == "__main__":
    main()

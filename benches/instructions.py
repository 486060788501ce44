#!/usr/bin/env python3
"""Counts the instructions of the hot paths, which hardly change from run to run and machine to machine.

    python3 benches/instructions.py

Needs cargo and valgrind. Counted are `guillemet check` on this repository, on one core, and the steps of the search
in `benches/search.rs`; each of these runs as often as the bench calls it, setting up and once for each quote.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

# What is counted: the functions, as patterns of their names, and the benches that call them.
STEPS = {
    "22 KB folded": ("*text::folded::Folded::new", "fold"),
    "the same, indexed": ("*search::index::Index::new", "index$"),
    "4 quotes looked up, twice": ("*search::index::Part::places", "indexed"),
    "4 quotes looked for without an index, twice": ("*search::scan::places", "without_index"),
    "4 quotes looked for in 5 articles, twice": ("*search::library::Library::holding", "library"),
}


def built(arguments: list[str], name: str) -> str:
    """Builds, and gives the path of the program of that name."""
    done = subprocess.run(
        ["cargo", *arguments, "--message-format=short"], cwd=ROOT, check=True, stderr=subprocess.PIPE, text=True
    )
    found = re.search(rf"\(([^)]*{name}[^)]*)\)", done.stderr)
    return found[1] if found else str(ROOT / "target" / "release" / name)


def instructions(command: list[str], toggle: str | None = None) -> int:
    options = [f"--toggle-collect={toggle}"] if toggle else []
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options, *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "RAYON_NUM_THREADS": "1"},
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found or found[1] == "0":
        sys.exit(f"{' '.join(command)}: nothing was counted\n{done.stderr}")
    return int(found[1])


def main() -> None:
    program = built(["build", "--release"], "guillemet")
    bench = built(["bench", "--no-run", "--bench", "search"], "search-")
    print("| | instructions, millions |\n|---|---|")
    print(f"| `guillemet check` on this repository | {instructions([program, 'check']) / 1e6:.1f} |")
    for step, (function, name) in STEPS.items():
        counted = instructions([bench, "--test", f"search::{name}"], function)
        print(f"| {step} | {counted / 1e6:.2f} |")


main()

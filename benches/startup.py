#!/usr/bin/env python3
"""Times `guillemet check` on the five articles as a whole process, beside another checker of text.

    cargo build --profile dist
    pip install typos
    python3 benches/startup.py [GUILLEMET [PEER...]]

The two run in turn, so that a machine that slows down slows both; printed are the medians of the wall
time and of the ratio of each pair. Without arguments: `target/dist/guillemet`, `typos seeds`. A peer that
is a script of a version manager should be named by the path of its program.
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS, WARM_UP = 25, 4


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    # Both tell findings by their exit code.
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - start
    if not done.stdout:
        sys.exit(f"{command[0]} printed nothing: {done.stderr.decode()}")
    return taken


def main() -> None:
    ours = [sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/dist/guillemet"), "check"]
    peer = sys.argv[2:] or [shutil.which("typos") or sys.exit("there is no `typos`: pip install typos"), "seeds"]
    pairs = [(seconds(ours), seconds(peer)) for _ in range(WARM_UP + RUNS)][WARM_UP:]
    for name, times in (("guillemet check", [one for one, _ in pairs]), (" ".join(peer), [two for _, two in pairs])):
        print(f"{name}: {1000 * statistics.median(times):.1f} ms")
    ratios = [one / two for one, two in pairs]
    print(f"ratio: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}, {RUNS} pairs)")


if __name__ == "__main__":
    main()

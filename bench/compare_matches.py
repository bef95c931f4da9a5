#!/usr/bin/env python3
"""Compares the matches of `komcert scan --format jsonl` with those of `rsigma engine eval --include-event`.

    bench/compare_matches.py OURS THEIRS
"""

import json
import sys


def ours(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            hit = json.loads(line)
            yield (hit["rule"], hit["file"], hit["record"])


def theirs(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            hit = json.loads(line)
            if "event" in hit:
                yield (hit["rule_id"], hit["event"]["bench_file"], hit["event"]["bench_record"])


def main():
    we, they = set(ours(sys.argv[1])), set(theirs(sys.argv[2]))
    print(f"matches: {len(we & they):,} of both, {len(we - they):,} of ours only, {len(they - we):,} of rsigma only")
    for name, difference in (("ours", we - they), ("rsigma", they - we)):
        for rule, file, record in sorted(difference):
            print(f"  only {name}: {rule} {file} {record}")


main()

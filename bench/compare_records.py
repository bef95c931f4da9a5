#!/usr/bin/env python3
"""Holds what our reader writes of event logs against what evtx_dump writes: every record as JSON and as XML.

usage: compare_records.py EVTX_DUMP LOG... -- OUR COMMAND...

Our command is called with "json LOG" and "xml LOG" (bench/evtx compare does it). JSON must be equal byte for byte, XML as
documents are: names, attributes, texts and their order. What differs is counted by the place where it differs first.
"""
import collections
import json
import os
import subprocess
import sys
from xml.etree import ElementTree

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'


def run(*command):
    return subprocess.run(command, capture_output=True).stdout


def json_lines(command):
    return run(*command).splitlines()


def documents(command):
    return run(*command).split(DECLARATION)[1:]


def leaves(value, path=""):
    """Every text of a JSON document with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}/[]")
    else:
        yield path, value


def elements(node, path=""):
    """Every element of an XML document with its path, attributes and texts.

    A carriage return that evtx_dump writes as it is gets lost where the document is read, as XML demands; ours is escaped.
    """
    path = f"{path}/{node.tag.rpartition('}')[2]}"
    yield path, dict(node.attrib), *(lines_of(text) for text in (node.text, node.tail))
    for inner in node:
        yield from elements(inner, path)


def lines_of(text):
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def first_difference(ours, theirs):
    for one, other in zip(ours, theirs):
        if one != other:
            return one, other
    return (("length",), len(ours)), (("length",), len(theirs))


def compare(kind, ours, theirs, parse, log, found):
    if len(ours) != len(theirs):
        found[kind, "number of records"].append((os.path.basename(log), len(ours), len(theirs)))
    equal = 0
    for one, other in zip(ours, theirs):
        if one == other:
            equal += 1
            continue
        try:
            mine, others = list(parse(one)), list(parse(other))
        except Exception as bad:
            found[kind, f"unreadable: {type(bad).__name__}"].append((os.path.basename(log), one[:200], other[:200]))
            continue
        if mine == others:
            equal += 1
        else:
            a, b = first_difference(mine, others)
            found[kind, str(a[0])].append((os.path.basename(log), a, b))
    return equal


def main(arguments):
    peer, *rest = arguments
    cut = rest.index("--")
    logs, ours = rest[:cut], rest[cut + 1 :]
    found = collections.defaultdict(list)
    counted = {"json": [0, 0], "xml": [0, 0]}
    for log in logs:
        mine = json_lines([*ours, "json", log])
        equal = compare(
            "json", mine, json_lines([peer, "-t", "1", "-o", "jsonl", log]), lambda text: leaves(json.loads(text)), log, found
        )
        counted["json"][0] += len(mine)
        counted["json"][1] += equal
        mine = documents([*ours, "xml", log])
        theirs = documents([peer, "-t", "1", "-o", "xml", "--no-indent", "--dont-show-record-number", log])
        equal = compare("xml", mine, theirs, lambda text: elements(ElementTree.fromstring(text)), log, found)
        counted["xml"][0] += len(mine)
        counted["xml"][1] += equal
    for kind, (records, equal) in counted.items():
        print(f"{kind}: {records:,} records of {len(logs)} logs, {equal:,} equal")
    for (kind, place), cases in sorted(found.items(), key=lambda entry: -len(entry[1])):
        print(f"{len(cases):6} {kind} {place}: {str(cases[0])[:600]}")


main(sys.argv[1:])

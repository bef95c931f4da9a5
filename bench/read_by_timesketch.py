#!/usr/bin/env python3
"""Has Timesketch's own readers read lines that were written for it, and holds them against the same lines for scripts.

usage: read_by_timesketch.py NAME FOR_TIMESKETCH FOR_SCRIPTS (bench/timesketch does it)

The server's reader and the client that uploads are called as they are installed. What they do not do, an index does: it
gives each member the type of its first value, refuses a line with another, and takes a thousand members; that is checked
here by the same rules. Each thing that differs is told with its first line; the exit code says whether any did.
"""
import collections
import datetime
import json
import logging
import sys
import warnings

warnings.simplefilter("ignore")
from importlib.metadata import version  # noqa: E402

from dateutil import parser  # noqa: E402
from timesketch.lib import utils  # noqa: E402
from timesketch_import_client import importer  # noqa: E402

NO_TIME = "1970-01-01T00:00:00.0000000Z"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
faults = collections.Counter()
first = {}


def fault(what, line):
    faults[what] += 1
    first.setdefault(what, line)


class Complaints(logging.Handler):
    """What the readers log instead of raising it."""

    def emit(self, record):
        if record.levelno >= logging.WARNING:
            fault("logged: " + record.getMessage()[:120], 0)


def microseconds(text):
    """Since 1970, of a time in UTC with at least six decimals; what is finer is cut off."""
    whole = datetime.datetime.strptime(text[:19] + "+0000", "%Y-%m-%dT%H:%M:%S%z")
    return (whole - EPOCH) // datetime.timedelta(microseconds=1) + int(text[20:26])


class Collected(importer.ImportStreamer):
    """The client, without the server it would send to."""

    def _upload_data_buffer(self, end_stream, data_lines=None, retry_count=0):
        sent.extend(json.loads(json.dumps(line)) for line in data_lines or self._data_lines)

    def _ready(self):
        pass


def members(value, path):
    """Each member, what an index takes it for, and its value; a list counts as what is in it."""
    if isinstance(value, dict):
        if path:
            yield path, "object", value
        for name, inner in value.items():
            yield from members(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner, path)
    elif isinstance(value, bool):
        yield path, "truth", value
    elif isinstance(value, (int, float)):
        yield path, "number", value
    elif value is not None:
        yield path, "text", value


def is_number(text):
    try:
        return float(text) == float(text)
    except ValueError:
        return False


def fits(known, kind, value):
    """Whether an index takes a value into a member that had another one first."""
    if "object" in (known, kind):
        return known == kind
    return known in (kind, "text") or known == "number" and kind == "text" and is_number(value)


def index(events):
    """Holds the events against the rules of an index, and tells how many fields it would have."""
    known = {}
    names = set()
    for number, event in enumerate(events, 1):
        names.update(event)
        for path, kind, value in members(event, ""):
            if not fits(known.setdefault(path, kind), kind, value):
                fault("refused by an index, since a member was first something else", number)
                break
    # A text is three fields in Timesketch's own mapping; the server itself reckons two and a tenth for each member.
    fields = sum(3 if kind == "text" else 1 for kind in known.values())
    if fields > 1000 or int(len(names) * 2 * 1.1) > 1000:
        fault("too many fields for an index", 0)
    return fields


def main(name, theirs, ours):
    logging.getLogger().addHandler(Complaints())
    with open(theirs, encoding="utf-8", errors="replace") as lines:
        events = list(utils.read_and_validate_jsonl(lines))
    with open(ours, encoding="utf-8") as lines:
        expected = [json.loads(line) for line in lines]
    if len(events) != len(expected):
        fault(f"{len(expected)} events, of which the server reads {len(events)}", 0)
    for number, (event, own) in enumerate(zip(events, expected), 1):
        time = own["time"]
        stated = time or NO_TIME
        if event["timestamp"] != microseconds(stated):
            fault("timestamp differs", number)
        if parser.parse(event["datetime"]) != EPOCH + datetime.timedelta(microseconds=microseconds(stated)):
            fault("datetime differs", number)
        if event["timestamp_desc"] != ("Event Logged" if time else "Not a time"):
            fault("timestamp_desc differs", number)
        if (event["file"], event["record"]) != (own["file"], own["record"]) or not isinstance(event["message"], str):
            fault("file, record or message differ", number)
    with Collected() as client:
        client.add_file(theirs)
    if len(sent) != len(events):
        fault(f"{len(events)} events, of which the client sends {len(sent)}", 0)
    for number, (event, other) in enumerate(zip(events, sent), 1):
        if parser.parse(other["datetime"]) != parser.parse(event["datetime"]):
            fault("the client sends another datetime", number)
        if any(event.get(name) != value for name, value in other.items() if name != "datetime"):
            fault("the client sends something else", number)
    fields = index(events)
    print(f"{name}: {len(events)} of {len(expected)} events read by the server, {len(sent)} sent by the client, "
          f"{fields} of 1000 fields in the index, {sum(faults.values())} faults")
    for what, count in faults.most_common():
        print(f"    {count} times, first in line {first[what]}: {what}")
    return 1 if faults else 0


sent = []
if __name__ == "__main__":
    print("timesketch", version("timesketch"), "timesketch-import-client", version("timesketch-import-client"))
    sys.exit(main(*sys.argv[1:]))

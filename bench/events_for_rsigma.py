#!/usr/bin/env python3
"""Makes the events that rsigma reads from what `komcert evtx dump --format jsonl` wrote.

rsigma wants flat fields and a log source beside them. Both are worked out here from SigmaHQ's own table
(tests/thor.yml), so that nothing of our pipeline decides. A record that is seen in several ways, such as a registry event
that is also the setting of a value, becomes one event for each.

    bench/events_for_rsigma.py thor.yml < dump.jsonl > events.ndjson
"""

import json
import sys

import yaml


def ways(thor):
    """Category, service, conditions and field names, of each way to see an event of Windows."""
    for source in thor["logsources"].values():
        if "rewrite" in source:
            yield (source["category"], source["rewrite"]["service"], source["conditions"], source.get("fieldmappings", {}))


def services(thor):
    for source in thor["logsources"].values():
        for place in source.get("sources", []):
            kind, _, channel = place.partition(":")
            if kind == "WinEventLog":
                yield channel.lower(), source["service"]


def fits(event, conditions):
    for field, wanted in conditions.items():
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if str(event.get(field)) not in [str(value) for value in wanted]:
            return False
    return True


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        thor = yaml.safe_load(file)
    service_of = dict(services(thor))
    seen_as = list(ways(thor))
    for line in sys.stdin:
        record = json.loads(line)
        if "problem" in record:
            continue
        event = {
            "Channel": record["channel"],
            "Provider_Name": record["provider"],
            "EventID": record["eventId"],
            "Computer": record.get("host"),
        }
        for name, value in record["data"].items():
            event[name.replace(" ", "")] = value
        event["bench_file"], event["bench_record"] = record["file"], record["record"]
        event["product"] = "windows"
        event["service"] = service_of.get((record["channel"] or "").lower(), "unknown")
        views = [view for view in seen_as if view[1] == event["service"] and fits(event, view[2])]
        for category, _, _, renamed in views or [("unknown", None, None, {})]:
            seen = dict(event, category=category)
            for field, original in renamed.items():
                if original in event:
                    seen[field] = event[original]
            print(json.dumps(seen, ensure_ascii=False))


main()

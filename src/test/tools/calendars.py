"""Reads calendars as python3-icalendar does. Arguments: files; prints one JSON object a line."""

import datetime
import json
import sys

import icalendar


def when(event, name):
    value = event.decoded(name, None)
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return value.isoformat()


for name in sys.argv[1:]:
    with open(name, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    print(
        json.dumps(
            {
                "file": name,
                "why": "; ".join(str(error) for error in calendar.errors),
                "name": str(calendar.get("NAME", "")),
                "events": [
                    {
                        "uid": str(event["UID"]),
                        "summary": str(event["SUMMARY"]),
                        "description": str(event["DESCRIPTION"]),
                        "sequence": int(event["SEQUENCE"]),
                        "status": str(event["STATUS"]),
                        "allDay": not isinstance(event.decoded("DTSTART"), datetime.datetime),
                        "start": when(event, "DTSTART"),
                        "end": when(event, "DTEND") or when(event, "DTSTART"),
                        "errors": [str(error) for error in event.errors],
                    }
                    for event in calendar.walk("VEVENT")
                ],
            }
        )
    )

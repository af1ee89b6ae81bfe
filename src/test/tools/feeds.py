"""Reads feeds as feedparser does. Arguments: files; prints one JSON object a line."""

import json
import sys

import feedparser


def when(value):
    return list(value[:6]) if value else None


for name in sys.argv[1:]:
    with open(name, "rb") as file:
        feed = feedparser.parse(file.read())
    print(
        json.dumps(
            {
                "file": name,
                "bozo": bool(feed.bozo),
                "why": str(feed.get("bozo_exception", "")),
                "version": feed.version,
                "language": feed.feed.get("language", ""),
                "title": feed.feed.get("title", ""),
                "id": feed.feed.get("id", ""),
                "updated": when(feed.feed.get("updated_parsed")),
                "entries": [
                    {
                        "id": entry.get("id", ""),
                        "link": entry.get("link", ""),
                        "title": entry.get("title", ""),
                        "author": entry.get("author", ""),
                        "published": when(entry.get("published_parsed")),
                        "updated": when(entry.get("updated_parsed")),
                        "language": (entry.get("content") or [entry.get("summary_detail") or {}])[0].get("language")
                        or "",
                    }
                    for entry in feed.entries
                ],
            }
        )
    )

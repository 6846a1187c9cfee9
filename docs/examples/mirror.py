#!/usr/bin/env python3
"""Keep a copy of everything public in an AMEDIP portal in one SQLite file, and keep it in step.

    python mirror.py http://localhost:8000 portal.sqlite            once: load what is missing, follow what changed
    python mirror.py http://localhost:8000 portal.sqlite --every 60 the same again every 60 seconds

It needs Python 3.11 and nothing else. It may be killed at any moment and started again: what was received is kept with
the place where it ended, in one transaction, so nothing is lost and nothing comes twice.

The file has a table ``records`` (kind, ref, and the record as the API answers it, as JSON) and a table ``links``:

    SELECT ref, json_extract(body, '$.title.fr') FROM records WHERE kind = 'priority';
"""

import argparse
import contextlib
import gzip
import http.client
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib

PATIENCE = 60  # seconds until a silent connection is given up
ROWS = 500  # received between two commits
END = "end"
WAIT = 5  # seconds to wait where the portal does not say how long

TABLES = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, ref TEXT NOT NULL, body TEXT NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (kind, ref)
);
CREATE TABLE IF NOT EXISTS links (position INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS places (name TEXT PRIMARY KEY, place TEXT NOT NULL);
"""


# What happens when the portal is away, or a connection breaks in the middle of a line.
BROKEN = (OSError, EOFError, ValueError, http.client.HTTPException, zlib.error)


class BehindError(Exception):
    """The portal no longer knows all that changed since we last asked."""


class Mirror:
    """The copy in ``file`` of the portal at ``address``."""

    def __init__(self, address: str, file: str):
        self.api = address.rstrip("/") + "/api/v1/"
        self.base = sqlite3.connect(file)
        self.base.execute("PRAGMA journal_mode = WAL")
        self.base.executescript(TABLES)

    def step(self) -> int:
        """Bring the copy in step with the portal; return how many changes there were."""
        try:
            self.load()
            changes = self.follow()
        except BehindError:
            self.begin_anew()
            self.load()
            changes = self.follow()
        self.read_links()
        return changes

    # --- everything, once ---------------------------------------------------------------------------------------

    def load(self) -> None:
        """Load all collections, unless that is done; what changes meanwhile, the changes will tell."""
        if self.place("loaded"):
            return
        if not self.place("changes"):
            # First of all the place from which to follow: what is loaded may be newer, never older.
            now = self.read("changes/", cursor="now")
            with self.base:
                self.keep_place("changes", now["cursor"])
        for name, kind in self.collections().items():
            self.load_collection(name, kind)
        with self.base:
            self.base.execute("DELETE FROM records WHERE round <> ?", [self.round()])
            self.keep_place("loaded", "all")

    def load_collection(self, name: str, kind: str) -> None:
        """Load what is behind the last row we have of the collection, until there is nothing behind it."""
        while (place := self.place(f"bulk {name}")) != END:
            question = {"cursor": place} if place else {}
            last = END
            with self.open(f"bulk/{name}/", **question) as answer, _unpacked(answer) as lines:
                for number, line in enumerate(lines, start=1):
                    record = json.loads(line)
                    last = record.pop("cursor")
                    self.put(kind, next(iter(record.values())), record)
                    if number % ROWS == 0:
                        self.keep_place(f"bulk {name}", last)
                        self.base.commit()
            # A connection that broke can look like the end: only an answer without rows is.
            self.keep_place(f"bulk {name}", last)
            self.base.commit()

    def collections(self) -> dict[str, str]:
        """The collections there are, with the kind of record of each, as the schema knows them."""
        schema = self.read("schema/")
        parameters = schema["paths"]["/api/v1/bulk/{name}/"]["get"]["parameters"]
        names = next(one for one in parameters if one["name"] == "name")["schema"]["enum"]
        parameters = schema["paths"]["/api/v1/changes/"]["get"]["parameters"]
        kinds = next(one for one in parameters if one["name"] == "kind")["schema"]["items"]["enum"]
        return dict(zip(names, kinds, strict=True))

    def begin_anew(self) -> None:
        """Forget the places, not the records: they are good until the new ones are there."""
        with self.base:
            number = self.round() + 1
            self.base.execute("DELETE FROM places")
            self.keep_place("round", str(number))

    # --- then what changes --------------------------------------------------------------------------------------

    def follow(self) -> int:
        """Take over every change since the last time."""
        changes = 0
        while True:
            page = self.read("changes/", cursor=self.place("changes"), include="record", page_size="500")
            # The page and the place behind it are one transaction.
            with self.base:
                for entry in [*page["results"], *page["affected"]]:
                    if entry["record"] is None:
                        self.base.execute(
                            "DELETE FROM records WHERE kind = ? AND ref = ?", [entry["kind"], entry["ref"]]
                        )
                    else:
                        self.put(entry["kind"], entry["ref"], entry["record"])
                self.keep_place("changes", page["cursor"])
            changes += len(page["results"])
            if page["next"] is None:
                return changes

    def read_links(self) -> None:
        """Links have no names of their own: the list is read anew when anything has changed."""
        links, tag, question = [], "", {}
        while True:
            known = {"If-None-Match": self.place("links")} if not links and self.place("links") else {}
            try:
                with self.open("links/", known, page_size="500", **question) as answer:
                    tag, page = tag or answer.headers["ETag"], _content(answer)
            except urllib.error.HTTPError as error:
                if error.code == 304:
                    return
                raise
            links += page["results"]
            if page["next"] is None:
                break
            question = {"cursor": urllib.parse.parse_qs(urllib.parse.urlsplit(page["next"]).query)["cursor"][0]}
        with self.base:
            self.base.execute("DELETE FROM links")
            self.base.executemany("INSERT INTO links (body) VALUES (?)", [[_dumps(link)] for link in links])
            self.keep_place("links", tag)

    # --- what we hold -------------------------------------------------------------------------------------------

    def put(self, kind: str, ref: str, record: dict) -> None:
        self.base.execute(
            "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", [kind, ref, _dumps(record), self.round()]
        )

    def round(self) -> int:
        return int(self.place("round") or 0)

    def place(self, name: str) -> str:
        found = self.base.execute("SELECT place FROM places WHERE name = ?", [name]).fetchone()
        return found[0] if found else ""

    def keep_place(self, name: str, place: str) -> None:
        self.base.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", [name, place])

    # --- asking -------------------------------------------------------------------------------------------------

    def read(self, path: str, **question: str) -> dict:
        with self.open(path, **question) as answer:
            return _content(answer)

    def open(self, path: str, headers: dict[str, str] | None = None, **question: str):
        """The answer; waits and asks again where the portal says that it is busy."""
        address = self.api + path + ("?" + urllib.parse.urlencode(question) if question else "")
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"} | (headers or {}))
        while True:
            try:
                return urllib.request.urlopen(request, timeout=PATIENCE)
            except urllib.error.HTTPError as error:
                if error.code == 410 and path == "changes/":
                    raise BehindError from error
                if error.code not in (429, 503):
                    raise
                time.sleep(int(error.headers.get("Retry-After") or WAIT))


def _unpacked(answer):
    return gzip.GzipFile(fileobj=answer) if _is_packed(answer) else contextlib.nullcontext(answer)


def _is_packed(answer) -> bool:
    return answer.headers.get("Content-Encoding") == "gzip"


def _content(answer) -> dict:
    body = answer.read()
    return json.loads(gzip.decompress(body) if _is_packed(answer) else body)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep a copy of an AMEDIP portal in an SQLite file.")
    parser.add_argument("portal", help="its address, such as http://localhost:8000")
    parser.add_argument("file", help="the SQLite file, made if it is not there")
    parser.add_argument("--every", type=float, help="go on for ever, asking every so many seconds")
    given = parser.parse_args()
    mirror = Mirror(given.portal, given.file)
    while True:
        try:
            print(f"{mirror.step()} changes", flush=True)
        except BROKEN as error:  # the portal is away, or the connection broke: go on where we were
            print(error, file=sys.stderr, flush=True)
            if not given.every:
                sys.exit(1)
        if not given.every:
            return
        time.sleep(given.every)


if __name__ == "__main__":
    main()

"""Stories in the archive's tables, brought up to date with every report in its own transaction.

A report is linked to those that are alike; stories are made anew only for the reports that hang together with it. Where
too many hang together (a war that goes on for years), only stronger links count for them.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Final

import msgspec

from onrecord.archive.stories.grouping import group
from onrecord.archive.stories.profiles import Member
from onrecord.archive.stories.terms import terms_of
from onrecord.archive.stories.vectors import WINDOW_DAYS as WINDOW
from onrecord.archive.stories.vectors import Vector, cosine, loss, vector
from onrecord.records import Record, content_id

KEYS: Final = 32
"""How many of its terms a report can be found by."""
LEVELS: Final = (0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""From which likeness reports hang together, level by level."""
MOST: Final = 100
"""More reports than these that hang together are looked at by stronger links; on the last level they are one story."""
FIRST_KEYS: Final = 8
"""By how many of its terms, two of them shared, a report is found that came out at any other time."""
_LEAST_SHARED: Final = 0.03
_UNDATED: Final = -1

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[dict[str, int], tuple[str, ...]])
_SCALE: Final = 10_000


def update(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """Take a report's terms, link it to what is alike, and make the stories anew that it may belong to."""
    touched = _forget(connection, report)
    terms, day = terms_of(record), _day(connection, report)
    weights = vector(terms)
    row = (report, day, _pack(weights, terms.head))
    connection.execute("INSERT INTO story_terms (report, day, level, terms) VALUES (?, ?, 0, ?)", row)
    links = _links(connection, report, weights, day)
    _insert_keys(connection, report, weights, day)
    both = [row for other, likeness in links for row in ((report, other, likeness), (other, report, likeness))]
    connection.executemany("INSERT INTO story_links (report, other, likeness) VALUES (?, ?, ?)", both)
    _settle(connection, [report, *touched])


def _forget(connection: sqlite3.Connection, report: int) -> list[int]:
    """Take out what there is of a report, and give the reports that it was linked to."""
    rows = connection.execute("SELECT other FROM story_links WHERE report = ? ORDER BY other", (report,)).fetchall()
    others = [other for (other,) in rows]
    connection.executemany("DELETE FROM story_links WHERE report = ? AND other = ?", [(o, report) for o in others])
    for table in ("story_links", "story_keys", "story_pairs", "story_terms", "story_members"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
    return others


def _pack(weights: Vector, head: tuple[str, ...]) -> bytes:
    return _encoder.encode(({term: round(weight * _SCALE) for term, weight in weights.items()}, head))


def _unpack(blob: bytes) -> tuple[Vector, tuple[str, ...]]:
    weights, head = _decoder.decode(blob)
    return {term: weight / _SCALE for term, weight in weights.items()}, head


def _day(connection: sqlite3.Connection, report: int) -> int | None:
    (published,) = connection.execute("SELECT published_at FROM reports WHERE key = ?", (report,)).fetchone()
    return date.fromisoformat(published[:10]).toordinal() if published else None


def _keys(weights: Vector) -> list[str]:
    """The words of a report that weigh most, the heaviest first."""
    return sorted((t for t in weights if t[0] != "#"), key=lambda term: (-weights[term], term))[:KEYS]


def _pairs(keys: list[str]) -> list[str]:
    return [" ".join(pair) for pair in combinations(sorted(keys[:FIRST_KEYS]), 2)]


def _insert_keys(connection: sqlite3.Connection, report: int, weights: Vector, day: int | None) -> None:
    keys, place = _keys(weights), _UNDATED if day is None else day
    rows = [(term, place, report, round(weights[term], 4)) for term in keys]
    connection.executemany("INSERT INTO story_keys (term, day, report, weight) VALUES (?, ?, ?, ?)", rows)
    pairs = [(pair, report) for pair in _pairs(keys)]
    connection.executemany("INSERT INTO story_pairs (pair, report) VALUES (?, ?)", pairs)


def _links(connection: sqlite3.Connection, report: int, weights: Vector, day: int | None) -> list[tuple[int, float]]:
    """The reports that are alike, with how much."""
    found = []
    for other in sorted(_candidates(connection, weights, day)):
        query = "SELECT day, terms FROM story_terms WHERE report = ?"
        other_day, blob = connection.execute(query, (other,)).fetchone()
        likeness = cosine(weights, _unpack(blob)[0]) - loss(day, other_day)
        if likeness >= LEVELS[0]:
            found.append((other, round(likeness, 6)))
    return found


def _candidates(connection: sqlite3.Connection, weights: Vector, day: int | None) -> set[int]:
    """The reports that share heavy terms."""
    keys = _keys(weights)
    if day is None:
        return _sharing(connection, weights, keys, "", ())
    found = _sharing(connection, weights, keys, "AND day BETWEEN ? AND ?", (day - WINDOW, day + WINDOW))
    found |= _sharing(connection, weights, keys, "AND day = ?", (_UNDATED,))
    for pair in _pairs(keys):
        found.update(other for (other,) in connection.execute("SELECT report FROM story_pairs WHERE pair = ?", (pair,)))
    return found


def _sharing(
    connection: sqlite3.Connection, weights: Vector, keys: list[str], when: str, days: tuple[int, ...]
) -> set[int]:
    """The reports of some days whose heavy terms have enough weight in common with the given ones."""
    query = f"SELECT report, weight FROM story_keys WHERE term = ? {when}"
    shared: dict[int, float] = {}
    for term in keys:
        for other, weight in connection.execute(query, (term, *days)):
            shared[other] = shared.get(other, 0.0) + weight * weights[term]
    return {other for other, total in shared.items() if total >= _LEAST_SHARED}


def _settle(connection: sqlite3.Connection, reports: Iterable[int]) -> None:
    """Make the stories anew of all reports that hang together with one of these."""
    waiting, done = sorted(set(reports), reverse=True), set[int]()
    while waiting:
        report = waiting.pop()
        if report in done:
            continue
        level = _level(connection, report)
        reached, is_crowded = _hanging_together(connection, report, level)
        if is_crowded and level + 1 < len(LEVELS):
            rows = [(level + 1, one) for one in reached]
            connection.executemany("UPDATE story_terms SET level = ? WHERE report = ?", rows)
            waiting += reached
            done -= set(reached)
            continue
        _store(connection, reached, [reached] if is_crowded else None)
        done |= set(reached)


def _level(connection: sqlite3.Connection, report: int) -> int:
    (level,) = connection.execute("SELECT level FROM story_terms WHERE report = ?", (report,)).fetchone()
    return int(level)


def _hanging_together(connection: sqlite3.Connection, report: int, level: int) -> tuple[list[int], bool]:
    """The reports of this level that hang together with one at its level, and whether they are too many.

    Too many they are as well where one of them is on a higher level: it went there because they were.
    """
    query = """
        SELECT other, level FROM story_links JOIN story_terms ON story_terms.report = other
        WHERE story_links.report = ? AND likeness >= ?
    """
    reached, border, is_crowded = {report}, [report], False
    while border:
        for other, other_level in connection.execute(query, (border.pop(), LEVELS[level])):
            if other_level > level:
                is_crowded = True
            elif other not in reached:
                reached.add(other)
                border.append(other)
    return sorted(reached), is_crowded or len(reached) > MOST


def _store(connection: sqlite3.Connection, reports: list[int], stories: list[list[int]] | None) -> None:
    """Store the stories among reports that hang together: the given ones, else those that grouping finds."""
    rows = {report: _row(connection, report) for report in reports}
    if stories is None:
        by_id = {identity: report for report, (_, identity, _, _) in rows.items()}
        members = [Member(identity, *_unpack(blob), day) for _, identity, day, blob in rows.values()]
        stories = [[by_id[identity] for identity in found] for found in group(members)]
    for story in stories:
        founder = min(story, key=lambda report: rows[report][:2])
        name = content_id("story", rows[founder][1])
        connection.execute("INSERT OR IGNORE INTO story_names (story, founder) VALUES (?, ?)", (name, founder))
        pairs = [(report, name) for report in story]
        connection.executemany("INSERT OR REPLACE INTO story_members (report, story) VALUES (?, ?)", pairs)


def _row(connection: sqlite3.Connection, report: int) -> tuple[str, str, int | None, bytes]:
    """When a report came out, unknown last, its id, its day and its terms."""
    query = """
        SELECT ifnull(published_at, '~'), id, day, terms
        FROM story_terms JOIN reports ON reports.key = story_terms.report WHERE story_terms.report = ?
    """
    found: tuple[str, str, int | None, bytes] = connection.execute(query, (report,)).fetchone()
    return found

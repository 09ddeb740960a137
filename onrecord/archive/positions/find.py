"""The position of a holder on a matter, on one day, as far as reports published up to another tell."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log

from onrecord.archive.addresses import in_utc
from onrecord.archive.claims.words import Term, Terms
from onrecord.archive.positions.answer import KINDS, LEAST, VOICES, Answer, Told, decide, seen_from
from onrecord.archive.positions.bearings import sentences
from onrecord.archive.positions.holders import Holder, find_holder, likeness
from onrecord.archive.positions.index import lookup_words
from onrecord.archive.positions.matters import (
    Matter,
    coverage,
    find_matter,
    lifts_restriction,
    points_back,
    same_way,
    terms_in,
)
from onrecord.archive.search.aliases import other_names
from onrecord.archive.store import Archive
from onrecord.errors import InputError
from onrecord.records import PositionStance
from onrecord.spans import Span, overlaps

_MOST = 3000
"""Bearings that are weighed, those with the most of the matter's words first."""


_UNSEEN = 1.5
"""What a word weighs that no report has: the reports may say it otherwise."""


class InvalidQuestion(InputError):
    """The question cannot be answered as it stands: no holder, no matter, or a date that is none."""


def position_answer(
    archive: Archive,
    holder: str,
    matter: str,
    on: str,
    as_reported_by: str | None = None,
    within: Iterable[int] | None = None,
) -> Answer:
    """What position `holder` held on `matter` on the day `on`, by what was published up to `as_reported_by`.

    Both are ISO dates or date-times; a date means to the end of that day, UTC. Without the second all reports count.
    `within` are the reports that count, by `reports.key`; without it all do. Raises InvalidQuestion.
    """
    return next(iter(position_answers(archive, [holder], matter, on, as_reported_by, within)))


def position_answers(
    archive: Archive,
    holders: Iterable[str],
    matter: str,
    on: str,
    as_reported_by: str | None = None,
    within: Iterable[int] | None = None,
) -> Iterator[Answer]:
    """As `position_answer`, of several holders one after the other: what is told of the matter is weighed once."""
    day, known = _cut(on, "on"), _cut(as_reported_by or "9999-12-31", "as-reported-by")
    bearings = _Bearings(archive.connection, known, None if within is None else tuple(within))
    for holder in holders:
        if not holder.strip() or not terms_in(matter).terms:
            raise InvalidQuestion("question", "it names no holder or no matter", 'Give both: "Norland" "grain exports"')
        asked = find_holder(holder, day[:10], frozenset(other_names(archive, holder)))
        yield _answer(list(_told(bearings, asked, matter)), holder, matter, on, day, as_reported_by or "", asked, known)


def _answer(
    told: list[Told], holder: str, matter: str, on: str, day: str, as_reported_by: str, asked: Holder, known: str
) -> Answer:
    history, against = decide(told, day[:10])
    last = history[-1] if history else None
    return Answer(
        holder=holder, matter=matter, on=on, as_reported_by=as_reported_by, history=tuple(history),
        stance=last.stance if last else None, since=last.since if last else None, contradicted_by=tuple(against),
        reasons=tuple(_reason(each) for each in last.told[:5]) if last else (_nothing(asked, known),),
    )  # fmt: skip


def _cut(value: str, name: str) -> str:
    moment = in_utc(value)
    if moment is None:
        raise InvalidQuestion(f"--{name}", f"{value!r} is no date", "Give a day such as 2024-11-17, or a date-time")
    return moment if "T" in moment else f"{moment}T23:59:59Z"


def _told(bearings: "_Bearings", holder: Holder, text: str) -> Iterator[Told]:
    own_names = frozenset(term.key for term in terms_in(holder.name).terms)
    matter = find_matter(text, own_names, bearings.weigh)
    for row in bearings.rows(text, holder.country):
        likely = likeness(holder, row["holder"], row["holder_kind"], row["country"], row["sector"])
        if not likely:
            continue
        covered, stance = bearings.seen(row, matter)
        if covered < LEAST or stance is None:
            continue
        whole, span = row["text"], (row["start"], row["stop"])
        weight = covered**2 * likely * VOICES[row["voice"]] * KINDS[row["kind"]] * (0.5 + row["confidence"] / 2)
        yield Told(
            stance=stance, report=row["id"], record=row["owner"], outlet=row["outlet"],
            published=row["published_at"], span=span, text=" ".join(whole[slice(*span)].split()),
            holder=row["holder"], source=row["source"],
            voice=row["voice"], kind=row["kind"], since=row["since"], until=row["until"],
            planned=bool(row["planned"]), coverage=round(covered, 3), weight=round(weight, 3),
        )  # fmt: skip


class _Bearings:
    """What reports that had come out tell, and what each place says of a matter, looked at once for all holders."""

    def __init__(self, connection: sqlite3.Connection, known: str, within: tuple[int, ...] | None) -> None:
        self.weigh = _Rarity(connection, known)
        self._connection, self._known, self._within = connection, known, within
        self._rows: dict[tuple[str, str | None], list[sqlite3.Row]] = {}
        self._terms: dict[int, Terms] = {}
        self._seen: dict[tuple[int, tuple[Term, ...]], tuple[float, PositionStance | None]] = {}

    def rows(self, text: str, country: str | None) -> list[sqlite3.Row]:
        """The bearings that share a word with a matter, those of another country left out."""
        if (text, country) not in self._rows:
            self._rows[text, country] = _rows(self._connection, text, country, self._known, self._within)
        return self._rows[text, country]

    def seen(self, row: sqlite3.Row, matter: Matter) -> tuple[float, PositionStance | None]:
        """How much of the matter a bearing covers, and the stance that it says on it."""
        place = row["key"], matter.terms
        if place not in self._seen:
            self._seen[place] = self._look(row, matter)
        return self._seen[place]

    def _look(self, row: sqlite3.Row, matter: Matter) -> tuple[float, PositionStance | None]:
        whole, span = row["text"], (row["start"], row["stop"])
        if row["report"] not in self._terms:
            self._terms[row["report"]] = terms_in(whole)
        its_matter, sentence = row["matter"], _around(whole, span)
        if points_back(its_matter):
            its_matter = _before(whole, span)
            sentence = f"{its_matter} {sentence}"
        evidence = whole[slice(*span)] if row["kind"] == "position" else ""
        report = self._terms[row["report"]]
        covered = coverage(matter, terms_in(its_matter), terms_in(evidence), terms_in(sentence), report)
        along = same_way(matter, its_matter, sentence)
        its_matter = evidence if lifts_restriction(evidence) else its_matter
        return covered, seen_from(row["stance"], bool(row["negated"]), row["kind"], its_matter, along, matter)


_KNOWN = "iif(length(r.published_at) > 10, r.published_at, r.published_at || 'T23:59:59Z') <= ?"
"""Whether a report had come out: one whose hour is not known, at the end of its day."""


def _rows(
    connection: sqlite3.Connection, text: str, country: str | None, known: str, within: Iterable[int] | None
) -> list[sqlite3.Row]:
    """The bearings that had come out and share a word with the matter, those of another country left out."""
    words = " OR ".join(f'"{word}"' for word in lookup_words(text)) or '""'
    chosen = None if within is None else "[" + ",".join(map(str, sorted(within))) + "]"
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(
        "SELECT b.*, r.id, r.outlet, r.published_at, r.text FROM position_terms AS f "
        "JOIN position_bearings AS b ON b.key = f.rowid JOIN reports AS r ON r.key = b.report "
        f"WHERE position_terms MATCH ? AND {_KNOWN} AND (? IS NULL OR b.country IS NULL OR b.country = ?) "
        "AND (? IS NULL OR b.report IN (SELECT value FROM json_each(?))) ORDER BY f.rank LIMIT ?",
        (words, known, country, country, chosen, chosen, _MOST),
    ).fetchall()


class _Rarity:
    """How much a word tells: the logarithm of how few of the reports that had come out have it in a bearing."""

    def __init__(self, connection: sqlite3.Connection, known: str) -> None:
        self._connection = connection
        self._known = known
        self._weights: dict[tuple[str, ...], float] = {}
        (self._all,) = connection.execute(f"SELECT count(*) FROM reports AS r WHERE {_KNOWN}", (known,)).fetchone()

    def __call__(self, term: Term) -> float:
        forms = tuple(self._forms(term))
        if forms not in self._weights:
            self._weights[forms] = self._weight(forms) if forms else 0.5
        return self._weights[forms]

    def _weight(self, forms: tuple[str, ...]) -> float:
        words = " OR ".join(f'"{word}"' for word in forms)
        statement = (
            "SELECT count(DISTINCT b.report) FROM position_terms AS f JOIN position_bearings AS b ON b.key = f.rowid "
            f"JOIN reports AS r ON r.key = b.report WHERE position_terms MATCH ? AND {_KNOWN}"
        )
        (having,) = self._connection.execute(statement, (words, self._known)).fetchone()
        return log((self._all + 5) / (having + 1)) + 0.3 if having else _UNSEEN

    @staticmethod
    def _forms(term: Term) -> list[str]:
        return ["c" + term.key[1:].lower()] if term.key.startswith("@") else sorted(term.bases)


def _around(text: str, span: Span) -> str:
    """The sentences that a span stands in."""
    return " ".join(text[slice(*each)] for each in _sentences(text) if overlaps(each, span))


def _before(text: str, span: Span) -> str:
    """The sentence before the one that a span begins in."""
    here = next((each for each in _sentences(text) if overlaps(each, span)), span)
    earlier = [each for each in _sentences(text) if each[1] <= here[0]]
    return text[slice(*earlier[-1])] if earlier else text[slice(*here)]


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def _reason(told: Told) -> str:
    whose = {"own": "by its own word", "report": "told by the report itself", "unnamed": "by a source not named",
             "other": "by somebody else's word"}[told.voice]  # fmt: skip
    source = f" ({told.source})" if told.source else ""
    return f"{told.stance}: “{told.text}”, {told.outlet or 'unknown outlet'}, {told.published}, {whose}{source}"


def _nothing(holder: Holder, known: str) -> str:
    return f"no report published up to {known} tells a position of {holder.name} on this matter"

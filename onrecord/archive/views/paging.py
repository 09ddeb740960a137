"""Pages of long lists: a cursor holds where in the order a page ended, so that what comes in later shifts nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from onrecord.errors import InputError

T = TypeVar("T")


class InvalidRequest(InputError):
    """A view cannot be made as it was asked for: a filter, a cursor or an order that is none."""


class NoSuchThing(InputError):
    """The archive has nothing under the name that was asked for."""


class Page(msgspec.Struct, Generic[T], frozen=True):
    """A page of a list, and the cursor of the next; None after the last."""

    items: list[T]
    cursor: str | None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], Sequence[object]]) -> Page[T]:
    """The first `limit` of one more than that many rows; `key` is a row's place in the order."""
    items = list(rows[:limit])
    return Page(items, write_cursor(key(items[-1])) if len(rows) > limit else None)


def write_cursor(key: Sequence[object]) -> str:
    """A place in an order as text without meaning."""
    return urlsafe_b64encode(msgspec.json.encode(list(key))).decode().rstrip("=")


def read_cursor(cursor: str | None, length: int) -> list[object] | None:
    """The place again, of so many values. Raises InvalidRequest for what is no cursor of this list."""
    if not cursor:
        return None
    try:
        found = msgspec.json.decode(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)), type=list[object])
    except (ValueError, msgspec.DecodeError):
        found = []
    if len(found) != length or not all(_can_be_compared(value) for value in found):
        raise InvalidRequest("cursor", f"{cursor!r} is none that this list gave", "Leave it out for the first page")
    return found


def _can_be_compared(value: object) -> bool:
    return value is None or isinstance(value, str | float) or (isinstance(value, int) and abs(value) < 2**63)


def after(order: str, start: Sequence[object] | None) -> tuple[str, tuple[object, ...]]:
    """In SQL: whether a row comes after a place in an order of columns, all ascending."""
    if start is None:
        return "1", ()
    return f"({order}) > ({', '.join('?' * len(start))})", tuple(start)


def page_after(items: Sequence[T], limit: int, cursor: str | None, key: Callable[[T], tuple[object, ...]]) -> Page[T]:
    """The page of a list in memory that follows the cursor; the list is in the order of `key`."""
    length = len(key(items[0])) if items else 1
    start = read_cursor(cursor, length) if items else None
    rest = items if start is None else [item for item in items if _comes_after(key(item), start)]
    return page_of(rest[: limit + 1], limit, key)


def _comes_after(key: tuple[object, ...], start: Sequence[object]) -> bool:
    try:
        return key > tuple(start)
    except TypeError as error:
        raise InvalidRequest("cursor", "it belongs to another list", "Leave it out for the first page") from error

"""Actors: whoever acts or speaks in the report, with all mentions joined (names, titles, pronouns, metonyms) and coded
by country and sector."""

from onrecord.reading.actors.stage import find_actors

__all__ = ["find_actors"]

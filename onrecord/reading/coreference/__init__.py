"""Coreference: which mentions of people, places and organizations in a report mean the same one."""

from onrecord.reading.coreference.stage import find_chains

__all__ = ["find_chains"]

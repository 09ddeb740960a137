"""Places: mentions found among names and in the gazetteer, resolved together over the whole report."""

from onrecord.reading.places.stage import find_places

__all__ = ["find_places"]

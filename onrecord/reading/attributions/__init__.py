"""Attributions: who says what, and on whose word.

The model's frames give the outermost ones, rules over the tree the nested and the hearsay ones; `chains` makes every
hop a record of its own.
"""

from onrecord.reading.attributions.stage import find_attributions

__all__ = ["find_attributions"]

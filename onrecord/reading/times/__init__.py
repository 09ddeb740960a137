"""Temporal expressions to TIMEX3 values and intervals.

The text becomes one class letter a token, and phrase rules run as regular expressions over that string; `values` and
`calendar` resolve what they find against publication date, dateline and tense.
"""

from onrecord.reading.times.stage import find_times

__all__ = ["find_times"]

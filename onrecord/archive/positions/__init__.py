"""Positions on two clocks: what a holder's position on a matter was on one day, as far as reports up to another tell.

`bearings` finds in one record what bears on a position, `index` keeps it in the archive, one row a place and none ever
changed by a later report. `holders` and `matters` say which rows are about the holder and the matter asked for,
`answer` goes through them in order of time, `find` puts these together.
"""

from onrecord.archive.positions.answer import Answer, Held, Told
from onrecord.archive.positions.find import InvalidQuestion, position_answer, position_answers

__all__ = ["Answer", "Held", "InvalidQuestion", "Told", "position_answer", "position_answers"]

"""Positions and shifts: who permits, forbids, promises, refuses what, within which scope, and what it was before."""

from onrecord.reading.positions.stage import find_positions

__all__ = ["find_positions"]

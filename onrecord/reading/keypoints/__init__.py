"""Key points: the main happening and the rows of the "Factor | Details" table."""

from onrecord.reading.keypoints.stage import find_keypoints

__all__ = ["find_keypoints"]

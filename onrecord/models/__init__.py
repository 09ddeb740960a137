"""The reader model: one small encoder with a head per task, run once over a report, and its loader."""

from onrecord.models.reader_model import ReaderModel, WindowOutput, load_reader_model

__all__ = ["ReaderModel", "WindowOutput", "load_reader_model"]

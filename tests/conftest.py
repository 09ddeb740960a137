"""What all tests share: the shipped model, loaded once, and the examples."""

from pathlib import Path

import pytest

from onrecord.models import ReaderModel, load_reader_model

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def model() -> ReaderModel:
    """The shipped reader model."""
    return load_reader_model()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example reports."""
    return ROOT / "examples"

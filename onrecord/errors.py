"""The errors of onrecord, in one tree.

OnrecordError
├── InputError          this input failed, the others go on
│   ├── EmptyInput
│   ├── UnreadableInput         binary, PDF, broken encoding, missing file
│   ├── OversizedInput
│   ├── NotAnArticle
│   ├── UnsupportedLanguage
│   └── InvalidRecord           a record that breaks the contract
└── SetupError          stop the run: weights or tables are missing or damaged
"""


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """One input could not be used; the message says what was wrong and what to do.

    `name` is the input's own name: a path, `-` for standard input, or `PATH:LINE` in JSON Lines.
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}. {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy


class EmptyInput(InputError):
    """The input holds no text."""


class UnreadableInput(InputError):
    """The input is not text or HTML, or cannot be opened or decoded."""


class OversizedInput(InputError):
    """The input is longer than a single report can be."""


class NotAnArticle(InputError):
    """The input is text, but no report could be found in it."""


class UnsupportedLanguage(InputError):
    """The report is not in English."""


class InvalidRecord(InputError):
    """A record breaks the contract of schema `onrecord/1`."""


class SetupError(OnrecordError):
    """The installation is incomplete; nothing can be read until it is mended."""

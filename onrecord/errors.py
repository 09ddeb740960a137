"""The errors of onrecord, in one tree.

OnrecordError
├── InputError          this input failed, the others go on
│   ├── EmptyInput
│   ├── UnreadableInput         binary, PDF, broken encoding, missing file
│   ├── OversizedInput
│   ├── NotAnArticle
│   ├── UnsupportedLanguage
│   ├── ReadingFailed           the report was taken in, but reading it broke off
│   └── InvalidRecord           a record that breaks the contract
├── SetupError          stop the run: weights or tables are missing or damaged
└── ArchiveError        stop the run: the archive cannot be used
    ├── NotAnArchive        no such file, or a file that is something else
    ├── NewerArchive        made by a newer onrecord
    ├── ArchiveLocked       another program is writing to it
    └── ArchiveUnwritable   the disk is full, or writing is not allowed
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

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        return type(self), (self.name, self.problem, self.remedy)  # so that it passes from one process to another


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


class ReadingFailed(InputError):
    """The report was taken in, but reading it broke off."""


class InvalidRecord(InputError):
    """A record breaks the contract of schema `onrecord/1`."""


class SetupError(OnrecordError):
    """The installation is incomplete; nothing can be read until it is mended."""


class ArchiveError(OnrecordError):
    """The archive cannot be used; the message says why and what to do. What it holds is not changed."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}")
        self.path = path
        self.problem = problem
        self.remedy = remedy


class NotAnArchive(ArchiveError):
    """There is no such file, or it is no archive of onrecord."""


class NewerArchive(ArchiveError):
    """The archive was made by a newer version of onrecord, whose tables this one does not know."""


class ArchiveLocked(ArchiveError):
    """Another program is writing to the archive and did not stop for as long as this one waited."""


class ArchiveUnwritable(ArchiveError):
    """The archive cannot be written: the disk is full, or this user may not write there."""

"""`onrecord ontology check`: the types of a file, tried on the sentences that the file itself gives."""

from pathlib import Path

import typer

from onrecord.cli.reading import complain
from onrecord.errors import SetupError


def check_file(file: Path) -> int:
    """Try the patterns on the file's own sentences; the exit status: 0, 1 (no usable file), 2 (some fail)."""
    from onrecord.knowledge.custom_ontology import load_custom_ontology
    from onrecord.reading.trial import try_types

    try:
        ontology = load_custom_ontology(file)
        trials = list(try_types(ontology))
    except SetupError as error:
        complain(str(error))
        return 1
    for trial in trials:
        right = sum(answer.problem is None for answer in trial.answers)
        typer.echo(f"{trial.type.name}: {right} of {len(trial.answers)} sentences as they should be")
        for answer in trial.answers:
            if answer.problem is not None:
                complain(f"{file}: line {answer.example.line}: {trial.type.name}: {answer.problem}")
    return 2 if any(answer.problem is not None for trial in trials for answer in trial.answers) else 0

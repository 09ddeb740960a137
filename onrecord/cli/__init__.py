"""The command line: thin commands that parse arguments, call one function and print.

Data goes to standard output, everything else to standard error. Exit status 0: all done; 1: the installation is
incomplete; 2: an input failed (the others were still read) or the arguments were wrong.
"""


def main() -> None:
    """Run the command `onrecord` with the arguments of this process."""
    from onrecord.cli.app import app

    app()

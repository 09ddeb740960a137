"""The version of the package, which every record carries."""

VERSION = "0.1.0"

"""Measures what a user gets: predictions for the benches, their scores, speed, sameness, robustness and floors.

Everything here reads reports through the package's public entry points. The benches' texts are not ours to ship:
they are read from where they lie and nothing of them is kept.
"""

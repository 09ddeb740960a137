"""One report in, one record out. Pure: no I/O, no clock, no randomness.

Each stage is a module with one public function that takes the report, the model's analysis and the records of the
stages before it, and returns records with evidence. `reader` lists the stages in order.
"""

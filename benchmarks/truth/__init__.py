"""Documents whose true text is known, made at run time from a seed, and the measurement of reading against them.

`python -m benchmarks.truth` prints the table. Nothing here is read from a file: every word comes from prose.py.
"""

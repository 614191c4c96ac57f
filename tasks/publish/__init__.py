"""Publish: one folder per run (DuckDB file, report), checked as a whole, then one pointer is swapped."""

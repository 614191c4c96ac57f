"""Hostile files made at run time, and what the reading of each of them costs: `python -m benchmarks.hostile`.

pdf_structure.py, pdf_content.py, pdf_whole.py, markup.py, office.py, more_formats.py and text.py make the files; run.py
reads them in the pool and watch.py measures; __main__.py prints. Nothing here is kept on disk or downloaded.
"""

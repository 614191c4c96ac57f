"""Verify: does the quote stand on the page, is it about this body and time, and can its kind of document bear it?"""

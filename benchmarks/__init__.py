"""Measurements: ratios against peers, and runs on folders of documents. Nothing here is a test."""

"""Summarise: per organisation and measure, and per year, sentences that each cite a verified judgement."""

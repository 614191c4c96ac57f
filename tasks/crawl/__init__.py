"""Crawl: ask every source what it lists, and fetch what is new or changed into the raw store."""

"""Classify: is a candidate evidence, for which measure, how far along, of which elements, and in which words."""

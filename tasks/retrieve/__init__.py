"""Retrieve: which passages may be about which measure. Depends on the passage and the codebook version alone."""

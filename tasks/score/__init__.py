"""Score: levels per organisation and measure by codebook/scoring.yaml, never by a model."""

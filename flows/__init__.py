"""Prefect flows: order, retries, artifacts. The work itself is in tasks/ and knows nothing of Prefect."""

"""Link: passages that repeat an earlier one of the same organisation, so that boilerplate counts once."""

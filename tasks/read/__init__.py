"""Reading: bytes of a document in; pages, passages and facts about it out. One document never stops the others."""

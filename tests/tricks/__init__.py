"""Returns that try to make the reader silently wrong, by an author who has not seen how it reads."""

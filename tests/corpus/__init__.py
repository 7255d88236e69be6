"""A corpus of returned forms, made by code and seeded: blanks, fillings, what people do to them, and a scorer."""

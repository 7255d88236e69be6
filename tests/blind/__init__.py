"""The blind set: forms and returns by somebody who has not seen the reader, and a scorer that says totals only."""

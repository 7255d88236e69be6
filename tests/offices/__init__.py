"""Many different forms as offices make them, filled by a program that has never seen the reader: a blind test."""

"""A blank form compiled: what it asks for, and where in its text each answer goes."""

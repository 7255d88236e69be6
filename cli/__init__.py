"""The command `shoufa`."""

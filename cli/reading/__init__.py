"""What `shoufa fields` and `shoufa read` are made of: the blank, the pile of files, the ways to show them."""

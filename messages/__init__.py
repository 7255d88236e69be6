"""What Shoufa says to people: the tree of errors and the language they are said in."""

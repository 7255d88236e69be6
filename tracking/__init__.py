"""The book of the 收发室: who received what, who owes what, what came back, and every change of it."""

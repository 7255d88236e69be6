"""One intermediate form of a Word document: every visible character with its place, controls, bookmarks and signs."""

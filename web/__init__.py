"""Pages for staff and for units, rendered on the server; they work without JavaScript."""

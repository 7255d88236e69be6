"""One module a group of pages; views only read forms, enter workflows and choose what to show."""

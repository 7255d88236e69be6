"""The mail room: compose, send, receive and match mail; it knows nothing of databases and documents."""

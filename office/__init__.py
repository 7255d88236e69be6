"""What needs another program: LibreOffice, archives, text in pictures, and the limited child process they run in."""

"""Child processes that cannot outlive their parent, and the broker and object store of one machine."""

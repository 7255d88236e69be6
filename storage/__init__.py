"""Where bytes are kept: one small protocol, any S3 server or a folder behind it."""

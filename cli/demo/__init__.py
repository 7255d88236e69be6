"""`shoufa demo`: the whole story of the example campaign, acted through commands, pages and mails only."""

from cli.demo.command import app

__all__ = ["app"]

"""Word documents from templates that staff write in Word (docxtpl's syntax)."""

from documents.rendering.render import render, variables

__all__ = ["render", "variables"]

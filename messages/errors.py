"""The tree of errors.

ShoufaError                  what is wrong, where, and what to do; safe to show to a person
├── ConfigurationError       a setting or environment variable
├── CampaignError            campaign.toml or a file that it names
├── TemplateError            a .docx template: unknown variable, broken syntax
├── DocumentError            a .docx file that cannot be used
├── ConversionFailed         another program could not turn a file into one that is read
│   ├── PasswordNeeded       because a password protects it
│   ├── Damaged              because it is damaged
│   └── TooLarge             because there is too much of it
├── ImportFileError          a units or data file that staff bring
├── NotAllowed               a step that the present state does not allow
├── NotFound                 something named that is not there
└── Unavailable              a service that does not answer; worth trying again
    ├── StoreUnavailable     object store
    ├── BrokerUnavailable    Redis or Valkey
    ├── DatabaseUnavailable
    └── MailUnavailable      SMTP or IMAP
"""

from __future__ import annotations

from messages.language import current, mark, translate


class ShoufaError(Exception):
    """An error that a person reads.

    `text` and `remedy` are English msgids with {named} places, filled from `values`;
    `place` says where (file and key, template and variable, host and port). str() is the whole
    message in the current language.
    """

    kind = mark("Error")

    def __init__(self, text: str, *, place: str = "", remedy: str = "", **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.place = place
        self.remedy = remedy
        self.values = values

    def __str__(self) -> str:
        """What is wrong, where, and what to do, in the current language."""
        place = f"{self.place}: " if self.place else ""
        remedy = translate(self.remedy, **self.values)
        between = " " if remedy and current() == "en" else ""  # Chinese sentences follow each other without a space
        return f"{place}{translate(self.text, **self.values)}{between}{remedy}"


class ConfigurationError(ShoufaError):
    """A setting or environment variable is missing or wrong."""

    kind = mark("Configuration")


class CampaignError(ShoufaError):
    """campaign.toml, or a file that it names, is wrong."""

    kind = mark("Campaign")


class TemplateError(ShoufaError):
    """A .docx template cannot be rendered."""

    kind = mark("Template")


class DocumentError(ShoufaError):
    """A document cannot be used at all."""

    kind = mark("Document")


class ConversionFailed(ShoufaError):
    """Another program could not turn the file into one that is read: it failed, hung, crashed or gave nothing."""

    kind = mark("Conversion")


class PasswordNeeded(ConversionFailed):
    """The file is protected by a password."""


class Damaged(ConversionFailed):
    """The file is not whole."""


class TooLarge(ConversionFailed):
    """There is more in the file than is read."""


class ImportFileError(ShoufaError):
    """A file of units or data is wrong; `place` names sheet and row."""

    kind = mark("Import")


class NotAllowed(ShoufaError):
    """The present state does not allow this step."""

    kind = mark("Not allowed")


class NotFound(ShoufaError):
    """Something that was named is not there."""

    kind = mark("Not found")


class Unavailable(ShoufaError):
    """A service does not answer; the step is worth trying again."""

    kind = mark("Unavailable")


class StoreUnavailable(Unavailable):
    """The object store does not answer or refuses."""


class BrokerUnavailable(Unavailable):
    """Redis or Valkey does not answer."""


class DatabaseUnavailable(Unavailable):
    """The database does not answer."""


class MailUnavailable(Unavailable):
    """The SMTP or IMAP server does not answer or refuses."""

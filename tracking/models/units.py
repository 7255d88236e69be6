"""Units (单位): the tree of organisations that receive and return papers."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """An organisation; its place in the tree is `parent` (city → county → town …)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=16, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    region_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def mail_address(self) -> str:
        """Where the unit's mail goes: its first contact that has an address; "" when none has."""
        return next((contact.email for contact in self.contacts.all() if contact.email), "")

    @property
    def short(self) -> str:
        """The name for tables and file names: the first alias, else the name."""
        return next((alias.name for alias in self.aliases.all()), self.name)

    def known_names(self) -> tuple[str, ...]:
        """Its name and aliases, then those that it once had: forms that were issued then carry them."""
        names = [self.name, *(alias.name for alias in self.aliases.all())]
        return tuple(dict.fromkeys([*names, *(former.name for former in self.former_names.all())]))


class UnitAlias(models.Model):
    """Another name by which people call the unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="alias_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name or alias that the unit once had and no other unit bears now."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=300, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="former_name_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Whom to write to or to phone, by post rather than by person."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="contacts")
    post = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True, db_index=True)
    phone = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.post or self.email or self.phone

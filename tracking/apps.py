"""Django's name for this room."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Models, migrations and the writers of their status."""

    name = "tracking"
    default_auto_field = "django.db.models.BigAutoField"

"""Celery: makes due jobs happen sooner. What must be done stands in the database, not here."""

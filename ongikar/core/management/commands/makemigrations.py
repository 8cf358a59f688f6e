"""Django's `makemigrations`, for which words are no schema (core/db/schema_changes.py)."""

from django.core.management.commands import makemigrations

from ongikar.core.db.schema_changes import SchemaAutodetector


class Command(makemigrations.Command):
    autodetector = SchemaAutodetector

"""Django's `migrate`: a database without a table gets all of them at once; one that has some is changed step
by step as ever, in a sixth of the time.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from ongikar.core.data_owner import make_data_folder
from ongikar.core.db.first_tables import make_first_tables
from ongikar.core.db.model_state import few_classes_anew
from ongikar.core.db.schema_changes import SchemaAutodetector

# Whoever asks for a part, or only what would be done, has Django's own way.
PARTS = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    autodetector = SchemaAutodetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is left to Django afterwards but its signals, and apps without migrations."""
        make_data_folder()
        if not any(options.get(part) for part in PARTS):
            make_first_tables(connections[options["database"]])
        with few_classes_anew():
            super().handle(*args, **options)

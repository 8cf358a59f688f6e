"""An extension of PostgreSQL that a migration needs, and what is said where the role of the program may not
create it.
"""

from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.core.management.base import CommandError
from django.db import ProgrammingError


class NeededExtension(CreateExtension):
    """Created where it is not there yet; on other databases nothing.

    Both that we need (pg_trgm, btree_gin) are "trusted": the owner of the database may create them. A role
    that owns nothing is told what its administrator has to run once; nothing of the migration is then done.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except ProgrammingError as fault:
            raise CommandError(
                f"ডেটাবেজে {self.name} নেই, আর এই ব্যবহারকারী তা বানাতে পারেন না। ডেটাবেজের প্রশাসক একবার চালান: "
                f"CREATE EXTENSION {self.name};\n"
                f"The database has no {self.name}, and this role may not create it. Have the database’s "
                f"administrator run once: CREATE EXTENSION {self.name};"
            ) from fault

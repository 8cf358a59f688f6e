"""Django's `migrate`: a database without a table gets all of them at once; one that has some is changed step
by step as ever, in a sixth of the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from ongikar.core.data_owner import make_data_folder
from ongikar.core.db.schema_changes import SchemaAutodetector

type Key = tuple[str, str]
# Which classes a change of one makes old; private, so that a Django without it is told by an error.
METHOD = "_find_reload_model"


@contextmanager
def few_classes_anew() -> Iterator[None]:
    """Within, a step makes anew the class of its model and of those that refer to it, at any distance: what
    they know of it is old. What it refers to itself stays as it is.
    """
    whole = getattr(ProjectState, METHOD)
    setattr(ProjectState, METHOD, models_that_know_it)
    try:
        yield
    finally:
        setattr(ProjectState, METHOD, whole)


def models_that_know_it(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """In the place of a method of `ProjectState`. `delay`: whether Django could leave neighbours out for now.

    What a model reads of those that refer to it may be out of date by this, so the picture is marked as
    delayed: whatever runs Python of a migration's own is then given a picture made anew, whole.
    """
    state.is_delayed = True
    found: set[Key] = set()
    waiting: list[Key] = [(app_label, model_name.lower())]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [*state.relations.get(key, ()), *heirs_of(state, key)]
    return found


def heirs_of(state: ProjectState, key: Key) -> list[Key]:
    name = ".".join(key)
    return [
        other
        for other, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == name for base in model.bases)
    ]


# What these do is in the state of the models, so the tables that are made from it have it.
OF_MODELS = (ModelOperation, FieldOperation, IndexOperation)


def make_first_tables(database: BaseDatabaseWrapper) -> bool:
    """Make all tables in one transaction and note every migration as applied.

    Statements of a migration's own (triggers, extensions, indexes by hand) are executed in their order.
    False, with nothing done, where the database holds a table, or where a migration says of the models what
    its statements do: that only its own order tells.
    """
    if database.introspection.table_names():
        return False
    loader = MigrationLoader(database)
    plan = [*plan_of_all(loader)]
    if any(tells_models_apart(operation) for migration in plan for operation in migration.operations):
        return False
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for migration in plan:
        migration.mutate_state(state, preserve=False)
    models = state.apps.get_models(include_swapped=True)
    with database.schema_editor(atomic=True) as editor:
        for model in models:
            if model._meta.can_migrate(database):
                editor.create_model(model)
        # Indexes and foreign keys wait for the end of the editor; a migration may drop one of them by name.
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        editor.create_model(MigrationRecorder.Migration)
        recorder = MigrationRecorder(database)
        for migration in plan:
            for operation in migration.operations:
                if not isinstance(operation, OF_MODELS):
                    operation.database_forwards(migration.app_label, editor, state, state)
            recorder.record_applied(migration.app_label, migration.name)
    return True


def plan_of_all(loader: MigrationLoader) -> Iterator[Migration]:
    """Every migration once, after those on which it depends."""
    seen = set()
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                yield loader.graph.nodes[key]


def tells_models_apart(operation: Operation) -> bool:
    """Whether the operation changes the models in one way and the tables in another."""
    if isinstance(operation, SeparateDatabaseAndState):
        return True
    return isinstance(operation, RunSQL) and bool(operation.state_operations)


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

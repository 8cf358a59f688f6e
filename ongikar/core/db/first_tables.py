"""The tables of a database that has none yet, each made once, as it is after the last migration.

Django's way there makes every table as it was at first and changes it migration by migration; after each of
some six hundred steps it makes anew the classes of all models that are related, which is nearly all of them.
That takes half a minute of processor time before a new office has its first page. See docs/decisions/082.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

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

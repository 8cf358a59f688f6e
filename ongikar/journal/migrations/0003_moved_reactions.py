"""Reactions that are owed under the name of a module that is gone are owed under the new one: an outbox entry
keeps its reaction's dotted name, so one written before an update would else be given up as unknown after it.
"""

from django.db import migrations

MOVED = {
    "notices.moved_days.notify_of_moved_case": "notices.reactions.notify_of_moved_case",
    "notices.moved_days.notify_of_moved_grievance": "notices.reactions.notify_of_moved_grievance",
}


def rename_reactions(apps, schema_editor):
    entries = apps.get_model("journal", "OutboxEntry").objects.using(schema_editor.connection.alias)
    for former, name in MOVED.items():
        entries.filter(reaction=former).update(reaction=name)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_triggers_against_change")]
    operations = [migrations.RunPython(rename_reactions, migrations.RunPython.noop, elidable=True)]

"""An office whose promises were made before tallies were kept owes them: the worker counts, a month at a time."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def owe_tallies(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    clock, owed, office = (
        apps.get_model(*name) for name in (("clock", "Clock"), ("clock", "OwedTally"), ("offices", "Office"))
    )
    keys = office.objects.order_by("pk").values_list("pk", flat=True)
    owed.objects.bulk_create(
        owed(office_id=key) for key in keys if clock.objects.filter(office_id=key).exists()
    )


class Migration(migrations.Migration):
    dependencies = [("clock", "0003_tallies_of_promises")]
    operations = [migrations.RunPython(owe_tallies, migrations.RunPython.noop)]

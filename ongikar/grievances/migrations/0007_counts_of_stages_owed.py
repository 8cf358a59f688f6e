"""An office whose complaints were there before they were counted by month owes its counts: the worker counts."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def owe_counts(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    stage, owed, office = (
        apps.get_model(*name)
        for name in (("grievances", "Stage"), ("grievances", "OwedStageCount"), ("offices", "Office"))
    )
    keys = office.objects.order_by("pk").values_list("pk", flat=True)
    owed.objects.bulk_create(
        owed(office_id=key) for key in keys if stage.objects.filter(post__office=key).exists()
    )


class Migration(migrations.Migration):
    dependencies = [("grievances", "0006_counts_of_stages")]
    operations = [migrations.RunPython(owe_counts, migrations.RunPython.noop)]

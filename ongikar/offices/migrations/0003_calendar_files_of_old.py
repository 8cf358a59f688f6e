"""Until now every calendar said exactly what the office's files said."""

from django.db import migrations
from django.db.models import F


def keep_files(apps, schema_editor):
    apps.get_model("offices", "CalendarVersion").objects.update(files=F("data"))


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_calendar_orders")]
    operations = [migrations.RunPython(keep_files, migrations.RunPython.noop)]

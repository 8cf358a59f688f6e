"""A dossier whose file was taken out of the papers past the program names none: before the column leads to it.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_none(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    dossier, paper = apps.get_model("grievances", "Dossier"), apps.get_model("papers", "Paper")
    named = dossier.objects.exclude(paper_id=None)
    named.exclude(paper_id__in=paper.objects.values("pk")).update(paper_id=None)


class Migration(migrations.Migration):
    dependencies = [("grievances", "0007_counts_of_stages_owed"), ("papers", "0002_papers_with_files")]

    operations = [migrations.RunPython(name_none, migrations.RunPython.noop)]

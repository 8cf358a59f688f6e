"""The files entered last are found by an index: a search looks among them first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0009_newest_drafts")]

    operations = [
        migrations.AddIndex(
            model_name="file", index=models.Index(fields=["office", "-id"], name="files_newest")
        ),
    ]

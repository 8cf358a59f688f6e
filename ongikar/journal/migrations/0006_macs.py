"""Each entry and each seal bears what only the holder of a key can write."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_turns")]
    operations = [
        migrations.AddField("entry", "mac", models.BinaryField(max_length=26, null=True)),
        migrations.AddField("seal", "mac", models.BinaryField(max_length=18, null=True)),
    ]

"""How far the demonstration of an office has come while it is being made; null once it is there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0004_an_office_owes_since_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="demo_done",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="demo_total",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]

"""An office owes what the calendar brings since a day; one that is there already owes as it did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0003_places_have_a_position"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="owes_since",
            field=models.DateField(null=True),
        ),
    ]

"""The devices of many places at once are counted off an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0004_an_office_owes_since_a_day'),
        ('places', '0002_faults_and_low_parts_and_lists_found'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='device',
            index=models.Index(fields=['place', 'state', 'kind'], name='devices_counted_at_a_place'),
        ),
    ]

"""No question asks for promises by office or calendar alone, and every change of a day wrote both indexes anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clock', '0002_promises_broke_before'),
        ('offices', '0006_serials_found_by_their_book'),
    ]

    operations = [
        migrations.AlterField(
            model_name='clock',
            name='calendar_version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.calendarversion'),
        ),
        migrations.AlterField(
            model_name='clock',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='offices.office'),
        ),
        migrations.AlterField(
            model_name='moment',
            name='clock',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='moments', to='clock.clock'),
        ),
    ]

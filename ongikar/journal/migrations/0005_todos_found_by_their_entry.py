"""The unique key of a to-do begins with its entry: an index of the entry alone is one more to write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0004_seals_never_change'),
    ]

    operations = [
        migrations.AlterField(
            model_name='todo',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='todos', to='journal.entry'),
        ),
    ]

"""Open cases are listed by desk; nothing asked for them by the post that answers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('cases', '0010_desks_read_from_the_acts')]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='desk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post'),
        ),
        migrations.RemoveIndex(model_name='case', name='open_cases_of_a_post'),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['desk', 'id'], name='open_cases_of_a_desk'),
        ),
    ]

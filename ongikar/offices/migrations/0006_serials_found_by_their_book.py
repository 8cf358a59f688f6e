"""The unique key of a book begins with its office: an index of the office alone is one more to write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0005_offices_answer_at_a_name_of_their_own'),
    ]

    operations = [
        migrations.AlterField(
            model_name='serial',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='serials', to='offices.office'),
        ),
    ]

"""Where a case lies was read from its acts each time: a list of what lies on one desk needs it in a column."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_numbers_with_a_check_part'),
        ('offices', '0006_serials_found_by_their_book'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='desk',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post'),
        ),
    ]

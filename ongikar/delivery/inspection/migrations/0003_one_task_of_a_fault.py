import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inspection', '0002_offline_packs'),
        ('offices', '0003_places_have_a_position'),
        ('people', '0003_contacts_found_and_changed'),
        ('places', '0001_devices_and_stocktakes'),
        ('tasks', '0001_tasks_and_series'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='repeats',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='inspection.finding'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('repeats__isnull', False)), fields=['repeats'], name='findings_that_repeat'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('repeats__isnull', True), ('task__isnull', True), _connector='OR'), name='a_finding_that_repeats_has_no_task'),
        ),
    ]

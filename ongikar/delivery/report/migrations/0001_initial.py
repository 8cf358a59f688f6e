import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('letters', '0001_letters_and_files'),
        ('offices', '0001_initial'),
        ('people', '0002_contacts'),
        ('tasks', '0001_tasks_and_series'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReplyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_items', to='letters.letter')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_items', to='tasks.task')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('letter', 'task'), name='an_item_is_answered_once')],
            },
        ),
        migrations.CreateModel(
            name='StandingReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service_code', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('rule', models.JSONField()),
                ('starts_on', models.DateField()),
                ('last_period', models.CharField(blank=True, max_length=12)),
                ('look_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_returns', to='people.contact')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='standing_returns', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('look_at__isnull', False)), fields=['look_at', 'id'], name='returns_to_look_at'), models.Index(fields=['office', '-id'], name='returns_newest')],
            },
        ),
    ]

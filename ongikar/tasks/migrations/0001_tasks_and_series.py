import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clock', '0002_clocks_by_stop'),
        ('offices', '0002_places_open_and_close'),
        ('papers', '0002_papers_with_files'),
        ('people', '0003_contacts_found_and_changed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('origin', models.CharField(default='own', max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('evidence', models.JSONField(default=list)),
                ('rule', models.JSONField()),
                ('starts_on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('look_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('submission', models.CharField(max_length=80, unique=True)),
                ('check_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='series_to_check', to='offices.post')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series_given', to='offices.post')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='series', to='offices.office')),
                ('owner_contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='series', to='people.contact')),
                ('owner_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='series', to='offices.post')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='series', to='offices.place')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('look_at__isnull', False)), fields=['look_at', 'id'], name='series_to_look_at'), models.Index(fields=['office', '-id'], name='series_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('owner_post__isnull', True), ('owner_contact__isnull', True), _connector='XOR'), name='a_series_has_one_owner'), models.CheckConstraint(condition=models.Q(('subject_type', ''), ('subject_id__isnull', False), _connector='XOR'), name='a_subject_of_a_series_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='PostFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='offices.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('post',), name='one_feed_a_post')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('origin', models.CharField(default='own', max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('evidence', models.JSONField(default=list)),
                ('period', models.CharField(blank=True, max_length=12)),
                ('state', models.CharField(default='open', max_length=10)),
                ('given_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('submission', models.CharField(max_length=80, unique=True)),
                ('check_clock', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_checked', to='clock.clock')),
                ('check_post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks_to_check', to='offices.post')),
                ('clock', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='task', to='clock.clock')),
                ('given_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks_given', to='offices.post')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='offices.office')),
                ('owner_contact', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.contact')),
                ('owner_post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='offices.post')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='offices.place')),
                ('series', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tasks.series')),
                ('exception', models.CharField(blank=True, max_length=12)),
                ('fiscal_year', models.PositiveSmallIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='tasks_of_a_subject'), models.Index(fields=['office', '-id'], name='tasks_newest'), models.Index(fields=['given_by', '-id'], name='tasks_given_by_a_post'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['owner_post', 'clock'], name='open_tasks_of_a_post'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['owner_contact', 'clock'], name='open_tasks_of_a_contact'), models.Index(condition=models.Q(('check_clock__isnull', False)), fields=['check_post', 'check_clock'], name='tasks_to_check'), models.Index(fields=['office', 'fiscal_year', 'number'], name='tasks_of_a_register'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['office', 'origin', 'clock'], name='open_tasks_by_origin'), models.Index(condition=models.Q(('ended_at__isnull', True), ('owner_contact__isnull', False)), fields=['given_by', 'clock'], name='open_tasks_given_outside'), models.Index(condition=models.Q(('exception', ''), _negated=True), fields=['office', '-id'], name='tasks_for_superiors'), models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['office', '-id'], name='tasks_that_ended'), models.Index(condition=models.Q(('ended_at__isnull', False), models.Q(('title', '•••'), _negated=True)), fields=['office', 'ended_at'], name='tasks_to_empty')],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='one_task_a_number'), models.UniqueConstraint(condition=models.Q(('series__isnull', False)), fields=('series', 'period'), name='one_task_a_period'), models.CheckConstraint(condition=models.Q(('owner_post__isnull', True), ('owner_contact__isnull', True), _connector='XOR'), name='a_task_has_one_owner'), models.CheckConstraint(condition=models.Q(('subject_type', ''), ('subject_id__isnull', False), _connector='XOR'), name='a_subject_of_a_task_is_whole'), models.CheckConstraint(condition=models.Q(('state__in', frozenset(['done', 'dropped'])), ('ended_at__isnull', True), _connector='XOR'), name='a_task_that_ended_says_when')],
            },
        ),
        migrations.CreateModel(
            name='TaskAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('clock', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_act', to='clock.clock')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='tasks.task')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TaskLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='task_links', to='people.contact')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='tasks.task')),
            ],
        ),
        migrations.CreateModel(
            name='TaskProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('words', models.TextField(blank=True)),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='tasks.taskact')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='tasks.task')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'words'), ('paper__isnull', True), ('subject_type', '')), models.Q(('kind', 'paper'), ('paper__isnull', False), ('subject_type', '')), models.Q(('kind', 'record'), ('paper__isnull', True), ('subject_id__isnull', False)), _connector='OR'), name='a_proof_is_what_its_kind_says')],
            },
        ),
    ]

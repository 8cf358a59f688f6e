import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0009_found_by_memo_number'),
        ('gatherings', '0001_rosters_gatherings_and_marks'),
        ('offices', '0002_places_open_and_close'),
        ('papers', '0002_papers_with_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('book_serial', models.PositiveIntegerField()),
                ('sort', models.CharField(max_length=10)),
                ('national_day', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('venue', models.CharField(blank=True, max_length=200)),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('made_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='event', to='cases.case')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='offices.office')),
                ('opened_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_opened', to='cases.case')),
                ('roster', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event', to='gatherings.roster')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-id'], name='events_newest')],
                'constraints': [models.UniqueConstraint(fields=('office', 'fiscal_year', 'book_serial'), name='one_event_a_serial'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='an_event_takes_time')],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('head', models.CharField(max_length=120)),
                ('planned', models.PositiveIntegerField()),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='budget_lines', to='event.event')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['event', 'id'], name='lines_of_an_event')],
                'constraints': [models.CheckConstraint(condition=models.Q(('planned__gt', 0)), name='a_budget_line_is_of_something'), models.CheckConstraint(condition=models.Q(('struck_at__isnull', True), models.Q(('struck_reason', ''), _negated=True), _connector='XOR'), name='a_struck_budget_line_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('items', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='event.event')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('event', 'number'), name='one_programme_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('paid_on', models.DateField()),
                ('paid_to', models.CharField(max_length=200)),
                ('what', models.CharField(max_length=300)),
                ('amount', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='event.budgetline')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voucher', to='papers.paper')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['line', 'id'], name='vouchers_of_a_line')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_voucher_is_of_something'), models.CheckConstraint(condition=models.Q(('struck_at__isnull', True), models.Q(('struck_reason', ''), _negated=True), _connector='XOR'), name='a_struck_voucher_says_why')],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0009_found_by_memo_number'),
        ('offices', '0002_places_open_and_close'),
        ('papers', '0002_papers_with_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lecture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('book_serial', models.PositiveIntegerField()),
                ('programme', models.CharField(max_length=200)),
                ('topic', models.CharField(max_length=200)),
                ('venue', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lecture', to='cases.case')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lectures', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-id'], name='lectures_newest')],
                'constraints': [models.UniqueConstraint(fields=('office', 'fiscal_year', 'book_serial'), name='one_lecture_a_serial')],
            },
        ),
        migrations.CreateModel(
            name='HostFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clear', models.PositiveSmallIntegerField()),
                ('useful', models.PositiveSmallIntegerField()),
                ('again', models.BooleanField()),
                ('words', models.TextField(blank=True)),
                ('via', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('lecture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='lecture.lecture')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('clear__gte', 1), ('clear__lte', 5), ('useful__gte', 1), ('useful__lte', 5)), name='feedback_is_of_one_to_five')],
            },
        ),
        migrations.CreateModel(
            name='Honorarium',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.PositiveIntegerField()),
                ('deducted', models.PositiveIntegerField(default=0)),
                ('paid_on', models.DateField(null=True)),
                ('voucher', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('lecture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honoraria', to='lecture.lecture')),
            ],
            options={
                'verbose_name_plural': 'honoraria',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('deducted__lte', models.F('amount'))), name='no_more_is_deducted_than_paid'), models.CheckConstraint(condition=models.Q(('amount', 0), ('paid_on__isnull', False), _connector='XOR'), name='what_was_paid_has_a_day'), models.UniqueConstraint(condition=models.Q(('struck_at__isnull', True)), fields=('lecture',), name='one_living_honorarium')],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('lecture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='lecture.lecture')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='material', to='papers.paper')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TourEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('book_serial', models.PositiveIntegerField()),
                ('traveller', models.CharField(max_length=200)),
                ('left_at', models.DateTimeField()),
                ('back_at', models.DateTimeField()),
                ('to_place', models.CharField(max_length=200)),
                ('transport', models.CharField(max_length=60)),
                ('kilometres', models.PositiveSmallIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('lecture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tours', to='lecture.lecture')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tours', to='offices.office')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('office', 'fiscal_year', 'book_serial'), name='one_tour_a_serial'), models.CheckConstraint(condition=models.Q(('back_at__gt', models.F('left_at'))), name='a_tour_ends_after_it_began'), models.UniqueConstraint(condition=models.Q(('struck_at__isnull', True)), fields=('lecture',), name='one_living_tour_a_lecture')],
            },
        ),
    ]

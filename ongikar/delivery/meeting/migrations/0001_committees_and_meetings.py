import django.db.models.deletion
import ongikar.core.i18n.say
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0009_found_by_memo_number'),
        ('gatherings', '0001_rosters_gatherings_and_marks'),
        ('letters', '0001_letters_and_files'),
        ('offices', '0002_places_open_and_close'),
        ('people', '0003_contacts_found_and_changed'),
        ('tasks', '0001_tasks_and_series'),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(default='committee', max_length=12)),
                ('name_bn', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('service_code', models.CharField(blank=True, max_length=40)),
                ('order_words', models.CharField(blank=True, max_length=200)),
                ('numerator', models.PositiveSmallIntegerField(default=1)),
                ('denominator', models.PositiveSmallIntegerField(default=2)),
                ('least', models.PositiveSmallIntegerField(default=2)),
                ('needs_chair', models.BooleanField(default=True)),
                ('notice_days', models.PositiveSmallIntegerField(default=3)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='offices.office')),
                ('roster', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='gatherings.roster')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'id'], name='committees_of_an_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(('denominator__gte', models.F('numerator')), ('least__gte', 1), ('numerator__gte', 1)), name='a_quorum_is_a_part_of_the_members'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('service_code', ''), _negated=True)), fields=('office', 'service_code'), name='one_committee_a_row_of_the_charter')],
            },
            bases=(ongikar.core.i18n.say.InTwoLanguages, models.Model),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('state', models.CharField(default='called', max_length=10)),
                ('haste', models.CharField(blank=True, max_length=300)),
                ('confirmation', models.CharField(blank=True, max_length=10)),
                ('corrections', models.TextField(blank=True)),
                ('quorum', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_emptied', models.BooleanField(default=False)),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='cases.case')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meeting.committee')),
                ('confirms', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_in', to='meeting.meeting')),
                ('gathering', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='gatherings.gathering')),
                ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.letter')),
                ('notice', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.letter')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-starts_at', '-id'], name='meetings_newest'), models.Index(fields=['committee', '-starts_at', '-id'], name='meetings_of_a_committee'), models.Index(condition=models.Q(('case__isnull', False)), fields=['case'], name='meetings_of_a_case'), models.Index(condition=models.Q(('state__in', ['called', 'sitting', 'held', 'circulated', 'approved'])), fields=['office', 'starts_at'], name='meetings_under_way'), models.Index(condition=models.Q(('ended_at__isnull', False), ('is_emptied', False)), fields=['office', 'ended_at'], name='meetings_to_empty'), models.Index(condition=models.Q(('confirms__isnull', False)), fields=['confirms'], name='meetings_that_confirm')],
                'constraints': [models.UniqueConstraint(fields=('committee', 'number'), name='one_meeting_a_number'), models.UniqueConstraint(condition=models.Q(('case__isnull', False), models.Q(('state__in', ['adjourned', 'cancelled']), _negated=True)), fields=('case',), name='one_sitting_at_a_time_of_a_case'), models.CheckConstraint(condition=models.Q(('state__in', ('called', 'sitting', 'held', 'circulated', 'approved', 'issued', 'adjourned', 'cancelled'))), name='a_meeting_has_a_state'), models.CheckConstraint(condition=models.Q(('state__in', ['called', 'sitting', 'adjourned', 'cancelled']), models.Q(('quorum', {}), _negated=True), _connector='OR'), name='a_meeting_that_was_held_had_its_quorum_counted')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(default='member', max_length=10)),
                ('is_voting', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('committee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='meeting.committee')),
                ('contact', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committee_seats', to='people.contact')),
                ('member', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seat', to='gatherings.member')),
                ('post', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committee_seats', to='offices.post')),
            ],
            options={
                'indexes': [models.Index(fields=['committee', 'position', 'id'], name='seats_of_a_committee'), models.Index(condition=models.Q(('post__isnull', False)), fields=['post'], name='seats_of_a_post'), models.Index(condition=models.Q(('contact__isnull', False)), fields=['contact'], name='seats_of_a_contact')],
                'constraints': [models.CheckConstraint(condition=models.Q(('post__isnull', True), ('contact__isnull', True), _connector='XOR'), name='a_seat_has_one_member'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_seat_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('capacity', 'observer'), _negated=True), ('is_voting', False), _connector='OR'), name='an_observer_has_no_vote'), models.UniqueConstraint(condition=models.Q(('post__isnull', False), ('until__isnull', True)), fields=('committee', 'post'), name='a_post_sits_once_in_a_committee'), models.UniqueConstraint(condition=models.Q(('contact__isnull', False), ('until__isnull', True)), fields=('committee', 'contact'), name='a_contact_sits_once_in_a_committee'), models.UniqueConstraint(condition=models.Q(('capacity__in', ['chair', 'secretary']), ('until__isnull', True)), fields=('committee', 'capacity'), name='one_chair_and_one_secretary')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(max_length=300)),
                ('discussion', models.TextField(blank=True)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meeting.meeting')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='one_item_a_place')],
            },
        ),
        migrations.CreateModel(
            name='MeetingAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='meeting.meeting')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=300)),
                ('delegate', models.CharField(blank=True, max_length=200)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meeting.meeting')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meeting.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'seat'), name='a_seat_is_taken_once')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('data', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('written_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meeting.meeting')),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'version'), name='one_minutes_a_version')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ruling', models.CharField(default='go_on', max_length=8)),
                ('until', models.DateField(null=True)),
                ('words', models.TextField(blank=True)),
                ('standing', models.JSONField(default=dict)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='meeting.meeting')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='tasks.task')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'task'), name='a_decision_is_ruled_on_once')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=200)),
                ('due', models.DateField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='meeting.agendaitem')),
                ('owner_contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions_owed', to='people.contact')),
                ('owner_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('task', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='tasks.task')),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='meeting.meeting')),
            ],
            options={
                'ordering': ['serial'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'serial'), name='one_decision_a_serial'), models.CheckConstraint(condition=models.Q(('owner_post__isnull', True), ('owner_contact__isnull', True), _connector='XOR'), name='a_decision_has_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='MinutesLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_links', to='people.contact')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='meeting.minutes')),
            ],
        ),
    ]

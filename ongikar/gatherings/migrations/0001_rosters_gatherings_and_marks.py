import django.db.models.deletion
import ongikar.core.crypto.encrypted_field
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('letters', '0001_letters_and_files'),
        ('offices', '0002_places_open_and_close'),
        ('people', '0003_contacts_found_and_changed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('last_on', models.DateField(null=True)),
                ('emptied_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rosters', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='rosters_of_a_subject'), models.Index(fields=['office', '-id'], name='rosters_newest'), models.Index(condition=models.Q(('emptied_at__isnull', True)), fields=['office', 'last_on'], name='rosters_to_empty')],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject_type', ''), ('subject_id__isnull', False), _connector='XOR'), name='a_subject_of_a_roster_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('venue', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('capacity', models.PositiveIntegerField(null=True)),
                ('quorum', models.PositiveIntegerField(null=True)),
                ('reply_by', models.DateField(null=True)),
                ('is_public', models.BooleanField(default=False)),
                ('door_secret', ongikar.core.crypto.encrypted_field.EncryptedTextField(blank=True, default='')),
                ('uid', models.CharField(max_length=40)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(default='planned', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('held_minutes', models.PositiveSmallIntegerField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='offices.office')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='offices.place')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.gathering')),
                ('roster', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='gatherings.roster')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'starts_at', 'id'], name='gatherings_by_time'), models.Index(fields=['roster', 'starts_at', 'id'], name='gatherings_of_a_roster'), models.Index(fields=['subject_type', 'subject_id', 'starts_at'], name='gatherings_of_a_subject'), models.Index(condition=models.Q(('is_public', True), models.Q(('state', 'moved'), _negated=True)), fields=['office', 'starts_at', 'id'], name='public_gatherings')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_gathering_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('subject_type', ''), ('subject_id__isnull', False), _connector='XOR'), name='a_subject_of_a_gathering_is_whole'), models.CheckConstraint(condition=models.Q(('state', 'recorded'), ('held_minutes__isnull', True), _connector='XOR'), name='a_recorded_gathering_says_how_long'), models.UniqueConstraint(fields=('uid', 'sequence'), name='one_gathering_a_sequence')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('organisation', models.CharField(blank=True, max_length=200)),
                ('mobile', models.CharField(blank=True, max_length=16)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(default='bn', max_length=2)),
                ('role', models.CharField(default='participant', max_length=12)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('ticket', ongikar.core.crypto.encrypted_field.EncryptedTextField(blank=True, default='')),
                ('ticket_index', models.CharField(blank=True, default='', max_length=64)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.applicant')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.contact')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('roster', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='gatherings.roster')),
            ],
            options={
                'indexes': [models.Index(fields=['roster', 'id'], name='members_of_a_roster')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), ('organisation', ''), ('post', ''), _negated=True), name='a_member_is_called_something'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_member_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('until__isnull', True), ('user__isnull', False)), fields=('roster', 'user'), name='one_live_member_a_user'), models.UniqueConstraint(condition=models.Q(('contact__isnull', False), ('until__isnull', True)), fields=('roster', 'contact'), name='one_live_member_a_contact'), models.UniqueConstraint(condition=models.Q(('applicant__isnull', False), ('until__isnull', True)), fields=('roster', 'applicant'), name='one_live_member_an_applicant'), models.UniqueConstraint(condition=models.Q(('ticket_index', ''), _negated=True), fields=('ticket_index',), name='one_member_a_ticket')],
            },
        ),
        migrations.CreateModel(
            name='GatheringAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='gatherings.gathering')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HeadCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted', models.PositiveIntegerField()),
                ('marked', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='head_counts', to='gatherings.gathering')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('via', models.CharField(max_length=9)),
                ('nonce', models.CharField(max_length=80, unique=True)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='gatherings.mark')),
                ('gathering', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='gatherings.gathering')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='gatherings.member')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['gathering', 'member', 'id'], name='marks_of_a_gathering')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('gathering', 'member'), name='one_first_mark')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=6)),
                ('invited_at', models.DateTimeField()),
                ('gathering', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='gatherings.gathering')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='letters.letter')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='gatherings.member')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'member'), name='one_invitation_a_member')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(max_length=8)),
                ('delegate', models.CharField(blank=True, max_length=200)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('via', models.CharField(default='link', max_length=4)),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('gathering', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='gatherings.gathering')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='gatherings.member')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['gathering', 'member', 'id'], name='replies_of_a_gathering')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer', 'delegate'), ('delegate', ''), _connector='XOR'), name='a_delegate_has_a_name')],
            },
        ),
    ]

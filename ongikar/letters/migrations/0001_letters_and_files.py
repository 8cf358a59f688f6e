import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0002_places_open_and_close'),
        ('papers', '0002_papers_with_files'),
        ('people', '0003_contacts_found_and_changed'),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=300)),
                ('retention', models.CharField(default='ga', max_length=3)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('last_paragraph', models.PositiveIntegerField(default=0)),
                ('search', models.CharField(blank=True, max_length=500)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'opened_on', 'id'], name='files_by_opening')],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='one_file_a_number'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='a_file_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField()),
                ('pages', models.JSONField(default=list)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'begun_at'], name='letter_scans_oldest')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(max_length=3)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('subject_line', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=12)),
                ('fiscal_year', models.PositiveSmallIntegerField(null=True)),
                ('book_serial', models.PositiveIntegerField(null=True)),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('sender_name', models.CharField(blank=True, max_length=500)),
                ('their_memo', models.CharField(blank=True, max_length=100)),
                ('their_date', models.DateField(null=True)),
                ('received_on', models.DateField(null=True)),
                ('channel', models.CharField(blank=True, max_length=12)),
                ('signed_at', models.DateTimeField(null=True)),
                ('memo_number', models.CharField(blank=True, max_length=100)),
                ('issued_at', models.DateTimeField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('entered_at', models.DateTimeField()),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('search', models.TextField(blank=True)),
                ('answers', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_by', to='letters.letter')),
                ('drafter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='letters.file')),
                ('marked', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='offices.office')),
                ('reminder_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='letters.letter')),
                ('replaces', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='letters.letter')),
                ('sender', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_sent', to='people.contact')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('dispatched_at', models.DateTimeField(null=True)),
                ('remind_after', models.PositiveSmallIntegerField(null=True)),
                ('remind_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'direction', '-id'], name='letters_newest'), models.Index(fields=['office', 'direction', 'state', '-id'], name='letters_by_state'), models.Index(fields=['subject_type', 'subject_id'], name='letters_of_a_subject'), models.Index(fields=['file', 'id'], name='letters_of_a_file'), models.Index(condition=models.Q(('their_memo', ''), _negated=True), fields=['office', 'their_memo'], name='letters_by_their_memo'), models.Index(condition=models.Q(('state', 'diarised')), fields=['office', 'id'], name='letters_to_mark'), models.Index(condition=models.Q(('due_on__isnull', False), ('state__in', ('diarised', 'marked'))), fields=['office', 'due_on', 'id'], name='letters_to_answer'), models.Index(condition=models.Q(('state__in', ('diarised', 'marked'))), fields=['marked', 'due_on', 'id'], name='open_letters_of_a_post'), models.Index(condition=models.Q(('state__in', ('draft', 'initialled', 'signed'))), fields=['signer', 'id'], name='letters_to_sign'), models.Index(condition=models.Q(('state__in', ('draft', 'initialled', 'signed'))), fields=['drafter', 'id'], name='letters_in_draft'), models.Index(condition=models.Q(('dispatched_at__isnull', True), ('state', 'issued')), fields=['office', 'issued_at', 'id'], name='letters_to_dispatch'), models.Index(condition=models.Q(('remind_on__isnull', False)), fields=['remind_on', 'id'], name='letters_to_remind_of'), models.Index(condition=models.Q(('search', '•••'), _negated=True), fields=['office', 'entered_at'], name='letters_to_forget'), models.Index(condition=models.Q(('answers__isnull', False)), fields=['answers'], name='letters_that_answer'), models.Index(condition=models.Q(('reminder_of__isnull', False)), fields=['reminder_of'], name='letters_that_remind'), models.Index(condition=models.Q(('replaces__isnull', False)), fields=['replaces'], name='letters_that_replace')],
                'constraints': [models.UniqueConstraint(fields=('office', 'direction', 'fiscal_year', 'book_serial'), name='one_letter_a_book_line'), models.CheckConstraint(condition=models.Q(models.Q(('book_serial__isnull', False), ('direction', 'in'), ('kind', ''), ('received_on__isnull', False)), models.Q(('direction', 'out'), ('received_on__isnull', True)), _connector='OR'), name='a_letter_in_stands_in_the_diary'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued', 'superseded']), _negated=True), models.Q(('issued_at__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='an_issued_letter_is_frozen'), models.CheckConstraint(condition=models.Q(models.Q(('subject_type', ''), ('subject_id__isnull', True)), models.Q(models.Q(('subject_type', ''), _negated=True), ('subject_id__isnull', False)), _connector='OR'), name='a_letter_belongs_to_a_thing_or_to_none'), models.CheckConstraint(condition=models.Q(models.Q(('answers__isnull', True), models.Q(('answers', models.F('id')), _negated=True), _connector='OR'), models.Q(('reminder_of__isnull', True), models.Q(('reminder_of', models.F('id')), _negated=True), _connector='OR'), models.Q(('replaces__isnull', True), models.Q(('replaces', models.F('id')), _negated=True), _connector='OR')), name='a_letter_never_answers_itself'), models.UniqueConstraint(condition=models.Q(('direction', 'out'), models.Q(('memo_number', ''), _negated=True)), fields=('office', 'fiscal_year', 'memo_number'), name='one_letter_a_memo_number')],
            },
        ),
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enclosures', to='letters.letter')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'position'), name='one_enclosure_a_place')],
            },
        ),
        migrations.CreateModel(
            name='LetterAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='letters.letter')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('language', models.CharField(default='bn', max_length=2)),
                ('subject_line', models.CharField(max_length=300)),
                ('source', models.TextField(blank=True)),
                ('body', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='letters.letter')),
                ('frozen', models.JSONField(default=dict)),
                ('parts', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'version'), name='one_text_a_version')],
            },
        ),
        migrations.CreateModel(
            name='NoteParagraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveIntegerField(null=True)),
                ('words', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('put_up_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paragraphs', to='letters.file')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='letters.letter')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('put_up_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes_put_up', to='offices.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'serial'), name='one_paragraph_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('put_up_at__isnull', True), ('serial__isnull', True)), models.Q(('put_up_at__isnull', False), ('serial__isnull', False)), _connector='OR'), name='a_paragraph_is_numbered_when_put_up'), models.UniqueConstraint(condition=models.Q(('put_up_at__isnull', True)), fields=('file', 'by'), name='one_draft_a_writer')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(default='to', max_length=8)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=500)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_got', to='people.applicant')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_got', to='people.contact')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='letters.letter')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.post')),
                ('channel', models.CharField(blank=True, max_length=8)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'position'), name='one_recipient_a_place'), models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', True), ('post__isnull', True)), models.Q(('applicant__isnull', True), ('post__isnull', True)), models.Q(('applicant__isnull', True), ('contact__isnull', True)), _connector='OR'), name='a_recipient_is_one_person')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=8)),
                ('at', models.DateTimeField()),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('taken_by', models.CharField(blank=True, max_length=200)),
                ('result', models.CharField(blank=True, max_length=12)),
                ('result_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='letters.recipient')),
                ('book_serial', models.PositiveIntegerField(null=True)),
                ('fiscal_year', models.PositiveSmallIntegerField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='offices.office')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('office', 'fiscal_year', 'book_serial'), name='one_dispatch_a_line_of_the_peon_book')],
            },
        ),
    ]

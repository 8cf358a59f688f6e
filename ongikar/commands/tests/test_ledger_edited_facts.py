"""Entries by which `ledger verify` itself goes, with anything in the place of what they say: each is told as
changed, and keeps nothing else from being told.
"""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.commands.ledger import verify_ledger
from ongikar.journal import keyed_ledger
from ongikar.journal.actions import WORKER, record
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.keyed_ledger import accept_head, adopt_ledger, rotate_ledger_key
from ongikar.journal.macs import SUBJECT
from ongikar.journal.models import Entry
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.rules.row_seals import PAGE_ADOPTED
from ongikar.journal.seal_adoption import BEGUN as ADOPTION_BEGUN
from ongikar.journal.seal_adoption import SUBJECT as SEALS
from ongikar.journal.seal_adoption import VERB as ADOPTED
from ongikar.journal.tests.intruder import broken_in
from ongikar.journal.verb_editions import BEGUN as EDITION_BEGUN
from ongikar.operations.backup.after_restore import RestoredBackup, release_messages, settle_restore
from ongikar.questionnaires.actions.rounds import close_round, open_round
from ongikar.questionnaires.actions.versions import make_questionnaire, publish_version
from ongikar.questionnaires.models import Questionnaire, Round
from ongikar.questionnaires.round_seals import seal_round
from ongikar.questionnaires.tests.sheets import FEEDBACK_SURVEY, workbook

from .row_intruder import checks_taken_off

pytestmark = pytest.mark.django_db
# What somebody puts there, who may have read this.
FACTS = (
    "{}",
    "[]",
    "7",
    '"x"',
    "null",
    '{"keyed":1,"restore":1,"version":"x","reactions":1,"columns":1,"marks":1,"count":"x","adoption":"x"}',
    '{"keyed":{},"restore":{},"reactions":{"case.received":1},"columns":{"cases_case":1},"marks":{}}',
    '{"keyed":{"key":"x","lost":1,"ends":1},"restore":{"made_at":7,"gaps":1},"version":[],"digest":{}}',
    # SQLite keeps it once its check is off.
    "{",
)


@pytest.fixture
def entries(office, receive, now, monkeypatch):
    """One entry at least of every sort, sealed."""
    monkeypatch.setattr(keyed_ledger, "SETTLING_SECONDS", 0)
    adopt_ledger(now)
    begin_reactions(now)
    receive(now=now)
    rotate_ledger_key(now)
    with transaction.atomic():
        for verb, subject in (
            (EDITION_BEGUN, SUBJECT),
            (ADOPTION_BEGUN, SEALS),
            (PAGE_ADOPTED, SEALS),
            (ADOPTED, SEALS),
        ):
            facts = {"version": 0} if verb == EDITION_BEGUN else {"columns": {}, "marks": {}}
            record(verb, subject=subject, actor=WORKER, office_id=None, now=now, **facts)
        seal_round(closed_round(office, now).pk, now)
    Sealer()(now)
    made_at = now + timedelta(hours=1)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, last), made_at + timedelta(hours=2))
    release_messages(is_discarded=True, now=made_at + timedelta(hours=3))
    accept_head(made_at + timedelta(hours=4))
    return {
        entry.verb: entry
        for entry in Entry.objects.filter(
            subject_type__in=["ledger", "reactions", "seals", "restore", "round"]
        )
    }


def closed_round(office, now):
    made = make_questionnaire(
        office=office,
        slug="feedback",
        purpose=Questionnaire.FEEDBACK,
        title_bn="প্রশ্নমালা",
        title_en="Questions",
        actor=WORKER,
        now=now,
    )
    publish_version(made, workbook(survey=FEEDBACK_SURVEY), actor=WORKER, now=now)
    opened = open_round(
        questionnaire=made, opens_at=now, respondents=Round.LINK, anonymous=True, actor=WORKER, now=now
    )
    close_round(opened, actor=WORKER, now=now)
    return opened


def test_whatever_such_an_entry_is_made_to_say_it_is_told_and_nothing_else_is_kept_back(entries, capsys):
    assert len(entries) >= 9
    is_sqlite = connection.vendor == "sqlite"
    changes = [
        ("facts", "%s" if is_sqlite else "%s::jsonb", text) for text in FACTS[: None if is_sqlite else -1]
    ]
    changes += [("at", "%s", "yesterday")] if is_sqlite else []
    changes += [("rows", "%s", "x"), ("mac", "%s", b"x"), ("mac", "%s", None)]
    intruder = broken_in()
    with checks_taken_off():
        for verb, entry in entries.items():
            for column, sign, value in changes:
                if column == "facts" and value == "{}" == json.dumps(entry.facts):
                    continue
                with transaction.atomic():
                    intruder(f"UPDATE journal_entry SET {column} = {sign} WHERE id = %s", [value, entry.pk])
                    capsys.readouterr()
                    status = verify_ledger(["--language", "en"])
                    said = capsys.readouterr().out
                    assert status == 1, (verb, column, value)
                    assert f"entry {entry.pk}: the entry or its seal was changed" in said, (verb, value, said)
                    transaction.set_rollback(True)

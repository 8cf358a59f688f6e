"""Sending more than a form asks: fields that exist in the tables, but not on the page, change nothing."""

import re
from copy import deepcopy

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from tests.page_checks import LOOKS_AT_ALL
from tests.scene import row_counts
from tests.sending import every_form as every_form_filled
from tests.sending import send_form

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("strict_acts")]
# What is different each time something is written, whatever was sent.
OF_ITS_OWN = {
    "token",
    "mac",
    "submission",
    "code",
    "identity",
    "key",
    "hour",
    "session_key",
    "session_data",
    "expire_date",
    "last_login",
    "at",
    "file",
    "begun_at",
    "received_at",
    "sha256",
    "made_at",
    "password",
    "salt",
    "mark",
    "rows",
    "digest",
    "token_hash",
    "uid",
    "ticket",
    "ticket_index",
    "door_secret",
    "check_code",
    "proof",
    "status_index",
    "order_digest",
    "issued_at",
}
# Named as no table has them, but as somebody would try.
TRIED = {
    "is_staff": "1",
    "is_superuser": "on",
    "is_demo": "on",
    "role": "officer",
    "roles": "admin",
    "admin": "1",
    "user": "1",
    "user_id": "1",
    "pk": "1",
    "_method": "DELETE",
    "__proto__": "x",
    "office__slug": "mithapukur-ict",
    "actor": "user",
    "by_type": "user",
}


def our_tables():
    """With those that stand between two others, such as a person and a group."""
    return [
        model
        for app in apps.get_app_configs()
        if app.name.startswith("ongikar")
        for model in app.get_models(include_auto_created=True)
    ]


def every_column() -> dict[str, str]:
    """A value for each column of each table, as a form might bring it."""
    return {
        field.attname if field.is_relation else field.name: (
            "2026-01-01" if "Date" in field.get_internal_type() else "1"
        )
        for model in our_tables()
        for field in model._meta.concrete_fields
    }


OURS = set(our_tables())
# A form with a password enters no press, and `password` is among the columns: only what it did is compared.
BESIDE = {"core_press"}

# Keys of rows by (type, id), which no foreign key tells of.
BY_NUMBER = {"subject_id", "actor_id", "by_id", "of_id"}
# The same in what an act of a letter or of a complaint says, and in what is asked of an export.
KEYS_IN = {("letters.LetterAct", "data"), ("grievances.Act", "data"), ("exports.Export", "arguments")}
BY_NUMBER_IN_DATA = {"dispatch", "letter", "by", "paper", "dossier", "inquiry", "question", "hearing", "task"}


WRITING = re.compile(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")


class TablesWritten(set):
    """Within `connection.execute_wrapper`: the names of the tables that are written to."""

    def __call__(self, execute, sql, params, many, context):
        self.update(WRITING.findall(sql))
        return execute(sql, params, many, context)


def rows_of(tables: set[str]) -> list[tuple]:
    """Every row of these tables; a key is told by its place, since a database gives a new one at each try."""
    models = [model for model in our_tables() if model._meta.db_table in tables - BESIDE]
    places = Places()
    rows = []
    for model in models:
        telling = [said(field, places) for field in model._meta.concrete_fields if is_told(field)]
        rows += [
            (model._meta.label, place, *(tell(row) for tell in telling))
            for place, row in enumerate(model._base_manager.order_by("pk").values())
        ]
    return rows


class Places(dict):
    """Model → key of a row → which of the rows it is."""

    def __missing__(self, model):
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        self[model] = {key: place for place, key in enumerate(keys)}
        return self[model]


def is_told(field) -> bool:
    # A text is encrypted anew at each try; a draft takes no more than its form asks (records/drafts.py).
    is_encrypted = isinstance(field, EncryptedTextField)
    return not (field.primary_key or is_encrypted) and field.name not in OF_ITS_OWN | BY_NUMBER


def said(field, places):
    """What of a row is told in the place of one of its columns."""
    name = field.attname
    if field.is_relation and field.related_model in OURS:
        return lambda row: places[field.related_model].get(row[name])
    if (field.model._meta.label, name) in KEYS_IN:
        return lambda row: {key: value for key, value in row[name].items() if key not in BY_NUMBER_IN_DATA}
    if name == "facts":
        # What an entry says of a row it says by that row's key.
        return lambda row: {key: value for key, value in row[name].items() if type(value) is not int}
    return lambda row: row[name]


def written_by(scene, form, sent, client, tables: set[str]) -> list[tuple]:
    """The rows of `tables`, and of those that this form writes to as well, which join them."""
    cache.clear()
    # A changed password begins a new session, which is rolled back with the rest.
    cookies, written, counts = deepcopy(client.cookies), TablesWritten(), row_counts()
    with transaction.atomic():
        with connection.execute_wrapper(written):
            send_form(scene, form, "bn", sent, client=client)
        grown = {label for label, count in row_counts().items() if count != counts[label]}
        assert {apps.get_model(label)._meta.db_table for label in grown} <= written
        tables |= written
        rows = rows_of(tables)
        transaction.set_rollback(True)
    client.cookies = cookies
    return rows


def test_what_is_sent_beside_the_form_leaves_the_same_rows(scene, settings, monkeypatch):
    columns = every_column()
    # Drawn by lot, a number would differ at each try.
    for module in (
        "cases.actions.case",
        "cases.paper_days",
        "grievances.citizen.filing",
        "rti.actions.filing",
    ):
        monkeypatch.setattr(f"ongikar.{module}.draw_check", lambda: "00000")
    # There are more columns than a form may have fields; here each is to be read.
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2 * len(columns)
    assert {"state", "office_id", "applicant_id", "is_superuser", "identity_index", "decision"} <= set(
        columns
    )
    writing = 0
    for place, (form, right, texts, client) in enumerate(every_form_filled(scene)):
        # Each is sent twice, and takes a second: every other one, and with ./test --all each.
        if place % 2 and not LOOKS_AT_ALL:
            continue
        # A name the form does ask for is no attack; the pages of a few forms ask for more than the
        # right answer has.
        asked = set(right) | set(texts) | ASKED.get(form, set())
        beside = {name: value for name, value in (columns | TRIED).items() if name not in asked}
        tables: set[str] = set()
        written = written_by(scene, form, right, client, tables)
        assert written_by(scene, form, right | beside, client, tables) == written, form
        writing += bool(tables)
    assert writing > 20, "most forms do write something"


# Fields of a form's page that its right answer leaves out.
ASKED = {
    "charter": {"again"},
    "face of the office": {"email"},
    # A button of the page beside the form.
    "a letter written": {"more"},
    "a letter rewritten": {"more"},
    "send on": {"carried_by", "reference"},
    "a letter dispatched": {"address", "carried_by", "reason"},
    "make a course": {"once_only"},
    "plan a batch": {"place"},
    "publish a call": {"least_degree", "viva_on", "older_first"},
    "new round": {"respondents", "opens_on", "closes_on", "anonymous", "minutes", "pass_percent"},
    "prove": {"code"},
    # A button of the scanned page beside the form.
    "diary": {"turn", "due_on", "marked", "pages", "anyway"},
    "diary, a reminder": {"turn", "due_on", "marked", "pages", "anyway"},
    "diary, pages turned": {"due_on", "marked", "pages", "anyway"},
    "add a person": {"charge", "since", "until", "memo_number"},
    "contact": {"institution", "identity"},
    "complain about a case": {"identity_hidden"},
    "offer": {"identity_hidden", "late_reason"},
    "press": {"identity_hidden", "late_reason"},
    "accept several": {"case"},
    # What else narrows the cases, and whose filter it is.
    "save a filter": {"q", "service", "channel", "desk", "order", "for_post"},
    "counter": {"days", "papers", "email", "person"},
    "counter, on paper": {"days", "papers", "email", "person"},
    "counter, looked up": {"days", "papers", "email", "person"},
    "for somebody": {"email", "code"},
    "keep": {"memo_number"},
    # Buttons that take words that are there into a row.
    "job_work": {"note", "text", "into"},
    "order": {"scope", "post"},
    "order, saved": {"scope", "post"},
    "order, more days": {"scope", "post"},
}

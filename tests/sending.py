"""Sending forms as their people do, and judging the answer: in the reader's language, powerless, nothing half
written.
"""

import html
import re
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from ongikar.core.i18n.say import override_language

from .bad_input import FORMS
from .scene import Scene, row_counts

TONGUES = ("bn", "en")
BANGLA = range(0x0980, 0x0A00)
# What is typed is kept in a draft even where it is wrong, and wrong tries are counted.
TABLES_WRITTEN_ANYWAY = {"cases.Draft", "core.Attempt"}
# A form, its fields wrong, answers one of these; a redirect is of a form that took what was sent.
ANSWERS = {200, 302, 422, 429}


def is_bangla(text: str) -> bool:
    return any(ord(sign) in BANGLA for sign in text)


def fault_sentences(response: HttpResponse) -> list[str]:
    """The sentences at the head of a page that tell what must be put right."""
    page = response.content.decode()
    found = re.search(r'<div class="errors".*?</div>', page, re.DOTALL)
    listed = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    # What was typed, such as the name of an item, is marked as the language that it is.
    listed = [re.sub(r'<span lang="[a-z]+">.*?</span>', "", each, flags=re.DOTALL) for each in listed]
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in listed]


def assert_answer_in_language(response: HttpResponse, tongue: str, *, about: str = "") -> None:
    """The answer is a whole page in the language of its address, and every sentence of fault is of that
    language.
    """
    page = response.content.decode()
    assert f'<html lang="{tongue}"' in page, about
    for fault in fault_sentences(response):
        # A sentence may repeat what the charter calls a paper, or an example; letters of its own it
        # has in one script.
        assert is_bangla(fault) == (tongue == "bn"), f"{about}: {fault}"
    if response.status_code == 422:
        assert fault_sentences(response), f"{about}: refused without a reason"


def send_form(scene: Scene, form: str, tongue: str, sent: dict, *, client=None) -> HttpResponse:
    """The answer to this form, sent by its own person unless another browser is given."""
    who, address, _, _ = FORMS[form]
    name, args = address(scene)
    with override_language(tongue):
        where = reverse(name, args=args)
    return (client or scene.browser(who)).post(where, read_from_the_first(sent))


def read_from_the_first(sent: dict) -> dict:
    """What is sent again: its files have been read to their end."""
    for value in sent.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return sent


def new_row_counts(before: dict[str, int]) -> dict[str, int]:
    """What has come to be since: table → how many rows."""
    return {
        table: count - before[table]
        for table, count in row_counts().items()
        if count != before[table] and table not in TABLES_WRITTEN_ANYWAY
    }


@contextmanager
def rolled_back():
    """What is written within is taken back, and the tries at signing in are forgotten."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def every_form(scene: Scene):
    """(form, what is rightly sent, its texts, a browser of whoever sends it)."""
    for form, (who, _, right, texts) in FORMS.items():
        sent, texts = (said(scene) if callable(said) else said for said in (right, texts))
        yield form, dict(sent), texts, scene.browser(who)


def assert_text_is_harmless(response: HttpResponse, about: str) -> None:
    """What was typed stands on the page as it was typed, and does nothing there."""
    assert "stolen" not in response.cookies, about
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        return
    page = response.content.decode()
    for sign in ("<script>alert(1)", "<img src=x", "<svg onload", "<i id=stolen"):
        assert sign not in page, about
    # A template or a format in it would have been filled in with one of these.
    assert not [
        sign for sign in ("wsgi.", "SERVER_PROTOCOL", "&lt;class", "&#x27;object&#x27;") if sign in page
    ], about

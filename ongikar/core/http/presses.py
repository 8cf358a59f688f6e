"""One press is one act: a form that comes again under its key is answered with what it did the first time.

It stands around every view, so that no form has to think of it. Whoever presses while the first press is
still at work waits for it; other answers under the same key are not taken, and it is said, with what was
typed ready to be sent on purpose. A form whose act was not done, because something was wrong with it, keeps
its key for the next try.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import ERROR
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ongikar.core.forms.keys import KEY, is_renewed, is_shown_once, key_of, renew_key
from ongikar.core.http.error_pages import submitted_form
from ongikar.core.models import Press

log = logging.getLogger("ongikar.core")

# How long a second press waits for the first, and how often it looks, in seconds.
PATIENCE, LOOK = 10.0, 0.05
# Names of a form's fields that say nothing of what was asked for.
KEYS = frozenset({KEY, "csrfmiddlewaretoken"})
# Kept in place of an address: the view, which knows the key itself, answers again; it was shown once.
HERE, SHOWN = "-", "!"
# Who is led here has not been heard: the act comes after they have shown who they are.
PROOFS = frozenset({"track", "fresh_factor", "prove"})
# Sign-in and the second factor are no acts on anything, and a password is kept nowhere, not even as a digest.
SIGN_IN = ("account_", "mfa_")


def repeatable[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """A view whose form may be sent again from the same page, with other answers too: the step of a draft,
    or a proof of who somebody is.
    """
    view.is_repeatable = True  # type: ignore[attr-defined]  # asked by is_once alone
    return view


def is_once(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    """Whether the press counts: a form with a key, at an address that acts."""
    if request.method != "POST" or getattr(view, "is_repeatable", False):
        return False
    # Sent by programs, which have no page, and whose body is read by the view alone.
    if getattr(view, "csrf_exempt", False):
        return False
    match = request.resolver_match
    if match is None or (match.url_name or "").startswith(SIGN_IN):
        return False
    return bool(key_of(request.POST)) and not any("password" in name for name in request.POST)


def digest_of(request: HttpRequest) -> str:
    """Of who sends what to which address: the same in either language of the page."""
    match, user = request.resolver_match, getattr(request, "user", None)
    sent = [
        user.pk if user and user.is_authenticated else None,
        match and match.url_name,
        match and sorted((name, str(value)) for name, value in match.kwargs.items()),
        sorted(request.GET.lists()),
        sorted((name, values) for name, values in request.POST.lists() if name not in KEYS),
        sorted(
            (name, file.name, file.size) for name, files in request.FILES.lists() for file in files if file
        ),
    ]
    return salted_hmac("ongikar.press", json.dumps(sent), algorithm="sha256").hexdigest()


def is_done(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether what was asked for was done: an act leads to the page of what it did, without a refusal."""
    if not isinstance(response, HttpResponseRedirect) or is_refused(request):
        return False
    try:
        name = resolve(urlsplit(response.url).path).url_name or ""
    except Resolver404:
        return True
    return name not in PROOFS and not name.startswith(SIGN_IN)


def is_refused(request: HttpRequest) -> bool:
    """Whether the next page will tell why it was not done. Reading the messages would use them up."""
    told = getattr(request, "_messages", None)
    return any(message.level >= ERROR for message in getattr(told, "_queued_messages", ()))


def gives_browser_something(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer brings a cookie, which opens what was made: whoever presses again may have missed
    it.
    """
    session, user = getattr(request, "session", None), getattr(request, "user", None)
    is_known = bool(user and user.is_authenticated)
    return bool(response.cookies) or bool(session and session.modified and not is_known)


class Presses:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        press: Press | None = getattr(request, "press", None)
        if press is not None:
            settle(press, request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_once(request, view):
            return None
        until = time.monotonic() + PATIENCE
        key, digest = key_of(request.POST), digest_of(request)
        while True:
            now = timezone.now()
            if press := begin(key, digest, now):
                request.press = press  # type: ignore[attr-defined]  # settled when the view has answered
                return None
            known = Press.objects.filter(key=key).first()
            if known is None:
                # The first press came to nothing meanwhile.
                continue
            if known.digest != digest:
                return show_other_answers(request, known)
            if known.answer == HERE:
                return None
            if known.answer == SHOWN:
                return show_shown_before(request)
            if known.answer:
                return HttpResponseRedirect(known.answer)
            if known.at < now - Press.LASTS:
                # Broken off with its process: nobody answers for it any more.
                Press.objects.filter(pk=known.pk, at=known.at).delete()
            elif time.monotonic() > until:
                return show_still_at_work(request)
            else:
                time.sleep(LOOK)


def begin(key: str, digest: str, now: datetime) -> Press | None:
    """The press, entered; None where this key was pressed before."""
    try:
        with transaction.atomic():
            return Press.objects.create(key=key, digest=digest, at=now)
    except IntegrityError:
        return None


def settle(press: Press, request: HttpRequest, response: HttpResponse) -> None:
    """Keep what the press was answered with, or let go of it."""
    if is_done(request, response):
        answer = HERE if gives_browser_something(request, response) else response["Location"]
    elif is_shown_once(request):
        answer = SHOWN
    else:
        answer = HERE if is_renewed(request) else ""
    try:
        if answer:
            Press.objects.filter(pk=press.pk).update(answer=answer)
        else:
            press.delete()
    except DatabaseError:
        # The act is done or not; its answer must reach the person all the same. In two minutes the key is
        # free again.
        log.exception("a press was not settled")


def show_other_answers(request: HttpRequest, known: Press) -> HttpResponse:
    """Nothing is taken, nothing typed is lost: sent on purpose it is another press."""
    renew_key(request)
    seen_at = {HERE: request.get_full_path(), SHOWN: ""}.get(known.answer, known.answer)
    return show_not_taken(request, {"answer": seen_at})


def show_shown_before(request: HttpRequest) -> HttpResponse:
    """What it led to is kept nowhere and cannot be shown again; on purpose it is done once more."""
    renew_key(request)
    return show_not_taken(request, {"is_shown": True})


def show_still_at_work(request: HttpRequest) -> HttpResponse:
    return show_not_taken(request, {"is_at_work": True})


def show_not_taken(request: HttpRequest, facts: dict[str, Any]) -> HttpResponse:
    sent = submitted_form(request)
    sent["words"] = [(name, value) for name, value in sent.get("words", ()) if name not in KEYS]
    facts |= sent | {"address": request.get_full_path(), "office": getattr(request, "office", None)}
    response = render(request, "core/sent_before.html", facts, status=422)
    response["Cache-Control"] = "no-store"
    return response

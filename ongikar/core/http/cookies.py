"""Cookies of our own: signed, closed to scripts, and behind TLS sent by the browser to
this very host alone.
"""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse


class SignedCookie:
    """`lasts`: seconds. The salt keeps one cookie from serving as another."""

    def __init__(self, short: str, *, salt: str, lasts: int) -> None:
        self.short, self.salt, self.lasts = short, salt, lasts

    @property
    def name(self) -> str:
        return f"{settings.COOKIE_PREFIX}{self.short}"

    @cached_property
    def signer(self) -> signing.TimestampSigner:
        """As `signing.loads` and `dumps` make one anew for each cookie."""
        return signing.TimestampSigner(salt=self.salt)

    def read(self, request: HttpRequest, *, lasts: int | None = None) -> Any:
        """What the browser's cookie says; None for one that is old, forged or none."""
        if not (sent := request.COOKIES.get(self.name)):
            return None
        try:
            return self.signer.unsign_object(sent, max_age=lasts or self.lasts)
        except signing.BadSignature:
            return None

    def set(self, response: HttpResponse, value: Any, *, lasts: int | None = None) -> None:
        response.set_cookie(
            self.name,
            self.signer.sign_object(value),
            max_age=lasts or self.lasts,
            httponly=True,
            samesite="Lax",
            secure=settings.BEHIND_TLS,
        )

    def delete(self, response: HttpResponse) -> None:
        response.delete_cookie(self.name, samesite="Lax")

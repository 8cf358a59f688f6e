"""Cookies of our own: signed, closed to scripts, and behind TLS sent by the browser to this very host alone."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse


class Cookie:
    """`lasts`: seconds. The salt keeps one cookie from serving as another."""

    def __init__(self, short: str, *, salt: str, lasts: int):
        self.short, self.salt, self.lasts = short, salt, lasts

    @property
    def name(self) -> str:
        return f"{settings.COOKIE_PREFIX}{self.short}"

    def told(self, request: HttpRequest, *, lasts: int | None = None) -> Any:
        """What the browser's cookie says; None for one that is old, forged or none."""
        try:
            return signing.loads(
                request.COOKIES.get(self.name, ""), salt=self.salt, max_age=lasts or self.lasts
            )
        except signing.BadSignature:
            return None

    def give(self, response: HttpResponse, value: Any, *, lasts: int | None = None) -> None:
        response.set_cookie(
            self.name, signing.dumps(value, salt=self.salt), max_age=lasts or self.lasts, httponly=True, samesite="Lax",
            secure=settings.BEHIND_TLS,
        )  # fmt: skip

    def take_back(self, response: HttpResponse) -> None:
        response.delete_cookie(self.name, samesite="Lax")

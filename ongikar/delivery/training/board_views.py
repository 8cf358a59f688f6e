"""The board of a batch."""

from django.http import HttpRequest, HttpResponse


def show_batch(request: HttpRequest, number: str) -> HttpResponse:
    return HttpResponse(number)

"""Which page shows a letter, by the way it goes."""

from collections.abc import Callable

from django.http import HttpResponse

from ongikar.people.desk import DeskRequest

from .incoming.letter_views import page_of_incoming
from .models import Letter
from .outgoing.letter_views import letter_page as page_of_outgoing
from .transitions import IN, OUT

LETTER_PAGES: dict[str, Callable[[DeskRequest, Letter], HttpResponse]] = {
    IN: page_of_incoming,
    OUT: page_of_outgoing,
}

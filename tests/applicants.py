"""Browsers that have shown to be an applicant's, for the tests of what is done in a citizen's name."""

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from ongikar.cases.citizen.track import applicant_proof


def show_proof(client: Client, *things, way: str = applicant_proof.BROWSER) -> Client:
    """From now on the browser is the applicant's of these cases and complaints, shown in this way."""
    for thing in things:
        request = HttpRequest()
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        response = applicant_proof.remember_proof(
            request, HttpResponse(), thing.reference, way, timezone.now()
        )
        client.cookies.update(response.cookies)
    return client

"""Addresses of the cases app: the citizen's, the agent's, then the officer's."""

from django.urls import include, path

urlpatterns = [
    path("", include("ongikar.cases.citizen.urls")),
    path("", include("ongikar.cases.agent.urls")),
    path("", include("ongikar.cases.officer.urls")),
]

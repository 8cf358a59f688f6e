"""The addresses of requests for information: the citizen's and the desk's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

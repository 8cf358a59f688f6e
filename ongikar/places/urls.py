"""Addresses of devices and of what is done with them where they stand."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

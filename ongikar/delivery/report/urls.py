"""The page of a reply; the addresses of returns follow from their desk."""

from django.urls import path

from . import desk

urlpatterns = [path("desk/reply/<slug:number>/", desk.write_reply, name="write_reply")]

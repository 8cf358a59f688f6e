"""The address of the message tray."""

from django.urls import path

from . import tray

urlpatterns = [path("desk/messages/", tray.messages, name="messages")]

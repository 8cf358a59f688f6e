"""The address of the message tray."""

from django.urls import path

from . import views

urlpatterns = [path("messages/", views.messages, name="messages")]

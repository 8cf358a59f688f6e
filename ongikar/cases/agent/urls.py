"""Addresses of the agent's side."""

from django.urls import path

from . import views

urlpatterns = [
    path("agent/", views.brought, name="agent"),
    path("agent/new/", views.new, name="agent_new"),
    path("agent/<slug:number>/", views.one, name="agent_case"),
    path("agent/<slug:number>/receipt.pdf", views.receipt, name="agent_receipt"),
]

"""Addresses of the agent's side."""

from django.urls import path

from . import views

urlpatterns = [
    path("agent/", views.list_filed_cases, name="agent"),
    path("agent/new/", views.file_for_citizen, name="agent_new"),
    path("agent/<slug:number>/", views.show_filed_case, name="agent_case"),
    path("agent/<slug:number>/receipt.pdf", views.show_filed_receipt, name="agent_receipt"),
]

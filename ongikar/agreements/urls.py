"""Addresses of what an agreement has beside the pages of its Desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/agreements/<int:pk>/paper/<slug:which>/", views.agreement_paper, name="agreement_paper")
]

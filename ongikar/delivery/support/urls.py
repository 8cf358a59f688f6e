"""Addresses beside those of the desk: what is printed, searched and ordered, and what whoever asked opens."""

from django.urls import path

from . import desk

urlpatterns = [
    path("track/<str:number>/job-sheet.pdf", desk.tracked_sheet, name="track_job_sheet"),
    path("track/<str:number>/again/", desk.broken_again, name="track_again"),
    path("desk/jobs/triage/", desk.triage_table, name="triage_table"),
    path("desk/jobs/<int:pk>/sheet.pdf", desk.job_sheet_pdf, name="job_sheet_pdf"),
    path("desk/jobs/<int:pk>/earlier/", desk.show_earlier, name="job_earlier"),
]

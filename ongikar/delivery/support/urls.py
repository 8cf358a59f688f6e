"""Addresses beside those of the desk: what is printed, searched and ordered, and what whoever asked opens."""

from django.urls import path

from . import desk, offline

FIELD = "field/job/<str:token>/"
urlpatterns = [
    path("track/<str:number>/job-sheet.pdf", desk.tracked_sheet, name="track_job_sheet"),
    path("track/<str:number>/again/", desk.broken_again, name="track_again"),
    path("desk/jobs/triage/", desk.triage_table, name="triage_table"),
    path("desk/jobs/<int:pk>/sheet.pdf", desk.job_sheet_pdf, name="job_sheet_pdf"),
    path("desk/jobs/<int:pk>/earlier/", desk.show_earlier, name="job_earlier"),
    path("desk/jobs/<int:pk>/offline/", offline.take_along, name="job_take"),
    path("desk/jobs/<int:pk>/offline/<int:pack_id>/call-back/", offline.call_back, name="job_call_back"),
    path(FIELD, offline.show_field, name="job_field"),
    path(f"{FIELD}line/", offline.take_line, name="job_field_line"),
    path(f"{FIELD}sheet/", offline.take_sheet, name="job_field_sheet"),
]

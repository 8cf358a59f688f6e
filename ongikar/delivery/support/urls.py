"""Addresses of the jobs of support."""

from django.urls import path

from .views import jobs, papers, reopening, signing, table, work

urlpatterns = [
    path("track/<str:number>/job-sheet.pdf", papers.tracked_sheet, name="track_job_sheet"),
    path("track/<str:number>/again/", reopening.broken_again, name="track_again"),
    path("desk/jobs/", jobs.list_jobs, name="jobs"),
    path("desk/jobs/triage/", table.triage_table, name="triage_table"),
    path("desk/jobs/<int:job_id>/", jobs.show_job, name="job"),
    path("desk/jobs/<int:job_id>/sheet.pdf", papers.job_sheet_pdf, name="job_sheet_pdf"),
    path("desk/jobs/<int:job_id>/earlier/", jobs.show_earlier, name="job_earlier"),
    path("desk/jobs/<int:job_id>/sign/", signing.sign, name="job_sign"),
    path("desk/jobs/<int:job_id>/devices/<int:device_id>/", work.tell_result, name="job_result"),
    path("desk/jobs/<int:job_id>/<slug:what>/", work.enter, name="job_enter"),
]

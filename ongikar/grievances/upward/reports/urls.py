"""The addresses of the reports, and of what else is read across complaints by those who settle them."""

from django.urls import path

from ongikar.grievances.handling import matter_views
from ongikar.grievances.upward import meeting_views

from . import views

urlpatterns = [
    path("desk/stakeholder-meeting/", meeting_views.stakeholder_meeting, name="desk_stakeholder_meeting"),
    path("desk/hearings/", matter_views.hearings, name="desk_hearings"),
    path("desk/remedies/", matter_views.remedies, name="desk_remedies"),
    path("desk/grievance-reports/", views.reports, name="desk_grievance_reports"),
    path("desk/grievance-reports/<str:period>/", views.report, name="desk_grievance_report"),
    path(
        "desk/grievance-reports/<str:period>.xlsx",
        views.report_as_spreadsheet,
        name="desk_grievance_report_sheet",
    ),
    path("desk/grievance-reports/<str:period>.pdf", views.report_as_pdf, name="desk_grievance_report_pdf"),
]

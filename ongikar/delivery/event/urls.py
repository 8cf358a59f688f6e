"""Addresses beside those of the desk: what is printed, and how an event is opened."""

from django.urls import path

from . import views

urlpatterns = [
    path("track/<str:number>/event.pdf", views.tracked_report, name="track_event_report"),
    path("desk/events/days/<slug:day>/", views.observe_national_day, name="event_observe"),
    path("desk/events/from/<slug:number>/", views.open_class, name="event_from_case"),
    path("desk/events/<int:event_id>/certificates/", views.give_certificates, name="event_certify"),
    path("desk/events/<int:event_id>/programme.pdf", views.programme_pdf, name="event_programme_pdf"),
    path("desk/events/<int:event_id>/report.pdf", views.report_pdf, name="event_report"),
    path(
        "desk/events/<int:event_id>/payments/<slug:code>.<slug:form>",
        views.payment_sheet,
        name="event_payment",
    ),
]

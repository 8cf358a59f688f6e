"""Addresses of events: the list, one event with its programme and money, and how one is opened."""

from django.urls import path

from . import budget_views, opening_views, paper_views, views

urlpatterns = [
    path("track/<str:number>/event.pdf", paper_views.tracked_report, name="track_event_report"),
    path("desk/events/", views.list_events, name="events"),
    path("desk/events/days/<slug:day>/", opening_views.observe_national_day, name="event_observe"),
    path("desk/events/from/<slug:number>/", opening_views.open_class, name="event_from_case"),
    path("desk/events/<int:event_id>/", views.show_event, name="event"),
    path("desk/events/<int:event_id>/certificates/", paper_views.give_certificates, name="event_certify"),
    path("desk/events/<int:event_id>/programme/", views.edit_programme, name="event_programme"),
    path("desk/events/<int:event_id>/budget/", budget_views.add_line, name="event_budget"),
    path("desk/events/<int:event_id>/vouchers/", budget_views.enter_voucher, name="event_voucher"),
    path(
        "desk/events/<int:event_id>/budget/<int:line_id>/strike/",
        budget_views.strike_line,
        name="event_strike_line",
    ),
    path(
        "desk/events/<int:event_id>/vouchers/<int:voucher_id>/strike/",
        budget_views.strike_entered_voucher,
        name="event_strike_voucher",
    ),
    path("desk/events/<int:event_id>/programme.pdf", paper_views.programme_pdf, name="event_programme_pdf"),
    path("desk/events/<int:event_id>/report.pdf", paper_views.report_pdf, name="event_report"),
    path(
        "desk/events/<int:event_id>/payments/<slug:code>.<slug:form>",
        paper_views.payment_sheet,
        name="event_payment",
    ),
]

"""Addresses of reports: a reply, and the returns that come by themselves."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/reply/<slug:number>/", views.write_reply, name="write_reply"),
    path("desk/returns/", views.list_returns, name="returns"),
    path("desk/returns/new/", views.begin_return, name="begin_return"),
    path("desk/returns/<int:return_id>/end/", views.end_return, name="end_return"),
]

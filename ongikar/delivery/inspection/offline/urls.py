"""Addresses of packs: what a phone keeps and sends to stands below /field/, of which its worker answers."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/inspections/<int:inspection_id>/offline/", views.take_along, name="field_take"),
    path(
        "desk/inspections/<int:inspection_id>/offline/<int:pack_id>/call-back/",
        views.call_back,
        name="field_call_back",
    ),
    path("desk/inspections/<int:inspection_id>/offline/app/", views.by_app, name="field_by_app"),
    path("field/worker.js", views.worker, name="field_worker"),
    path("field/<str:token>/", views.show_field, name="field"),
    path("field/<str:token>/answer/", views.take_answer, name="field_answer"),
    path("field/<str:token>/photo/", views.take_picture, name="field_photo"),
]

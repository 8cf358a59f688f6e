"""Addresses beside those of the desks: answering, packs, and the page of the head of a place. What a phone
keeps and sends to stands below /field/ (packs/urls.py).
"""

from django.urls import path

from . import answering_views, views
from .desk import DESK
from .offline import views as offline

ONE = "desk/inspections/<int:pk>/"
FIELD = "field/<str:token>/"
urlpatterns = [
    path("inspection/<str:token>/", views.acknowledge_link, name="acknowledge_link"),
    path("desk/inspections/for/<slug:number>/", views.BeginPage.as_view(desk=DESK), name="begin_inspection"),
    path("desk/places/<int:place_id>/inspect/", views.inspect_place, name="inspect_place"),
    path(f"{ONE}part/<int:number>/", answering_views.part, name="inspection_part"),
    path(f"{ONE}devices/", answering_views.devices, name="inspection_devices"),
    path(f"{ONE}choose/", answering_views.choose, name="choose_answer"),
    path(f"{ONE}link/", views.make_link, name="inspection_make_link"),
    path(f"{ONE}checklist.pdf", views.checklist_pdf, name="inspection_checklist_pdf"),
    path(f"{ONE}offline/", offline.take_along, name="field_take"),
    path(f"{ONE}offline/<int:pack_id>/call-back/", offline.call_back, name="field_call_back"),
    path(f"{ONE}offline/app/", offline.by_app, name="field_by_app"),
    path(FIELD, offline.show_field, name="field"),
    path(f"{FIELD}answer/", offline.take_answer, name="field_answer"),
    path(f"{FIELD}photo/", offline.take_picture, name="field_photo"),
]

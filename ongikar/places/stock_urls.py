"""Addresses of lists of devices that are brought, and of the stock of spare parts."""

from django.urls import path

from . import list_views, part_views

urlpatterns = [
    path("places/lists/", list_views.device_lists, name="device_lists"),
    path("places/lists/sample.xlsx", list_views.device_list_sample, name="device_list_sample"),
    path("places/lists/<int:pk>/", list_views.device_list, name="device_list"),
    path("places/lists/<int:pk>/take/", list_views.device_list_take, name="device_list_take"),
    path("places/lists/<int:pk>/apply/", list_views.device_list_apply, name="device_list_apply"),
    path("stock/", part_views.parts, name="parts"),
    path("stock/add/", part_views.part_add, name="part_add"),
    path("stock/<int:pk>/", part_views.part, name="part"),
    path("stock/<int:pk>/<str:act>/", part_views.part_act, name="part_act"),
    path("stock/lines/<int:pk>/take-back/", part_views.part_take_back, name="part_take_back"),
]

"""Addresses of places, of the devices that stand there, and of what is done with both."""

from django.urls import path

from . import device_views, label_views, list_views, place_views, stocktake_views

urlpatterns = [
    # Imported lists of devices.
    path("desk/places/lists/", list_views.device_lists, name="device_lists"),
    path("desk/places/lists/sample.xlsx", list_views.device_list_sample, name="device_list_sample"),
    path("desk/places/lists/<int:pk>/", list_views.device_list, name="device_list"),
    path("desk/places/lists/<int:pk>/take/", list_views.device_list_take, name="device_list_take"),
    path("desk/places/lists/<int:pk>/places/", list_views.device_list_places, name="device_list_places"),
    path("desk/places/lists/<int:pk>/apply/", list_views.device_list_apply, name="device_list_apply"),
    path("desk/places/", place_views.places, name="places"),
    path("desk/places/add/", place_views.place_add, name="place_add"),
    path("desk/places/<int:place_id>/", place_views.place, name="place"),
    path("desk/places/<int:place_id>/change/", place_views.place_change, name="place_change"),
    path("desk/places/<int:place_id>/close/", place_views.place_close, name="place_close"),
    path("desk/places/<int:place_id>/reopen/", place_views.place_reopen, name="place_reopen"),
    path("desk/places/<int:place_id>/devices/add/", device_views.device_add, name="device_add"),
    path("desk/places/<int:place_id>/fault/", device_views.place_fault, name="place_fault"),
    path("desk/places/<int:place_id>/labels/", label_views.place_labels, name="place_labels"),
    path("desk/places/<int:place_id>/stocktake/", stocktake_views.stocktake_begin, name="stocktake_begin"),
    path("desk/stocktakes/<int:pk>/", stocktake_views.stocktake, name="stocktake"),
    path("desk/stocktakes/<int:pk>/count/", stocktake_views.stocktake_count, name="stocktake_count"),
    path("desk/stocktakes/<int:pk>/unknown/", stocktake_views.stocktake_unknown, name="stocktake_unknown"),
    path("desk/stocktakes/<int:pk>/close/", stocktake_views.stocktake_close, name="stocktake_close"),
    path("desk/stocktakes/<int:pk>/<int:number>/", stocktake_views.stocktake_line, name="stocktake_line"),
    path("desk/devices/<int:number>/", device_views.device, name="device"),
    path("desk/devices/<int:number>/change/", device_views.device_change, name="device_change"),
    path("desk/devices/<int:number>/label/", label_views.device_label, name="device_label"),
    path("desk/devices/<int:number>/<str:act>/", device_views.device_act, name="device_act"),
    # Without an account: what the label of a device leads to, and what is told of labs.
    path("d/<int:label>/", label_views.device_card, name="device_card"),
    path("labs/", label_views.labs, name="labs"),
    path("labs/<slug:slug>/", label_views.lab_card, name="lab_card"),
]

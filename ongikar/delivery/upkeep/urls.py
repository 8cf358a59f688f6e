"""The lines of a case made things that stay fresh; the other addresses follow from the desk."""

from django.urls import path

from . import desk

urlpatterns = [path("desk/upkeep/of/<str:number>/", desk.begin_of_case, name="upkeep_of_case")]

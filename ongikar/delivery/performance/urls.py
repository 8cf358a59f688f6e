"""The evidence of an indicator; the other addresses follow from the desk."""

from django.urls import path

from .desk import DESK
from .evidence import ReadingPage

urlpatterns = [
    path("desk/performance/<int:pk>/<int:row>/", ReadingPage.as_view(desk=DESK), name="performance_reading"),
]

"""Addresses of a batch from its first class on beside those of its acts, and of what those who were taught
see and tell of it.
"""

from django.urls import path

from ongikar.delivery.training.school.desk import own_feedback

from . import class_page, tracking

urlpatterns = [
    path("track/<str:number>/follow-up/", tracking.own_follow_up, name="track_follow_up"),
    path("track/<str:number>/attendance/", tracking.show_own_attendance, name="track_attendance"),
    path("track/<str:number>/school/", own_feedback, name="track_school"),
    path("desk/training/follow-up/<int:follow_up_id>/", class_page.lead_to_follow_up),
    path("desk/training/<batch:pk>/classes/", class_page.show_classes, name="batch_classes"),
    path(
        "desk/training/<batch:pk>/payments/<slug:code>.<slug:form>",
        class_page.payment_sheet,
        name="batch_payment",
    ),
]

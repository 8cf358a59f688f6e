"""What a phone keeps and sends to stands below /field/, of which its worker answers: packs on phones know no
other.
"""

from django.urls import path

from . import views

urlpatterns = [
    path("field/", views.show_home, name="field_home"),
    path("field/worker.js", views.worker, name="field_worker"),
    path("field/app.webmanifest", views.show_manifest, name="field_manifest"),
]

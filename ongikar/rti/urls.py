"""The addresses of requests for information: the citizen's, and of the office those that its desk does not
hand out.
"""

from django.urls import path

from . import citizen_views, intake_views

urlpatterns = [
    path("rti/", citizen_views.about, name="rti_about"),
    path("rti/new/", citizen_views.ask, name="rti_new"),
    path("rti/<str:number>/", citizen_views.follow, name="rti"),
    path("rti/<str:number>/form.pdf", citizen_views.form_ka, name="rti_form"),
    path("rti/<str:number>/notice.pdf", citizen_views.form_kha, name="rti_notice"),
    path("rti/<str:number>/appeal/", citizen_views.appeal, name="rti_appeal"),
    path("rti/<str:number>/appeal.pdf", citizen_views.form_ga, name="rti_appeal_form"),
    path("rti/<str:number>/withdraw/", citizen_views.withdraw, name="rti_withdraw"),
    path("mine/rti/<str:number>/", citizen_views.open_own_request, name="mine_rti"),
    path("desk/rti/new/", intake_views.take_request, name="desk_rti_new"),
    path("desk/rti/<str:number>/form-<str:which>.pdf", intake_views.show_form, name="desk_rti_form"),
]

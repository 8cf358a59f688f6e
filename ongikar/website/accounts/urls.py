"""Addresses of the administrator's pages of people."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/accounts/", views.accounts, name="desk_accounts"),
    path("desk/accounts/add/", views.add, name="desk_account_add"),
    path("desk/accounts/<int:user_id>/", views.account, name="desk_account"),
    path("desk/accounts/<int:user_id>/change/", views.change, name="desk_account_change"),
    path("desk/accounts/<int:user_id>/reset/", views.reset, name="desk_account_reset"),
    path("desk/accounts/<int:user_id>/close/", views.close, name="desk_account_close"),
    path("desk/accounts/<int:user_id>/reopen/", views.reopen, name="desk_account_reopen"),
]

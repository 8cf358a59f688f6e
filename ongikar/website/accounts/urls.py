"""Addresses of the administrator's pages of people."""

from django.urls import path

from . import views

urlpatterns = [
    path("desk/accounts/", views.accounts, name="desk_accounts"),
    path("desk/accounts/add/", views.account_add, name="desk_account_add"),
    path("desk/accounts/<int:user_id>/", views.account, name="desk_account"),
    path("desk/accounts/<int:user_id>/change/", views.account_change, name="desk_account_change"),
    path("desk/accounts/<int:user_id>/reset/", views.account_reset, name="desk_account_reset"),
    path("desk/accounts/<int:user_id>/close/", views.account_close, name="desk_account_close"),
    path("desk/accounts/<int:user_id>/reopen/", views.account_reopen, name="desk_account_reopen"),
]

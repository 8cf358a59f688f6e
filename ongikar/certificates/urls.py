"""The addresses of certificates: of the office those that its desk does not hand out, and those that check
one without an account.
"""

from django.urls import path, register_converter

from ongikar.certificates.rules.serial import CODE

from . import check_views, desk_views, key_views, template_views
from .desk import SerialConverter


class CodeConverter(SerialConverter):
    regex = CODE.pattern


register_converter(CodeConverter, "certificate_code")

urlpatterns = [
    path("desk/certificates/new/", desk_views.certificate_new, name="certificate_new"),
    path("desk/certificates/templates/", template_views.certificate_templates, name="certificate_templates"),
    path(
        "desk/certificates/templates/<slug:name>/",
        template_views.certificate_template,
        name="certificate_template",
    ),
    path(
        "desk/certificates/<certificate_serial:serial>/print/",
        desk_views.certificate_print,
        name="certificate_print",
    ),
    path("c/", check_views.check, name="certificates_check"),
    path("c/offline/", key_views.show_offline, name="certificates_offline"),
    path("c/revoked.txt", key_views.show_revoked, name="certificates_revoked"),
    path("c/status/<int:year>", key_views.show_status_list, name="certificate_status_list"),
    path("c/keys/<slug:digest>.pem", key_views.show_pem, name="certificate_key"),
    path("c/<certificate_serial:serial>/", check_views.show_state, name="certificate_state"),
    path(
        "c/<certificate_serial:serial>-<certificate_code:secret>/",
        check_views.show_certificate,
        name="certificate_check",
    ),
    path(
        "c/<certificate_serial:serial>-<certificate_code:secret>/badge",
        key_views.show_badge,
        name="certificate_badge",
    ),
]

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "ongikar.certificates"
    label = "certificates"

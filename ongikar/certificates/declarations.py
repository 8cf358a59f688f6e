"""What the rest of the office is told of certificates: what they are about, and their export."""

from ongikar.exports.makers import register_maker
from ongikar.people.subjects import register_referring_model

# Entered with the keys of the installation.
from . import key_ring  # noqa: F401
from .bulk import CERTIFICATES
from .models import Certificate, CertificateOrder

register_maker(CERTIFICATES)
for model in (Certificate, CertificateOrder):
    register_referring_model(model)

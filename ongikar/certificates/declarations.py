"""What the rest of the office is told of certificates: who they are about, their search, their export."""

from ongikar.exports.makers import register_maker
from ongikar.people.search_sources import register_search
from ongikar.people.subjects import register_referring_model, register_subject

# Entered with the keys of the installation.
from . import key_ring  # noqa: F401
from .bulk import CERTIFICATES
from .models import Certificate, CertificateOrder
from .subjects import CERTIFICATE_SEARCH, CERTIFICATE_SUBJECT

register_subject(CERTIFICATE_SUBJECT)
register_maker(CERTIFICATES)
register_search(CERTIFICATE_SEARCH)
for model in (Certificate, CertificateOrder):
    register_referring_model(model)

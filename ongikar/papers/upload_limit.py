"""Taking a file in: what is larger than we take is counted to its end, but not kept."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .check import MOST_BYTES


class CountedUpload(TemporaryFileUploadHandler):
    """Spools a file to disk up to the limit. Beyond it the size still grows, so that the refusal can give the reason."""

    def receive_data_chunk(self, raw_data, start):
        if start <= MOST_BYTES:
            self.file.write(raw_data)

"""Static files as whitenoise collects them, also on a disk that knows no owners: there nobody may set their
moments but the user to whom everything belongs.
"""

from contextlib import suppress
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class TolerantCompressor(Compressor):
    """Each file is served with the moment of its own, whatever that is."""

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: Any) -> str:
        with suppress(PermissionError):
            return str(super().write_data(path, data, suffix, stat_result))
        # The moment alone was refused: the file is written.
        return path + suffix


class StaticFiles(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs: Any) -> Compressor:
        return TolerantCompressor(**kwargs)

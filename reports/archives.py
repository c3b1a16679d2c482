"""Several files as one archive, with the export's own time: two archives of one state do not differ by the clock."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from reference import vietnamese

_DAWN_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], moment: datetime | None) -> bytes:
    """A .zip of the files by their names, in that order; what is compressed already (.docx, .png) is only stored."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(_member(name, moment), content)
    return target.getvalue()


def _member(name: str, moment: datetime | None) -> zipfile.ZipInfo:
    here = vietnamese.in_viet_nam(moment) if moment else None
    info = zipfile.ZipInfo(name, here.timetuple()[:6] if here else _DAWN_OF_ZIP)
    stored = name.endswith((".docx", ".xlsx", ".png", ".zip"))
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info

"""The content of a file, however it was packed."""

import io
import zipfile


def members(content: bytes) -> list[tuple[str, bytes]]:
    """List name and content of an archive's members in their order; of another file the content alone."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [("", content)]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def packed(parts: dict[str, str]) -> bytes:
    """Make an archive of those members, in their order and without a clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

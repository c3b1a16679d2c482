"""The addresses of files in a message to a browser: from the fields where Streamlit writes them, never from texts.

A question, a name or a file's cell may say the address of somebody else's file, and the screen repeats it.
"""

from collections.abc import Iterator
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_FIELDS = {
    "Audio": {"url"},
    "DeferredFileResponsePayload": {"url"},
    "DownloadButton": {"url"},
    "FileURLs": {"upload_url", "delete_url"},
    "Image": {"url"},
    "Video": {"url"},
}
"""A kind of message -> its fields that lead to a file to fetch, or to a place to hand one in."""


def addresses_in(payload: bytes) -> Iterator[str]:
    """List the addresses that a message gives to its browser."""
    return _addresses(ForwardMsg.FromString(payload))


def _addresses(message: Any) -> Iterator[str]:
    of_files = _FIELDS.get(message.DESCRIPTOR.name, set())
    for field, value in message.ListFields():
        if field.name in of_files:
            yield value
        elif field.message_type is not None and not field.message_type.GetOptions().map_entry:
            for part in value if field.is_repeated else (value,):
                yield from _addresses(part)

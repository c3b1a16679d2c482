"""The QR code of an address, for a screen, a slide or a sheet of paper."""

import io

import segno

_BORDER = 4
"""Modules of quiet zone around the code: with less, phones do not find it on a printed page."""


def svg(address: str, title: str = "Mã QR") -> str:
    """Draw an <svg> element without a size of its own; `title` is what screen readers say of it."""
    target = io.BytesIO()
    _code(address).save(
        target, kind="svg", border=_BORDER, xmldecl=False, nl=False, omitsize=True, light="#fff", title=title
    )
    return target.getvalue().decode()


def png(address: str, scale: int = 10) -> bytes:
    """Draw a black and white .png, `scale` pixels to a module; at 10 an address of this server has about 450 pixels."""
    target = io.BytesIO()
    _code(address).save(target, kind="png", border=_BORDER, scale=scale)
    return target.getvalue()


def _code(address: str) -> segno.QRCode:
    """Make the code, readable with a sixth of it spoilt; a token needs no more, and denser codes are harder to scan."""
    return segno.make_qr(address, error="m")

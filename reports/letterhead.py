"""The office that a document comes from and its signer: the words around the content, from the office's settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from reference import vietnamese


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The frame of a document in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    `superior` is the cơ quan chủ quản, `office` the cơ quan ban hành, `symbol` its part of the ký hiệu («SNV»), `place`
    the địa danh. `signer_title` may have several lines («KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC»); `recipients` are the lines
    under «Nơi nhận». What an office has not given yet is empty: the document then leaves room to write it.
    """

    superior: str
    office: str
    symbol: str
    place: str
    signer_title: tuple[str, ...] = ()
    signer_name: str = ""
    preparer_name: str = ""
    addressee: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")


SETTINGS = (
    "superior_name", "office_name", "office_symbol", "office_place", "signer_title", "signer_name", "preparer_name",
    "addressee", "recipients",
)  # fmt: skip
"""The keys of the office's settings that a letterhead is made of; those of several lines hold line breaks."""


def letterhead(values: Mapping[str, str], office: str, province: str) -> Letterhead:
    """Make an office's letterhead from values of some of `SETTINGS`; the rest follows from its name and its province.

    «Tỉnh Bắc Ninh» gives «Ủy ban nhân dân tỉnh Bắc Ninh», the place «Bắc Ninh», and the office «Sở Nội vụ» for «Sở Nội
    vụ tỉnh Bắc Ninh»: the province stands above it. Signs that no document can hold are left out of what was kept.
    """
    values = {key: vietnamese.printable(value) for key, value in values.items()}
    bare = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    home = f"{province[:1].lower()}{province[1:]}"
    superior = values.get("superior_name") or f"Ủy ban nhân dân {home}"
    name = values.get("office_name") or vietnamese.printable(office)
    return Letterhead(
        superior=superior,
        office=name.removesuffix(f" {home}") if superior.endswith(home) else name,
        symbol=values.get("office_symbol") or "SNV",
        place=values.get("office_place") or bare,
        signer_title=_lines(values.get("signer_title", "Giám đốc")),
        signer_name=values.get("signer_name", ""),
        preparer_name=values.get("preparer_name", ""),
        addressee=values.get("addressee", ""),
        recipients=_lines(values.get("recipients", "Như trên\nLưu: VT")),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())

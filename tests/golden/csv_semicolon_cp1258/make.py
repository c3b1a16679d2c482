"""A list that an old program wrote: semicolons, Windows-1258 with the tone marks as letters of their own."""

import unicodedata

LINES = (
    "UBND HUYỆN GIA BÌNH;;;;;;",
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ;;;;;;",
    "(Tính đến ngày 31/12/2023);;;;;;",
    ";;;;;;",
    "STT;Họ và tên;Ngày sinh;Giới tính;Đơn vị;Chức vụ;Trình độ chuyên môn",
    '1;Nguyễn Thị Phượng;02/03/1975;Nữ;Xã Thái Bảo;"Bí thư Đảng ủy; Chủ tịch HĐND";Thạc sĩ',
    "2;Trần Văn Đức;04/05/1986;Nam;Xã Thái Bảo;Văn phòng - thống kê;Đại học",
    "3;Lê Quỳnh Hoa;06/07/1990;Nữ;Xã Cao Đức;Tư pháp - hộ tịch;ĐHH",
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def make() -> dict[str, bytes]:
    return {"roster.csv": "\r\n".join(map(_tones_apart, LINES)).encode("cp1258") + b"\r\n"}


def _tones_apart(line: str) -> str:
    """«ễ» as «ê» and a tilde: the code page has the letters and the tones, not all that they make together."""
    return "".join(_tone_apart(letter) for letter in line)


def _tone_apart(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in apart if mark in TONES]
    rest = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    return rest + "".join(tones)

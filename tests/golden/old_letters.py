"""Vietnamese as the fonts before Unicode want it typed: by the rule of each font, not by the program's table."""

import unicodedata

_FROM_B5 = "àảãáạ"
_TCVN3 = {
    **dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True)),
    **dict(zip(_FROM_B5, range(0xB5, 0xBA), strict=True)),
    **dict(zip("ằẳẵắ", range(0xBB, 0xBF), strict=True)),
    **dict(zip("ặầẩẫấậ", (0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB), strict=True)),
    **dict(zip("èẻẽéẹềểễếệìỉ", (0xCC, *range(0xCE, 0xD9)), strict=True)),
    **dict(zip("ĩíịò", range(0xDC, 0xE0), strict=True)),
    **dict(zip("ỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", (*range(0xE1, 0xF0), *range(0xF1, 0xFF)), strict=True)),
}

_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_ON_A_ROOF = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_ON_A_BOW = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_WITHOUT_A_MARK = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def tcvn3(text: str) -> str:
    """As typed in .VnTime, read as Western letters. Capitals with a tone have no key there: they come out small."""
    return "".join(_tcvn3_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _tcvn3_letter(letter: str) -> str:
    code = _TCVN3.get(letter, _TCVN3.get(letter.lower()))
    return letter if code is None else chr(code)


def vni(text: str) -> str:
    """As typed in VNI-Times, read as Western letters: a vowel, and its mark as a letter beside it."""
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    small = _small_vni_letter(letter.lower())
    return small if letter == letter.lower() else small.upper()


def _small_vni_letter(letter: str) -> str:
    if letter in _WITHOUT_A_MARK:
        return _WITHOUT_A_MARK[letter]
    base, *marks = list(unicodedata.normalize("NFD", letter))
    tone = next((mark for mark in marks if mark in _TONES), "")
    if "\u0302" in marks:
        return base + _ON_A_ROOF[tone]
    if "\u0306" in marks:
        return base + _ON_A_BOW[tone]
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö"}[base]
    return base + _TONES[tone] if tone else base

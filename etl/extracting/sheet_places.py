"""The unit that a sheet as a whole speaks of: by its name, its title, the file's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import PurePath

from etl.normalising import place_words
from etl.normalising.bodies import body_in
from etl.normalising.places import OTHER_PROVINCE, Gazetteer, Match, Place
from etl.problems import Problem, problem
from etl.records import Sheet
from reference.addresses import address
from reference.cell_words import cell_words
from reference.provinces import bare_name, provinces_on
from reference.spelling import key, plain, tidy, words_of
from reference.units import Unit

_LONGEST_NAME = 5
_BRACKETED = re.compile(r"\(([^()]+?)(?:\s+cũ)?\)", re.IGNORECASE)
_COPY = re.compile(r"\s\(\d{1,2}\)$")
"""Excel's mark of a copied sheet."""
_WORDS = re.compile(r"[^\s,;:()–\-_/]+")


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """The place that a sheet speaks of; `failed` is a name in its title that looks like a unit's and is none.

    `body`: the body that its title or the file's name speaks of, where these name no commune.
    """

    commune: Place | None = None
    district: Place | None = None
    failed: Match | None = None
    failed_text: str = ""
    failed_cell: str = ""
    body: Place | None = None


def place_of_sheet(
    sheet: Sheet, title: Sequence[str], file: str, gazetteer: Gazetteer
) -> tuple[SheetPlace, list[Problem]]:
    """Find the unit that the sheet's name, its title or the file's name speaks of; none may contradict another."""
    name = _COPY.sub("", sheet.spoken_name)
    stem = place_words.with_numbers_apart(re.sub(r"[_]+", " ", PurePath(file).stem))
    district = next((d for d in (_district_in(text, gazetteer) for text in (name, *title, stem)) if d), None)
    code = district.code if district else None
    by_name = _commune_named(name, code, gazetteer)
    by_title = next((place for place in (commune_in(text, code, gazetteer) for text in title) if place), None)
    if by_name and by_title and by_name.code != by_title.code:
        both = f"«{by_name.name}» (tên trang), «{by_title.name}» (tiêu đề)"
        return SheetPlace(by_name, district), [
            problem("unit_sources_disagree", file=file, sheet=sheet.name, value=both)
        ]
    commune = by_name or by_title or commune_in(stem, code, gazetteer)
    if commune is None:
        failed = _failed(sheet, len(title), district, gazetteer) or _unsure(stem, district, gazetteer)
        return failed or _of_body(title, stem, district, gazetteer), []
    former = frozenset().union(*(gazetteer.former_parents(piece) for piece in _pieces_above((name, *title, stem))))
    if former and not gazetteer.ever_lay_in(commune, former):
        return _of_elsewhere(sheet, len(title), commune, former, gazetteer), []
    return SheetPlace(commune, district), []


def _pieces_above(texts: Sequence[str]) -> list[str]:
    """The pieces of texts that may name a district or a province, also «(Đức Trọng cũ)»."""
    in_brackets = [match[1] for text in texts for match in _BRACKETED.finditer(text)]
    windows = (window for text in texts for level in ("district", "province") for window in _windows(text, level))
    return [*in_brackets, *(window.piece for window in windows)]


def _of_elsewhere(
    sheet: Sheet, titles: int, commune: Place, former: frozenset[str], gazetteer: Gazetteer
) -> SheetPlace:
    """The place of a list that names a former district or province in which no part of today's commune ever lay."""
    match = gazetteer.find_former(commune.name, former)
    cell = next(
        (cell for cell, text in _title_cells(sheet, titles) if commune_in(text, None, gazetteer) == commune), ""
    )
    return SheetPlace(None, None, match, commune.name, cell)


def _title_cells(sheet: Sheet, titles: int) -> Iterator[tuple[str, str]]:
    """Give the address and the text of each cell of the title block, of which there are so many."""
    cells = ((row, column, value) for row, cells in enumerate(sheet.rows) for column, value in enumerate(cells))
    texts = ((address(row, column), tidy(value)) for row, column, value in cells if isinstance(value, str))
    return islice(((cell, text) for cell, text in texts if text), titles)


def province_in(title: Sequence[str], file: str, gazetteer: Gazetteer) -> str:
    """Find the one province of the day that a list's title or file name names, «UBND TỈNH BÌNH THUẬN»; «» for none."""
    known = {(unit.kind, words_of(bare_name(unit.name))): unit.name for unit in _provinces(gazetteer)}
    pieces = (window.piece for text in (*title, PurePath(file).stem) for window in _windows(text, "province"))
    readings = (reading for piece in pieces for reading in place_words.kinds_and_rests(words_of(piece)))
    named = {known[reading] for reading in readings if reading in known}
    return named.pop() if len(named) == 1 else ""


def _provinces(gazetteer: Gazetteer) -> tuple[Unit, ...]:
    return provinces_on(gazetteer.province, gazetteer.day)


def _of_body(title: Sequence[str], stem: str, district: Place | None, gazetteer: Gazetteer) -> SheetPlace:
    """The body that the title or the file's name names; none where the title says that it is about communes."""
    if any(_of_communes().search(key(text)) for text in title):
        return SheetPlace(None, district)
    code = district.code if district else None
    bodies = (body_in(text, gazetteer.day, gazetteer.province, code) for text in (*title, stem))
    return SheetPlace(None, district, body=next(filter(None, bodies), None))


@lru_cache(maxsize=1)
def _of_communes() -> re.Pattern[str]:
    """The words of titles of lists of communes' staff, on which a body's name is the letterhead's."""
    words = "|".join(map(re.escape, _keys("commune_list")))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _failed(sheet: Sheet, titles: int, district: Place | None, gazetteer: Gazetteer) -> SheetPlace | None:
    """The first name in the title block that begins like a commune's and is none of the province on this day."""
    code = district.code if district else None
    for cell, text in _title_cells(sheet, titles):
        for name in _names_in(text):
            match = gazetteer.find_commune(name, code)
            if match.place is None or match.note == OTHER_PROVINCE:
                return SheetPlace(None, district, match, name, cell)
    return None


def _unsure(stem: str, district: Place | None, gazetteer: Gazetteer) -> SheetPlace | None:
    """The first name in a file's name that is several units' of the province, or one's but for its tones."""
    for window in _windows(stem, "commune"):
        if key(stem[: stem.find(window.piece)]).split(" ")[-1] in _keys("unit_kind_not"):
            continue
        match = gazetteer.find_commune(window.piece, district.code if district else None)
        if match.place is None and (proposal := _in_plain_district(window.piece, gazetteer)):
            return SheetPlace(None, district, Match(None, "unknown", (proposal,)), window.piece)
        alike = any(plain(place.name) == plain(window.piece) for place in match.candidates)
        if match.reason == "ambiguous" or (match.place is None and alike):
            return SheetPlace(None, district, match, window.piece)
    return None


def _in_plain_district(piece: str, gazetteer: Gazetteer) -> Place | None:
    """The one commune of «P 1 TX Duyen Hai», where the district behind the name was typed without tones and marks."""
    words = piece.split(" ")
    places = {
        place
        for end in range(1, len(words))
        for district in gazetteer.find_plain_districts(" ".join(words[end:]))
        if (place := _at_home(gazetteer.find_commune(" ".join(words[:end]), district.code)))
    }
    return places.pop() if len(places) == 1 else None


def _names_in(text: str) -> list[str]:
    """The names that follow «xã», «phường», … in a title, up to the words of a district or a year."""
    words = [match[0] for match in _WORDS.finditer(text)]
    spelled = [key(word) for word in words]
    names = []
    for start in range(len(words) - 1):
        before = spelled[start - 1] if start else ""
        if not _is_prefix(" ".join(words[start : start + 2])) or before in _keys("unit_kind_not"):
            continue
        end = start + 2
        while end < len(words) and end - start <= _LONGEST_NAME and not _ends_name(spelled, end):
            end += 1
        first, is_name = words[start + 1][:1], spelled[start + 1] not in _keys("unit_name_not")
        if is_name and first.isalpha() is first.isupper():
            names.append(" ".join(words[start:end]))
    return names


def _ends_name(spelled: Sequence[str], at: int) -> bool:
    """Tell whether the word at a place is no more of the name before it: «thành phố»; «Tân Thành» is a name."""
    here = " ".join(spelled[at : at + 2]) + " "
    return any(here.startswith(f"{end} ") for end in _keys("unit_name_end"))


@lru_cache(maxsize=4)
def _keys(kind: str) -> frozenset[str]:
    return frozenset(map(key, cell_words(kind)))


def _is_prefix(piece: str) -> bool:
    kinds = place_words.kinds_and_rests(words_of(piece))
    return any(place_words.LEVEL_OF_KIND[kind] == "commune" for kind, _ in kinds)


def _commune_named(text: str, district: str | None, gazetteer: Gazetteer) -> Place | None:
    """The whole of a sheet's name as a commune's, without or with its kind."""
    if not text or key(text).replace(" ", "").isdigit():
        return None
    return _at_home(gazetteer.find_commune(text, district)) or commune_in(text, district, gazetteer)


def _at_home(match: Match) -> Place | None:
    """The place of a match in the province: a list as a whole is never another one's."""
    return None if match.note == OTHER_PROVINCE else match.place


@dataclass(frozen=True, slots=True)
class _Window:
    """A piece of a text that starts like a unit's name: the number of its first word, and what stands behind it."""

    start: int
    piece: str
    behind: str


def _windows(text: str, level: str) -> list[_Window]:
    """List the pieces of a text that start like a unit's name; longest first."""
    tidied = tidy(text)
    words = list(_WORDS.finditer(tidied))
    pieces = []
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME + 2), start + 1, -1):
            piece = " ".join(word[0] for word in words[start:end])
            kinds = place_words.kinds_and_rests(words_of(piece))
            if any(place_words.LEVEL_OF_KIND[kind] == level for kind, _ in kinds):
                pieces.append(_Window(start, piece, tidied[words[end - 1].end() :]))
    return pieces


def commune_in(text: str, district: str | None, gazetteer: Gazetteer) -> Place | None:
    """Find the one commune of the province that a title names with its kind; None when it names none or several.

    «Xã Đại Đồng Thành» does not name Xã Đại Đồng: of the names that begin at one word the longest counts. Nor does
    «Xã Đạ Huoai V» name Xã Đạ Huoai, where units of that name have numbers.
    """
    longest: dict[int, Place] = {}
    for window in _windows(text, "commune"):
        place = _at_home(gazetteer.find_commune(window.piece, district)) if window.start not in longest else None
        if place and not (place_words.begins_with_number(window.behind) and gazetteer.has_numbered_sisters(place)):
            longest[window.start] = place
    places = {place.code: place for place in longest.values()}
    return next(iter(places.values())) if len(places) == 1 else None


def _district_in(text: str, gazetteer: Gazetteer) -> Place | None:
    places = {}
    for window in _windows(text, "district"):
        place = gazetteer.find_some_district(window.piece)
        if place:
            places[place.code] = place
    return next(iter(places.values())) if len(places) == 1 else None

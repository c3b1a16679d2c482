"""The units of rows of figures: match in the register of each day; what cannot be match is a problem with its cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from etl.figures.records import FindBody, Unit
from etl.normalising.places import OTHER_PROVINCE, Match, Place, gazetteer
from etl.problems import Problem, problem


def no_body(_text: str, _day: date) -> Unit | None:
    """Find no body: where no register of bodies is at hand."""
    return None


@dataclass
class UnitFinder:
    """A finder of the units that cells of one file name, each spelling and day looked up once."""

    file: str
    home: str
    find_body: FindBody = no_body
    _matches: dict[tuple[str, date, str | None], tuple[Unit | None, Match | None]] = field(default_factory=dict)

    def find(self, text: str, day: date, district: str | None = None) -> tuple[Unit | None, Match | None]:
        """Find a commune, a body or a district; None, and how the text was understood, where there is none."""
        key_of = text, day, district
        if key_of not in self._matches:
            self._matches[key_of] = self._find(text, day, district)
        return self._matches[key_of]

    def _find(self, text: str, day: date, district: str | None) -> tuple[Unit | None, Match | None]:
        register = gazetteer(day, self.home)
        commune = register.find_commune(text, district)
        if commune.place is not None and commune.note != OTHER_PROVINCE:
            return _unit(commune.place), commune
        body = self.find_body(text, day)
        if body is not None:
            return body, None
        held = register.find_district(text)
        if held.place is not None and held.note != OTHER_PROVINCE and commune.place is None:
            return _unit(held.place), held
        return None, commune

    def problem(self, text: str, day: date, match: Match | None, sheet: str, cell: str) -> Problem:
        """Make the problem of a text that names no unit of the province on a day."""
        words = {"file": self.file, "sheet": sheet, "cell": cell, "field": "unit"}
        written = f"{day:%d/%m/%Y}"
        if match is not None and match.note == OTHER_PROVINCE and match.place:
            return problem("figure_unit_elsewhere", value=text, candidates=match.place.name, **words)
        names = _names(match.candidates if match else ())
        if match is not None and match.reason == "ambiguous":
            return problem("ambiguous_unit", value=text, candidates=names, **words)
        if match is not None and match.reason == "not_then":
            advice = f"Ngày đó là: {names}." if names else "Hãy kiểm tra lại tên đơn vị và ngày của số liệu."
            return problem("unit_not_then", value=text, day=written, advice=advice, **words)
        advice = f"Có phải là: {names}?" if names else "Hãy kiểm tra lại tên hoặc mã đơn vị."
        return problem("unknown_unit", value=text, day=written, advice=advice, **words)


def _unit(place: Place) -> Unit:
    return Unit(place.level, place.code, place.name)


def _names(places: Iterable[Place]) -> str:
    return ", ".join(dict.fromkeys(place.name for place in places))

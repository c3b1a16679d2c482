"""The comparison of what a load found in an invented workbook with what was written there."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

import database
from benchmarks.corpus.making import Invented, invent
from etl.pipeline import load, undo
from etl.problems import Problem
from etl.records import LoadOptions, LoadReport, SourceFile
from reference.addresses import column_index
from stats.queries import FLAT_COLUMNS, flat_rows
from stats.scope import EVERYBODY

_COMPARED = (
    "unit_code", "full_name", "birth_date", "gender", "ethnicity", "religion", "party_member", "position", "schooling",
    "education", "major", "political_theory", "state_management", "it", "it_detail", "english", "other_language",
    "ethnic_language", "digital_skills", "rank", "department",
)  # fmt: skip
_TOLD_BY = {
    "english": "language",
    "other_language": "language",
    "it_detail": "it",
    "major": "education",
    "department": "position",
}
_SOURCE = re.compile(r".* › (.+) › dòng (\d+)")
_CELL = re.compile(r"([A-Z]*)(\d+)")

_CONTRADICTIONS = ("it_degree_without_education", "party_too_young", "category_disagrees")
"""Problems of facts that do not fit together, which invented people may well have."""
RUNS = 600
Place = tuple[str, int, int | None]


@dataclass(slots=True)
class Verdict:
    """The errors in one workbook: lines for an engineer, each with its place and values."""

    seed: int
    cells: int = 0
    silent: list[str] = field(default_factory=list)
    """Lost or wrong without a word, or not told where it had to be."""
    unread: list[str] = field(default_factory=list)
    """Told, though a clerk would have understood it."""
    false_alarms: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """True where everything is read, everything odd is told, and nothing else."""
        return not (self.silent or self.unread or self.false_alarms)


@dataclass(slots=True)
class Tally:
    """The verdicts on many workbooks."""

    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The errors, a line each with its seed, and the numbers in the last line, in Vietnamese."""
        wrong = [
            f"rosters {verdict.seed}: {kind}: {line}"
            for verdict in self.verdicts
            for kind, lines in (
                ("sai không báo", verdict.silent), ("báo mà chưa đọc", verdict.unread),
                ("báo nhầm", verdict.false_alarms),
            )
            for line in lines
        ]  # fmt: skip
        return [*wrong, self._numbers()]

    def _numbers(self) -> str:
        cells = sum(verdict.cells for verdict in self.verdicts) or 1
        alarms = sum(len(verdict.false_alarms) for verdict in self.verdicts)
        return (
            f"rosters: {len(self.verdicts)} tệp – đúng hẳn {sum(verdict.is_right for verdict in self.verdicts)}"
            f" – sai không báo {sum(len(verdict.silent) for verdict in self.verdicts)}"
            f" – báo mà chưa đọc {sum(len(verdict.unread) for verdict in self.verdicts)}"
            f" – báo nhầm {alarms} ({1000 * alarms / cells:.2f}‰ của {cells} ô)"
        ).replace(".", ",")

    @property
    def has_failed(self) -> bool:
        """True where something went wrong without a word."""
        return any(verdict.silent for verdict in self.verdicts)


def run(url: str, runs: int, first_seed: int, progress: Callable[[str, int, int], None]) -> Tally:
    """Judge as many invented workbooks, in a database whose tables stand."""
    tally = Tally()
    for seed in range(first_seed, first_seed + runs):
        tally.verdicts.append(judge(url, seed))
        progress("Đang thử danh sách được bịa", seed - first_seed + 1, runs)
    return tally


def judge(url: str, seed: int) -> Verdict:
    """Say what a load of the workbook of a seed gets wrong."""
    return compare(url, invent(seed), seed)


def compare(url: str, made: Invented, seed: int = 0) -> Verdict:
    """Load an invented workbook, take it back, and say what differs from its truth."""
    report = load(url, [SourceFile("roster.xlsx", made.content)], LoadOptions(accept=True))
    verdict = Verdict(seed, made.cells)
    if report.import_id is None:
        reasons = "; ".join(f"{p.code} {p.sheet}!{p.cell} «{p.value}»" for p in report.problems[:4])
        verdict.unread.append(f"{report.status}: {reasons}")
        return verdict
    rows = _loaded(url, made.day)
    undo(url, report.import_id, "")
    _compare(verdict, made, rows, {_place(problem) for problem in report.problems})
    _listen(verdict, made, report)
    return verdict


def _loaded(url: str, day: date) -> dict[tuple[str, int], dict[str, str]]:
    """Give what was loaded by the sheet and row where it stood."""
    people: dict[tuple[str, int], dict[str, str]] = {}
    with database.reading(url) as connection:
        for row in flat_rows(connection, day, scope=EVERYBODY):
            person = {name: str(value or "") for name, value in zip(FLAT_COLUMNS, row, strict=True)}
            source = _SOURCE.fullmatch(person["source"])
            if source is not None:
                people[source[1], int(source[2])] = person
    return people


def _compare(
    verdict: Verdict, made: Invented, rows: dict[tuple[str, int], dict[str, str]], problems: Collection[Place]
) -> None:
    for place in rows.keys() - made.people.keys():
        verdict.silent.append(f"{place}: nobody stands there, loaded {rows[place]['full_name']}")
    for place, meaning in made.people.items():
        person = rows.get(place)
        if person is None:
            lines = verdict.unread if _is_told(made, place, "", problems) else verdict.silent
            lines.append(f"{place}: {meaning['full_name']} is not loaded")
            continue
        for name in _COMPARED:
            right = meaning.get(name, "")
            if not _agrees(person[name], right):
                lines = (
                    verdict.unread if person[name] == "" and _is_told(made, place, name, problems) else verdict.silent
                )
                lines.append(f"{place} {name}: {person[name]!r}, right is {right!r}")


def _agrees(value: str, right: object) -> bool:
    rights = right if isinstance(right, tuple) else (right,)
    return _plain(value) in {_plain(str(text)) for text in rights}


def _plain(text: str) -> str:
    """Upper-case names and two kinds of dashes are the same to the comparison."""
    return text.replace("–", "-").casefold()


def _is_told(made: Invented, place: tuple[str, int], name: str, problems: Collection[Place]) -> bool:
    """Tell whether some problem names the person's cell of the field, the head of its column, or the row."""
    sheet, row = place
    places: list[Place] = [(sheet, row, None)]
    for field_name, index, first, last in made.fields[sheet]:
        if not name or field_name in (name, _TOLD_BY.get(name)):
            places += [(sheet, at, index) for at in (row, *range(first, last + 1))]
    return not set(places).isdisjoint(problems)


def _listen(verdict: Verdict, made: Invented, report: LoadReport) -> None:
    """Look for what had to be told and was not, and for problems where nothing is wrong."""
    places = [(_place(problem), problem) for problem in report.problems]
    rows_told = {(sheet, row) for (sheet, row, _), _ in places}
    cells_told = {place for place, _ in places}
    for sheet, row, column in made.must_tell:
        heads = [
            (sheet, at, i) for _, i, first, last in made.fields[sheet] if i == column for at in range(first, last + 1)
        ]
        is_told = (
            (sheet, row) in rows_told if column is None else not cells_told.isdisjoint([(sheet, row, column), *heads])
        )
        if not is_told:
            verdict.silent.append(f"{(sheet, row, column)}: had to be told")
    allowed = made.must_tell | made.may_tell
    for place, problem in places:
        if problem.code in _CONTRADICTIONS:
            continue
        if place not in allowed and (*place[:2], None) not in allowed:
            verdict.false_alarms.append(
                f"{problem.code} {problem.sheet}!{problem.cell} «{problem.value}» {problem.message[:110]}"
            )


def _place(problem: Problem) -> Place:
    cell = _CELL.fullmatch(problem.cell or "")
    if cell is None:
        return problem.sheet or "", 0, None
    return problem.sheet or "", int(cell[2]), column_index(cell[1]) if cell[1] else None

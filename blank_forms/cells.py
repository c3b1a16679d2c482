"""The cells of a table of counts: where each stands, what it asks, and writing it down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.counting import Counter
from blank_forms.form import ReadTable
from blank_forms.formulas import PrintedIdentity, column_number, printed_identity, value_of
from blank_forms.grid import Grid, address, is_blank, is_formula
from blank_forms.growing import Shift, row_now
from blank_forms.meanings import Meaning
from blank_forms.outcome import Gap, Outcome, PrintedCheck
from blank_forms.question import Question, question
from blank_forms.tables import TableColumn
from blank_forms.totals import summed_places
from reference import vietnamese
from reference.forms import EVERYBODY
from reference.spelling import words_of
from stats.selection import Selection
from stats.shares import Rule, share


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet with its meaning; `name` as people read it, `ordinal` where the program writes the row."""

    at: int
    meaning: Meaning
    name: str
    ordinal: int | None = None
    among: tuple[str, ...] = ()
    """The printed units that a total sums up."""


def lines_of(read: ReadTable, shifts: Iterable[Shift]) -> list[Line]:
    """List the printed rows of a table where they stand after all shifts."""
    rows = zip(read.table.rows, read.rows, summed_places(read.rows), strict=True)
    left, shifts = read.table.columns[0].at, tuple(shifts)
    return [
        Line(row_now(shifts, row.at, left), meaning, " › ".join(meaning.words), among=among)
        for row, meaning, among in rows
    ]


def questions_of(read: ReadTable, lines: Sequence[Line], selection: Selection) -> Iterator[Question]:
    """List the questions that a table's cells ask."""
    for line in lines:
        for column, among in zip(read.columns, summed_places(read.columns), strict=True):
            asked = asked_of(read, line, column, among, selection.as_of)
            if isinstance(asked, Question):
                yield asked
                yield from filter(None, (asked.base, asked.subtracted))


def asked_of(read: ReadTable, line: Line, column: Meaning, among: tuple[str, ...], as_of: date) -> Question | str:
    """Put a row and a column together; a total of either sums up its own units."""
    axes = (read.rows, read.columns) if column.is_share else (read.columns, read.rows)
    asked = question(read.people, line.meaning, column, as_of, beside=axes[0], along=axes[1])
    if not isinstance(asked, Question) or asked.place is not None:
        return asked
    return replace(asked, among=line.among or among)


class TableWriter:
    """Writes the counts of one table into its cells, and notes what stays empty and what does not agree."""

    def __init__(
        self,
        sheet: Worksheet,
        read: ReadTable,
        counter: Counter,
        selection: Selection,
        rounding: Rule,
        outcome: Outcome,
    ) -> None:
        self._sheet, self._read, self._counter = sheet, read, counter
        self._selection, self._rounding, self._outcome = selection, rounding, outcome
        self._grid = Grid(sheet)
        self._counts: dict[tuple[int, int], int] = {}
        self._columns = list(zip(read.table.values, read.columns, strict=True))
        self._among = dict(zip((column.at for column in read.table.values), summed_places(read.columns), strict=True))
        numbers = ((column_number(column.numbered), column.at) for column in read.table.values)
        self._at_number = {number: at for number, at in numbers if number is not None}
        self._identities = {
            column.at: identity
            for column in read.table.values
            if (identity := printed_identity(column.numbered)) is not None
        }

    def write(self, lines: Sequence[Line]) -> None:
        """Fill the rows, shares after the counts that they are of, then check."""
        unread = self._unread_columns()
        for line in lines:
            self._write_line(line, unread)
        for line in lines:
            for column, identity in self._identities.items():
                self._identity(line, column, identity)
        self._formulas(lines)
        self._totals(lines)
        self._rest(lines)

    def _unread_columns(self) -> set[int]:
        """Note the columns that count nobody once each, not once in each row."""
        unread = set()
        for column, meaning in self._columns:
            if meaning.rule is None and not self._is_share(column):
                unread.add(column.at)
                reason = meaning.reason or ("" if meaning.is_heading and _is_note(meaning) else _NOBODY)
                if reason:
                    where = f"{self._sheet.title} › cột {address(1, column.at)[:-1]}"
                    self._outcome.gaps.append(Gap(where, " › ".join(column.path), reason))
        return unread

    def _is_share(self, column: TableColumn) -> bool:
        identity = self._identities.get(column.at)
        return identity is not None and identity.is_share

    def _write_line(self, line: Line, unread: set[int]) -> None:
        meaning = line.meaning
        if meaning.rule is None:
            if meaning.reason:
                where = f"{self._sheet.title} › dòng {line.at}"
                self._outcome.gaps.append(Gap(where, line.name, meaning.reason))
            return
        reasons: dict[str, list[int]] = {}
        for column, counted in self._columns:
            if column.at in unread or self._is_share(column):
                continue
            asked = asked_of(self._read, line, counted, self._among[column.at], self._selection.as_of)
            answer = self._answer(asked) if isinstance(asked, Question) else asked
            if not isinstance(answer, str):
                self._put(line, column, answer)
            elif answer:
                reasons.setdefault(answer, []).append(column.at)
        for reason, columns in reasons.items():
            ends = dict.fromkeys((columns[0], columns[-1]))
            where = f"{self._sheet.title} › {':'.join(address(line.at, at) for at in ends)}"
            self._outcome.gaps.append(Gap(where, line.name, reason))

    def _answer(self, asked: Question) -> int | float | str:
        """Count, or reckon the share or the difference that is asked for; a sentence where neither can be."""
        count = self._counter.answer(asked)
        if asked.subtracted is not None:
            earlier = self._counter.answer(asked.subtracted)
            return earlier if isinstance(earlier, str) else count if isinstance(count, str) else count - earlier
        if asked.base is None or isinstance(count, str):
            return count
        whole = self._counter.answer(asked.base)
        return float(share(count, whole, self._rounding)) if isinstance(whole, int) and whole else _NO_BASE

    def _put(self, line: Line, column: TableColumn, count: float) -> None:
        """Write a count or a share into its cell, unless a formula or something else stands there already."""
        region = self._grid.region(line.at, column.at)
        if (region.top, region.left) != (line.at, column.at):
            return
        cell = self._sheet.cell(line.at, column.at)
        label = f"{line.name} › {' › '.join(column.path)}"
        counted = {(line.at, column.at): count} if isinstance(count, int) else {}
        if is_formula(cell.value):
            self._counts |= counted
        elif not is_blank(cell.value):
            reason = f"{TAKEN} «{cell.value}» nên giữ nguyên; chương trình đếm được {_text(count)}."
            self._outcome.gaps.append(Gap(self._where(line.at, column.at), label, reason))
        elif region.right > region.left or region.bottom > region.top:
            reason = "Ô gộp nhiều cột hoặc nhiều dòng nên chưa rõ đếm cho chỗ nào."
            self._outcome.gaps.append(Gap(self._where(line.at, column.at), label, reason))
        else:
            cell.value = count
            self._counts |= counted
            self._outcome.filled += 1

    def _where(self, row: int, column: int) -> str:
        return f"{self._sheet.title} › {address(row, column)}"

    # Printed identities

    def _identity(self, line: Line, column: int, identity: PrintedIdentity) -> None:
        values = {
            number: value
            for number, at in self._at_number.items()
            if (value := value_of(self._sheet, line.at, at)) is not None
        }
        if identity.is_share:
            self._share(line, column, identity)
            return
        reckoned = identity.reckon(values)
        if reckoned is None or identity.whole not in values:
            return
        whole = values[identity.whole]
        named = f"cột {identity.whole} = {identity.expression.replace(' ', '')}"
        numbers = f"{_text(whole)} và {_text(reckoned)}"
        where = self._where(line.at, column)
        self._outcome.checks.append(PrintedCheck(where, f"{line.name}: {named} ({numbers})", whole == reckoned))

    def _share(self, line: Line, column: int, identity: PrintedIdentity) -> None:
        """Reckon a printed share from the counts beside it."""
        cell = self._sheet.cell(line.at, column)
        places = [self._at_number.get(number) for number in identity.parts]
        counts = [self._counts.get((line.at, at)) for at in places if at is not None]
        if len(counts) != 2 or counts[0] is None or not counts[1] or not is_blank(cell.value):
            return
        cell.value = float(share(counts[0], counts[1], self._rounding))
        self._outcome.filled += 1

    def _formulas(self, lines: Sequence[Line]) -> None:
        """Hold the form's own formulas against what is counted for their cells."""
        for line in lines:
            for column in self._read.table.values:
                cell, counted = self._sheet.cell(line.at, column.at), self._counts.get((line.at, column.at))
                if counted is None or not is_formula(cell.value):
                    continue
                reckoned, where = value_of(self._sheet, line.at, column.at), self._where(line.at, column.at)
                label = f"{line.name} › {' › '.join(column.path)}"
                if reckoned is None:
                    self._outcome.gaps.append(Gap(where, label, "Ô có công thức nên giữ nguyên; không kiểm tra được."))
                    continue
                sentence = f"{label}: công thức cho {_text(reckoned)}, chương trình đếm được {_text(counted)}"
                self._outcome.checks.append(PrintedCheck(where, sentence, reckoned == counted))

    def _totals(self, lines: Sequence[Line]) -> None:
        """Hold a row «Tổng số» against the rows of units, where each row is one of them."""
        totals = [line for line in lines if line.meaning.rule == EVERYBODY and line.meaning.place is None]
        units = [line for line in lines if line.meaning.place and line.meaning.rule == EVERYBODY]
        if len(totals) != 1 or len(units) + 1 != len(lines) or len({len(u.meaning.place or "") for u in units}) != 1:
            return
        for column in self._read.table.values:
            whole = self._counts.get((totals[0].at, column.at))
            parts = [self._counts.get((unit.at, column.at), 0) for unit in units]
            if whole is not None and not is_formula(self._sheet.cell(totals[0].at, column.at).value):
                label = f"{totals[0].name} › {' › '.join(column.path)}"
                sentence = f"{label}: {_text(whole)}, các dòng đơn vị cộng lại được {_text(sum(parts))}"
                where = self._where(totals[0].at, column.at)
                self._outcome.checks.append(PrintedCheck(where, sentence, whole == sum(parts)))

    def _rest(self, lines: Sequence[Line]) -> None:
        """Say who of a total is in no row, where the rows are values of one field: those who do not declare it."""
        totals = [line for line in lines if line.meaning.rule == EVERYBODY and line.meaning.place is None]
        rules = [line.meaning.rule for line in lines if line.meaning.rule not in (None, EVERYBODY)]
        fields = {tuple(condition.field for each in rule or () for condition in each) for rule in rules}
        if len(totals) != 1 or len(rules) < _FEWEST_ROWS or len(fields) != 1 or len(next(iter(fields))) != 1:
            return
        column = next((each for each in self._read.table.values if (totals[0].at, each.at) in self._counts), None)
        if column is None:
            return
        whole = self._counts[totals[0].at, column.at]
        rest = whole - sum(self._counts.get((line.at, column.at), 0) for line in lines if line is not totals[0])
        if rest > 0:
            where, number = self._where(totals[0].at, column.at), vietnamese.number(rest)
            self._outcome.remarks.append(
                f"{where}: {totals[0].name} {_text(whole)}, trong đó {number} người không thuộc dòng nào của biểu "
                "(không khai, hoặc có giá trị khác)."
            )


TAKEN = "Ô đã có sẵn"
"""The beginning of the reason why a cell that is not blank stays as it is."""
_FEWEST_ROWS = 2
_NOBODY = "Nhãn không nói đếm những ai."
_NO_BASE = "Không có ai để tính tỷ lệ."


def _is_note(meaning: Meaning) -> bool:
    return words_of(meaning.words[-1]) == words_of("Ghi chú")


def _text(value: float) -> str:
    return vietnamese.number(int(value)) if value == int(value) else f"{value:.2f}".replace(".", ",")


def unit_lines(names: Mapping[str, str], first: int) -> list[Line]:
    """Make the rows of units that the program writes itself, from row `first` on."""
    everybody = Meaning((), EVERYBODY)
    return [
        Line(first + number, replace(everybody, place=code, words=(name,)), name, number + 1)
        for number, (code, name) in enumerate(names.items())
    ]

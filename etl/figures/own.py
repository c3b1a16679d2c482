"""The sheet «Danh mục chỉ tiêu» of a workbook: indicators that the office adds to the catalogue."""

from collections.abc import Iterator

from etl.figures.layout import address_of, text_at
from etl.figures.numbers import number
from etl.figures.records import OwnMeasureRow
from etl.problems import Problem, problem
from etl.records import Sheet
from reference.figures import OWN, Measure, MeasureKind, measures
from reference.spelling import key, words_of
from reference.vietnamese import slug

SHEET = "Danh mục chỉ tiêu"
_HEADINGS = {
    "code": ("mã chỉ tiêu", "mã"),
    "name": ("tên chỉ tiêu", "chỉ tiêu", "tên"),
    "unit": ("đơn vị tính", "đvt"),
    "maximum": ("điểm tối đa", "tối đa"),
    "higher": ("càng cao càng tốt",),
    "source": ("nguồn", "căn cứ"),
}
_NO = ("không", "0", "no")
_LONGEST_CODE = 40


def is_catalogue(sheet: Sheet) -> bool:
    """Tell whether a sheet lists indicators."""
    return key(sheet.spoken_name) == key(SHEET)


def read_own(file: str, sheet: Sheet) -> tuple[list[OwnMeasureRow], list[Problem]]:
    """Read the indicators of a sheet; a row without a name, or of a code that the catalogue has, is a problem."""
    header = next((row for row in range(len(sheet.rows)) if "name" in _columns(sheet, row)), None)
    if header is None:
        return [], [problem("figures_no_table", file=file, sheet=sheet.name, known="Mã chỉ tiêu, Tên chỉ tiêu")]
    columns = _columns(sheet, header)
    own: list[OwnMeasureRow] = []
    problems: list[Problem] = []
    for row in range(header + 1, len(sheet.rows)):
        texts = {name: text_at(sheet, row, column) for name, column in columns.items()}
        if not any(texts.values()):
            continue
        code = texts.get("code") or slug(texts["name"]).replace("-", "_")[:_LONGEST_CODE]
        wrong = list(_wrong(code, texts))
        cell = address_of(row, columns["name"])
        problems += [problem("own_measure_wrong", file=file, sheet=sheet.name, cell=cell, value=why) for why in wrong]
        if not wrong:
            own.append(
                OwnMeasureRow(
                    code,
                    texts["name"],
                    texts.get("unit") or "điểm",
                    maximum=number(texts["maximum"]) if texts.get("maximum") else None,
                    higher_is_better=key(texts.get("higher", "")) not in _NO,
                    source=texts.get("source", ""),
                )
            )
    return own, problems


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(len(sheet.rows[row])):
        spelled = " ".join(words_of(text_at(sheet, row, column)))
        for name, spellings in _HEADINGS.items():
            if spelled in spellings:
                columns.setdefault(name, column)
    return columns


def _wrong(code: str, texts: dict[str, str]) -> Iterator[str]:
    yield from wrong_own(code, texts["name"])
    limit = texts.get("maximum")
    amount = number(limit) if limit else None
    if limit and (amount is None or amount <= 0):
        yield f"điểm tối đa ghi «{limit}», không phải là số dương"


def wrong_own(code: str, name: str) -> Iterator[str]:
    """Say what is wrong with the code or the name of an indicator that the office adds."""
    if not name:
        yield "thiếu tên chỉ tiêu"
    if not code or len(code) > _LONGEST_CODE or not code.isascii() or not code.replace("_", "").isalnum():
        yield f"mã «{code}» phải gồm chữ không dấu, số và dấu gạch dưới"
    if code in measures():
        yield f"mã «{code}» đã có trong danh mục chung ({measures()[code].label})"


def measure_of(row: OwnMeasureRow) -> Measure:
    """Give an indicator of the office's as one of the catalogue."""
    is_points = row.maximum is not None or row.unit == "điểm"
    kind = MeasureKind.PERCENT if row.unit == "%" else MeasureKind.POINTS if is_points else MeasureKind.NUMBER
    return Measure(
        row.code,
        "indicators",
        row.name,
        row.name,
        row.unit,
        kind=kind,
        maximum=row.maximum,
        higher=row.higher_is_better,
        group=OWN,
        source=row.source,
    )

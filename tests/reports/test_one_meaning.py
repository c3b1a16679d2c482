"""One chart, one meaning: every output draws the figure's numbers, joins the same dates and writes the same texts."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree, html

import database
from presentation.charts import Break, Chart, Kind, Line, Shape, catalogue, over_time
from presentation.charts.native_axes import ENDS
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import INK, PALETTE, WHITE
from reports.pictures.chart_files import chart_file
from reports.web.drawings import drawn
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World
from tests.presentation.invented import CAPTION
from tests.reports.invented import STAMP

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SELECTIONS = {
    "districts": Selection(date(2023, 12, 31)),
    "a district": Selection(date(2023, 12, 31), district="256"),
    "after the merger": Selection(date(2025, 12, 31)),
}


@dataclass
class Meaning:
    """The content of a picture: of each series its numbers and its texts by row, and the rows that a line joins."""

    numbers: dict[str, dict[int, float]] = field(default_factory=dict)
    texts: dict[str, dict[int, str]] = field(default_factory=dict)
    joined: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def add(self, name: str, numbers: dict[int, float], texts: dict[int, str], *, is_line: bool) -> None:
        """Put a piece to its series."""
        self.numbers.setdefault(name, {}).update({row: round(number, 6) for row, number in numbers.items()})
        self.texts.setdefault(name, {}).update(texts)
        rows = sorted(numbers)
        pairs = {(here, there) for here, there in pairwise(rows) if there == here + 1}
        self.joined.setdefault(name, set()).update(pairs if is_line else ())


# What the screen and PNG and SVG show


def _of_figure(chart: Chart) -> Meaning:
    meaning = Meaning()
    assert chart.figure is not None
    is_line = chart.native.shape is Shape.LINE
    days = [day.isoformat() for day in chart.native.days]
    notes = chart.figure["layout"].get("annotations", ())
    for trace in chart.figure["data"]:
        if trace["type"] == "bar" or is_line or trace.get("mode") == "markers":
            rows = [days.index(x) for x in trace["x"]] if is_line else range(len(trace["x"]))
            values = trace["y" if is_line else "x"]
            numbers = {row: float(value) for row, value in zip(rows, values, strict=True) if value is not None}
            texts = {row: text for row, text in zip(rows, trace.get("text", [""] * len(values)), strict=True) if text}
            meaning.add(trace["name"], numbers, texts, is_line=is_line)
    for note in notes:
        words = re.sub(r"<br>|</?b>", " ", note["text"]).strip()
        for name in meaning.texts:
            if is_line and note["yref"] == "y" and words.startswith(name):
                meaning.texts[name][len(days) - 1] = words.removeprefix(name).strip()
    return meaning


def _expected(chart: Chart) -> Meaning:
    """The figure's meaning under the headers of its table; the figure of places has the province as a line."""
    of_figure, meaning = _of_figure(chart), Meaning()
    names = list(of_figure.numbers)
    headers = [chart.table.columns[series.column].header for series in chart.native.series]
    by_name = {name: next((h for h in headers if h.startswith(name)), headers[0]) for name in names}
    for name in names:
        header = by_name[name]
        meaning.numbers[header], meaning.texts[header] = of_figure.numbers[name], of_figure.texts[name]
        meaning.joined[header] = of_figure.joined[name]
    if chart.name.endswith("_by_place") and chart.native.shape is Shape.BAR:
        assert chart.figure is not None
        (bars, ends), last = chart.figure["data"], len(chart.table.rows) - 1
        (line,), (words,) = chart.figure["layout"]["shapes"], chart.figure["layout"]["annotations"]
        places = enumerate(zip(bars["x"], ends["text"], strict=True))
        texts = {row: re.sub(r"</?b>", "", text).strip() for row, (x, text) in places if x is not None}
        texts[last] = re.sub(r"</?b>|Toàn tỉnh( \(\d+/\d+\))?", "", words["text"]).strip()
        meaning.numbers[headers[0]][last], meaning.texts[headers[0]] = round(line["x0"], 6), texts
    return meaning


# What the files hold


def _of_xml(chart: Chart, content: bytes, meaning: Meaning, first: int = 0) -> range:
    """Read a native chart: the numbers that it shows before its workbook is opened, and its labels.

    `first`: the row of the whole chart with which it begins; gives its rows.
    """
    space = etree.fromstring(content)
    here = range(first, first + int(space.find(f".//{C}cat//{C}ptCount").get("val")))
    assert space.find(f".//{C}dispBlanksAs").get("val") == "gap"
    scale = 100 if chart.table.columns[chart.native.series[0].column].kind is Kind.SHARE else 1
    for ser in space.iter(f"{C}ser"):
        points = ser.find(f"{C}val").iter(f"{C}pt")
        cells = [(first + int(pt.get("idx")), pt.findtext(f"{C}v")) for pt in points]
        numbers = {row: float(value) * scale for row, value in cells if value}
        labels = {first + int(each.find(f"{C}idx").get("val")): each for each in ser.iter(f"{C}dLbl")}
        texts = {row: "".join(t.text for t in each.iter(f"{A}t")).strip() for row, each in labels.items()}
        name = ser.findtext(f"{C}tx//{C}v")
        if name == ENDS:
            texts = {row: text for row, text in texts.items() if text}
            if chart.native.is_of_dots:
                assert list(numbers.values()) == pytest.approx([_scale_of_figure(chart)[1]] * len(here))
                ((header, known),) = meaning.numbers.items()
                meaning.texts[header] |= {row: text for row, text in texts.items() if row in known}
            else:
                assert set(numbers.values()) == {0.0}
                assert [texts[row] for row in sorted(texts)] == _ends_of_figure(chart)[here.start : here.stop]
            continue
        assert chart.native.is_of_dots or set(numbers) <= set(labels)
        meaning.add(name, numbers, {r: t for r, t in texts.items() if t}, is_line=chart.native.shape is Shape.LINE)
        _check_dots(chart, ser, numbers, here)
    if chart.native.is_of_dots:
        _check_like_the_page(chart, space, scale, here)
        ends = [float(space.find(f".//{C}valAx/{C}scaling/{C}{end}").get("val")) * scale for end in ("min", "max")]
        assert ends == pytest.approx(_scale_of_figure(chart))
        assert "".join(space.find(f".//{C}valAx/{C}title").itertext()).strip() == chart.native.scale
    if chart.native.days:
        axis = space.find(f".//{C}dateAx")
        assert axis.find(f"{C}baseTimeUnit").get("val") == "days"
        day, *_ = [float(pt.findtext(f"{C}v")) for pt in space.find(f".//{C}cat").iter(f"{C}pt")]
        assert day == (chart.native.days[0] - date(1899, 12, 30)).days
    return here


def _check_dots(chart: Chart, ser: Any, numbers: dict[int, float], here: range) -> None:
    """A series of dots has no bars, and round ends in the colours of its rows; others have no such ends."""
    ends = ser.find(f"{C}errBars//{A}ln")
    assert (ends is not None) == chart.native.is_of_dots
    if ends is not None:
        assert ser.find(f"{C}spPr/{A}noFill") is not None
        assert ends.get("cap") == "rnd"
        colours = {chart.native.series[0].point_colours[row].removeprefix("#") for row in numbers}
        inner = {WHITE.removeprefix("#")} if set(numbers) == _hollow_of_figure(chart, here) else set()
        assert not numbers or {each.get("val") for each in ends.iter(f"{A}srgbClr")} in (colours, inner)


def _hollow_of_figure(chart: Chart, here: range) -> set[int]:
    """Find the rows of open dots among these rows."""
    assert chart.figure is not None
    grounds = enumerate(chart.figure["data"][0]["marker"]["color"])
    return {row for row, ground in grounds if ground == WHITE and row in here}


def _check_like_the_page(chart: Chart, space: Any, scale: int, here: range) -> None:
    """Dots that are open on the page have a white middle, and the province's dashed line crosses all rows."""
    assert chart.figure is not None
    grounds = [each.find(f"{C}errBars//{A}srgbClr") for each in space.iter(f"{C}ser")]
    inner = [ground is not None and ground.get("val") == WHITE.removeprefix("#") for ground in grounds]
    assert any(inner) == bool(_hollow_of_figure(chart, here))
    (line,) = chart.figure["layout"]["shapes"]
    assert float(space.find(f".//{C}catAx/{C}crossesAt").get("val")) * scale == pytest.approx(line["x0"])
    assert space.find(f".//{C}catAx/{C}spPr//{A}prstDash").get("val") == line["line"]["dash"]
    assert space.find(f".//{C}catAx/{C}tickLblPos").get("val") == "low"


def _scale_of_figure(chart: Chart) -> tuple[float, float]:
    """The ends of the page's own scale: the first and the last number at it."""
    assert chart.figure is not None
    values = chart.figure["layout"]["xaxis"]["tickvals"]
    return values[0], values[-1]


def _ends_of_figure(chart: Chart) -> list[str]:
    """The totals at the ends of the page's own stacked bars."""
    assert chart.figure is not None
    return [re.sub(r"</?b>", "", text).strip() for text in chart.figure["data"][-1]["text"]]


def _part(chart: Chart, form: str, folder: str) -> Meaning:
    """Read a file's charts: one, or slides of a few rows each."""
    meaning, rows = Meaning(), range(0)
    with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(rf"{folder}/chart\d+\.xml", name)]
        for name in sorted(names, key=lambda each: int(re.sub(r"\D", "", each))):
            rows = _of_xml(chart, parts.read(name), meaning, rows.stop)
    assert rows.stop == len(chart.table.rows)
    return meaning


def _of_page(chart: Chart) -> Meaning:
    """Read the drawing of the public page, whose strokes and numbers are where their dates are."""
    meaning, page = Meaning(), html.fromstring(str(drawn(chart)))
    headers = [chart.table.columns[series.column].header for series in chart.native.series]
    if chart.native.is_of_dots:
        return _of_dots(chart, page, headers[0])
    if chart.native.shape is not Shape.LINE:
        return _of_bars(chart, page, headers)
    colours = {series.colour: header for series, header in zip(chart.native.series, headers, strict=True)}
    (svg,) = page.iter("svg")
    circles = [(each.get("stroke"), each.get("cx")) for each in svg.iter("circle")]
    words = [(text.get("x"), text.text) for text in svg.iter("text") if text.get("fill") == INK]
    places = sorted({float(x) for _, x in circles})
    span = (chart.native.days[-1] - chart.native.days[0]).days
    due = [places[0] + (places[-1] - places[0]) * (day - chart.native.days[0]).days / span for day in chart.native.days]
    rows = {x: min(range(len(due)), key=lambda row: abs(due[row] - float(x))) for _, x in circles}
    assert all(abs(due[row] - float(x)) < 0.2 for x, row in rows.items())
    for stroke, x in circles:
        # A number that would run over another has no text; the next word belongs to a later point then.
        word = words.pop(0)[1] if words and words[0][0] == x else ""
        header, row = colours[stroke], rows[x]
        cell = chart.table.rows[row][1 + headers.index(header)]
        meaning.add(header, {row: float(str(cell))}, {row: word} if word else {}, is_line=False)
    assert not words
    for path in svg.iter("path"):
        ends = re.fullmatch(r"M([\d.]+) [\d.]+L([\d.]+) [\d.]+", path.get("d"))
        if ends and path.get("stroke") in colours:
            meaning.joined[colours[path.get("stroke")]].add((rows[ends[1]], rows[ends[2]]))
    return meaning


def _of_dots(chart: Chart, page: Any, header: str) -> Meaning:
    """Read dots of HTML, which lie on the scale of the page; the province's line goes through its dot."""
    low, high = _scale_of_figure(chart)
    rows = [each for each in page.find_class("dot") if "ends" not in each.get("class").split()]
    places = [[i.get("style") for i in each.iter("i")] for each in rows]
    lefts = {row: re.match(r"left:([\d.]+%)", styles[0]) for row, styles in enumerate(places) if styles}
    numbers = {row: round(low + (high - low) * float(left[1][:-1]) / 100, 2) for row, left in lefts.items() if left}
    cells = [row[chart.native.series[0].column] for row in chart.table.rows]
    due = {row: float(str(cell)) for row, cell in enumerate(cells) if cell is not None}
    assert numbers == pytest.approx(due, abs=0.02)
    (whole,) = re.findall(r"--whole:([\d.]+%)", page.find_class("dots")[0].get("style"))
    assert whole == lefts[len(rows) - 1][1]  # type: ignore[index]
    assert [each.text for each in page.find_class("ends")[0].iter("span")][1] == chart.native.scale
    meaning = Meaning()
    meaning.add(header, due, {row: rows[row].findtext("b") for row in due}, is_line=False)
    return meaning


def _of_bars(chart: Chart, page: Any, headers: list[str]) -> Meaning:
    """Read bars of HTML: each part is as long as its number, its text inside, or at the bar's end."""
    meaning, is_single = Meaning(), chart.native.shape is Shape.BAR
    table = [[row[series.column] for series in chart.native.series] for row in chart.table.rows]
    longest = max(sum(float(str(cell or 0)) for cell in cells) for cells in table)
    top = max(longest, chart.native.axis[1] if chart.native.axis else 0)
    for row, (line, cells) in enumerate(zip(page.find_class("line"), table, strict=True)):
        parts = list(line.iter("i"))
        drawn_cells = [(header, cell) for header, cell in zip(headers, cells, strict=True) if cell]
        for (header, cell), part in zip(drawn_cells, parts, strict=True):
            factor = re.search(r"\* ([\d.]+)\)", part.get("style"))
            per_cent = re.match(r"width:([\d.]+)%", part.get("style"))
            length = top * (float(factor[1]) if factor else float(per_cent[1]) / 100 if per_cent else 0)
            assert length == pytest.approx(float(str(cell)), abs=top / 10_000)
            meaning.add(header, {}, {row: part.text} if part.text and not is_single else {}, is_line=False)
        for header, number in zip(headers, cells, strict=True):
            ends = {row: line.findtext("b")} if is_single and number is not None else {}
            meaning.add(header, {} if number is None else {row: float(str(number))}, ends, is_line=False)
    return meaning


OUTPUTS: dict[str, Callable[[Chart], Meaning]] = {
    "docx": lambda chart: _part(chart, "docx", "word/charts"),
    "pptx": lambda chart: _part(chart, "pptx", "ppt/charts"),
    "xlsx": lambda chart: _part(chart, "xlsx", "xl/charts"),
    "page": _of_page,
}


@pytest.fixture
def charts_of(sqlite_world: World) -> Callable[[Selection], list[Chart]]:
    """Every chart of a selection, of a province of which some units have sent: others in 2024 than before."""

    def build(selection: Selection) -> list[Chart]:
        with database.reading(sqlite_world.url) as connection:
            source = StatisticsSource.of_connection(connection, PROVINCE)
            # A map shows shares by colours, which no other output has.
            names = [name for name in catalogue.CHARTS if not name.endswith("_map")]
            return [catalogue.build(source, name, selection, is_demo=False) for name in names]

    return build


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_every_chart_means_the_same_everywhere(
    charts_of: Callable[[Selection], list[Chart]], selection: Selection
) -> None:
    for chart in charts_of(selection):
        expected = _expected(chart)
        for name, read in OUTPUTS.items():
            drawing, where = read(chart), f"{chart.name} as {name}"
            assert drawing.numbers == expected.numbers, where
            assert drawing.joined == expected.joined, where
            _compare_texts(drawing, expected, chart, where)


def _compare_texts(drawing: Meaning, expected: Meaning, chart: Chart, where: str) -> None:
    """Compare the texts at bars and points; short segments of stacks may go without."""
    is_stack = chart.native.shape is Shape.STACK
    columns = [series.column for series in chart.native.series]
    longest = max(sum(float(str(row[column] or 0)) for column in columns) for row in chart.table.rows)
    for name, texts in expected.texts.items():
        least = float(SHORTEST_LABELLED) * (1 if chart.native.axis else longest / 100)
        due = {r: t for r, t in texts.items() if r in drawing.texts[name] or expected.numbers[name][r] >= least}
        assert drawing.texts[name] == (due if is_stack else texts), f"{where}: {name}"


def test_lines_are_interrupted_where_units_or_territory_differ(charts_of: Callable[[Selection], list[Chart]]) -> None:
    trends = [chart for chart in charts_of(SELECTIONS["after the merger"]) if chart.native.shape is Shape.LINE]
    for chart in trends:
        reasons = [(each.row, each.words) for each in chart.native.breaks]
        assert reasons == [(3, "Khác đơn vị đã gửi"), (4, "Địa giới thay đổi")]
        assert all(pairs == {(0, 1), (1, 2)} for pairs in _expected(chart).joined.values())
        assert any("31/12/2025 không so sánh được với trước đó vì địa giới" in note for note in chart.caption.notes)
        assert any("31/12/2024 không so sánh được với trước đó vì các đơn vị" in note for note in chart.caption.notes)


def test_the_number_of_the_lower_line_stands_below_on_each_date() -> None:
    """Which of two lines is the lower one changes at the break: their numbers change sides with them."""
    breaks, dates = (Break(2, "Địa giới thay đổi"),), [date(year, 12, 31) for year in (2022, 2023, 2024, 2025)]
    values = {"Cán bộ": (30, 31, 12, 13), "Công chức": (10, 11, 40, 41)}
    lines = [
        Line(name, numbers, tuple(map(str, numbers)), colour, breaks)
        for (name, numbers), colour in zip(values.items(), PALETTE, strict=False)
    ]
    chart = over_time("x", CAPTION, dates, lines)
    for form, part in (("docx", "word/charts/chart1.xml"), ("xlsx", "xl/charts/chart1.xml")):
        with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as parts:
            space = etree.fromstring(parts.read(part))
        sides = {
            "".join(label.itertext()).strip(): label.find(f"{C}dLblPos").get("val")
            for label in space.iter(f"{C}dLbl")
            if label.find(f"{C}dLblPos") is not None
        }
        assert {text for text, side in sides.items() if side == "b"} == {"10", "11", "12", "13"}, form
        assert {text for text, side in sides.items() if side == "t"} == {"30", "31", "40", "41"}, form


def test_the_age_pyramid_has_men_to_the_left_and_women_to_the_right_everywhere(sqlite_world: World) -> None:
    """Numbers to the left are below zero, and written without a sign; both lie on one line."""
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        chart = catalogue.build(source, "pyramid", SELECTIONS["districts"], is_demo=False)
    assert chart.figure is not None
    due = [[value or 0 for value in trace["x"]] for trace in chart.figure["data"]]
    assert min(due[0]) < 0 < max(due[1])
    for form, part in (("docx", "word/charts/chart1.xml"), ("xlsx", "xl/charts/chart1.xml")):
        with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as parts:
            space = etree.fromstring(parts.read(part))
        drawn_numbers = [
            [float(pt.findtext(f"{C}v")) for pt in ser.find(f"{C}val").iter(f"{C}pt")] for ser in space.iter(f"{C}ser")
        ]
        assert drawn_numbers == due, form
        assert space.find(f".//{C}barChart/{C}overlap").get("val") == "100"
        assert space.find(f".//{C}catAx/{C}tickLblPos").get("val") == "low"
        texts = ["".join(label.itertext()).strip() for label in space.iter(f"{C}dLbl")]
        assert not any(text.startswith(("-", "−")) for text in texts)
    for form, part in (("docx", "word/charts/chart1.xml"), ("pptx", "ppt/charts/")):
        with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as parts:
            name = next(each for each in parts.namelist() if each.startswith(part) and each.endswith(".xml"))
            space = etree.fromstring(parts.read(name))
        shown = [
            [
                ("".join(label.itertext()).strip(), label.find(f"{C}dLblPos").get("val"))
                for label in ser.iter(f"{C}dLbl")
            ]
            for ser in space.iter(f"{C}ser")
        ]
        screen = [trace["text"] for trace in chart.figure["data"]]
        assert [[text for text, _ in side] for side in shown] == screen, form
        assert "0" in screen[0]
        assert "0" in screen[1]
        places = [{side for text, side in each if text == "0"} for each in shown]
        assert places == [{"inEnd"}, {"outEnd"}], "the noughts of both sides stand beside each other"
    page = html.fromstring(str(drawn(chart)))
    for line in page.find_class("facing"):
        assert [each.get("class") for each in line.iter("div") if each.get("style")] == ["below", "above"]

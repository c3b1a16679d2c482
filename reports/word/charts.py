"""A chart as Word draws it itself: the figure's numbers, order and colours; editable, its workbook inside."""

import math
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

from pptx.chart.chart import Chart as Drawing
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from presentation.charts import Chart, Kind, Series, Shape, ink_on
from presentation.charts.native_axes import (
    BESIDE_DOTS,
    COUNTS,
    DAYS,
    ENDS,
    round_ends,
    stands_below,
    time_step,
    with_room,
)
from presentation.charts.native_pieces import Piece, end_texts, kind_of, pieces_of, scale_of
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY, GREY_LINE, GRID, HATCH, INK, PROVINCE, WHITE, outline_of
from reports.word.chart_data import TableData
from reports.word.styles import FONT, LANGUAGE

_TYPES = {
    Shape.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Shape.STACK: XL_CHART_TYPE.BAR_STACKED,
    Shape.LINE: XL_CHART_TYPE.LINE_MARKERS,
}
_NUMBERS = {Kind.COUNT: "[$-42A]#,##0", Kind.SHARE: "[$-42A]0.00%", Kind.NUMBER: "[$-42A]#,##0.00", Kind.TEXT: "@"}
"""Viet Nam's separators, where a program lets a format choose them; Word takes those of the machine."""
_TICKS = {Kind.COUNT: COUNTS, Kind.SHARE: "0%", Kind.NUMBER: COUNTS, Kind.TEXT: "@"}
_SIZE = Pt(10)
_LEGEND_LINE, _LEGEND_SIGN = 5.0, 8.0
"""Millimetres of a legend's line, and of an entry without its name."""
_SCALE = 12.0
"""Millimetres of the numbers below dots, with their name."""
_LETTER, _NUMBER, _SPARE, _EDGE = 1.85, 17.0, 3.0, 1.0
"""Millimetres of a name's letter, of a number at a bar's end, beside names and bars, above and below them."""
_MOST_FOR_NAMES = 0.42
"""The part of a chart's width that names may take."""
_DOT, _INNER, _NO_LENGTH = Pt(8), Pt(4), 0.0001
"""A dot's width, that of an open one's middle, and the length of a line whose round caps it is; a length of zero is
drawn by no program."""
_BESIDE_TWO_SIDES = 1.2
"""The length of the axis of two sides beside the longest bar: numbers stand between bars and names."""
_GAP = 35
"""Per cent of a bar's height."""


def drawing(chart: Chart, width: float, height: float) -> Any:
    """The chart as `c:chartSpace`, so many millimetres large, still without its link to the workbook."""
    data: Any = TableData(chart)
    space = parse_xml(data.xml_bytes(_TYPES[chart.native.shape]))
    native = Drawing(space, None)
    native.font.size, native.font.name = _SIZE, FONT
    native.has_title = False
    _legend(native, chart)
    _axes(native, chart)
    plot = native.plots[0]
    if chart.native.shape is not Shape.LINE:
        plot.gap_width, plot.overlap = _GAP, 100 if has_one_line(chart) else 0
    pieces = pieces_of(chart)
    for piece, drawn in zip(pieces, list(plot.series)[: len(pieces)], strict=True):
        _paint(chart, piece, drawn)
    if end_texts(chart):
        _paint_ends(chart, plot.series[-1])
    _settle(space)
    if chart.native.shape is not Shape.LINE:
        space.chart.plotArea.insert(0, _place_of_bars(chart, width, height))
    return space


def has_one_line(chart: Chart) -> bool:
    """Tell whether all series of a row lie on one line."""
    native = chart.native
    return native.shape is Shape.STACK or native.is_either or native.is_of_dots or native.is_two_sided


def _settle(space: Any) -> None:
    """Set Vietnamese, square corners, no frame, the typeface for every script."""
    space.insert(1, parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    space.insert(1, parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>'))
    bare = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.chart.addnext(parse_xml(bare))
    for latin in space.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}latin"):
        for script in ("cs", "ea"):
            latin.addnext(parse_xml(f'<a:{script} {nsdecls("a")} typeface="{FONT}"/>'))


def legend_height(chart: Chart, width: float) -> float:
    """Millimetres that the legend takes above bars of that width; 0 without one."""
    names = [chart.table.columns[series.column].header for series in chart.native.series]
    if len(names) <= 1:
        return 0.0
    names += [ENDS] if chart.native.totals else []
    lines = math.ceil(sum(len(name) * _LETTER + _LEGEND_SIGN for name in names) / width)
    return 2.0 + lines * _LEGEND_LINE


def scale_height(chart: Chart) -> float:
    """Millimetres that the numbers of a scale and its name take below dots; 0 without one."""
    return _SCALE if chart.native.is_of_dots else 0.0


def _place_of_bars(chart: Chart, width: float, height: float) -> Any:
    """Room for the longest name on the left, for numbers on the right, for the legend above.

    Left to themselves, programs break names into lines, and then leave out every other one.
    """
    longest = max((len(str(row[0])) for row in chart.table.rows), default=1)
    left = min(_MOST_FOR_NAMES, (longest * _LETTER + _SPARE) / width)
    is_bare = chart.native.shape is Shape.STACK and not chart.native.totals
    right = _SPARE if is_bare else _NUMBER
    above, below = legend_height(chart, width) or _EDGE, scale_height(chart) or _EDGE
    places = (left, above / height, 1 - left - right / width, 1 - (above + below) / height)
    layout = "".join(f'<c:{name} val="{place:.4f}"/>' for name, place in zip("xywh", places, strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{layout}</c:manualLayout></c:layout>")


def _legend(native: Drawing, chart: Chart) -> None:
    native.has_legend = len(chart.native.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size, native.legend.font.name = _SIZE, FONT
        later = [place for place, piece in enumerate(pieces_of(chart)) if not piece.is_first]
        for place in reversed(later):
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
            native.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _axes(native: Drawing, chart: Chart) -> None:
    """Set categories from top to bottom in the table's order, values from zero."""
    kind = kind_of(chart)
    names, numbers = native.category_axis, native.value_axis
    names.format.line.color.rgb = _rgb(GREY_LINE)
    names.has_major_gridlines = False
    names.major_tick_mark = names.minor_tick_mark = numbers.major_tick_mark = XL_TICK_MARK.NONE
    numbers.tick_labels.number_format, numbers.tick_labels.number_format_is_linked = _TICKS[kind], False
    numbers.minimum_scale = 0
    if chart.native.is_two_sided and chart.native.axis is not None:
        numbers.minimum_scale, numbers.maximum_scale = (end * _BESIDE_TWO_SIDES for end in chart.native.axis)
    elif chart.native.axis is not None:
        bottom, top, step = round_ends(*chart.native.axis)
        scale = scale_of(chart)
        most = 100 if kind is Kind.SHARE else math.inf
        numbers.minimum_scale, numbers.maximum_scale = bottom / scale, min(top, most) / scale
        numbers.major_unit = step / scale
    if chart.native.shape is Shape.LINE:
        numbers.has_major_gridlines = True
        numbers.major_gridlines.format.line.color.rgb = _rgb(GRID)
        numbers.format.line.fill.background()
        if chart.native.days:
            numbers.tick_labels.number_format = with_room(_TICKS[kind])
            _set_time(names, chart)
    else:
        names.reverse_order = True
        # Left to themselves, programs leave every other name out where rows are low.
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
        names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
        if chart.native.axis is not None and chart.native.axis[0] < 0:
            names.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # beside the bars, not upon those below zero
        numbers.has_major_gridlines = False
        numbers.visible = chart.native.is_of_dots
        if chart.native.is_of_dots:
            _set_scale(names, numbers, chart.native.scale)
            if chart.native.whole is not None:
                _cross_at(names, numbers, chart.native.whole / scale_of(chart))


def _set_scale(names: Any, numbers: Any, words: str) -> None:
    """Show the scale of dots below them, under its name, and a line between the rows."""
    names.has_major_gridlines = True
    names.major_gridlines.format.line.color.rgb = _rgb(GRID)
    numbers.format.line.fill.background()
    numbers.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the rows are turned round: high is below
    title = numbers.axis_title.text_frame
    title.text = words
    letters = title.paragraphs[0].runs[0].font
    letters.size, letters.name, letters.bold = _SIZE, FONT, False


def _cross_at(names: Any, numbers: Any, whole: float) -> None:
    """Put the rows' axis, dashed, where the province's number is: a line through all rows; names stay at the left."""
    numbers.crosses_at = whole
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    line = names.format.line
    line.color.rgb, line.width, line.dash_style = _rgb(PROVINCE), Pt(1.5), MSO_LINE_DASH_STYLE.DASH


def _set_time(names: Any, chart: Chart) -> None:
    """Set the dates' words at even distances from the first date; points stand where their date is."""
    names.tick_labels.number_format, names.tick_labels.number_format_is_linked = DAYS, False
    step, unit = time_step(chart.native.days)
    for name, value in (("majorUnit", step), ("majorTimeUnit", unit)):
        names._element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _paint(chart: Chart, piece: Piece, drawn: Any) -> None:
    """Colours and labels of one series."""
    series = piece.series
    kind = chart.table.columns[series.column].kind
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format = _NUMBERS[kind]
    labels.font.size, labels.font.name = _SIZE, FONT
    # In a low chart LibreOffice would part «47,86%» before its sign, and the parts of two bars lie upon each other.
    labels._element.txPr.find(qn("a:bodyPr")).set("wrap", "none")
    if chart.native.shape is Shape.LINE:
        _paint_line(drawn, series)
        labels.position = XL_LABEL_POSITION.ABOVE
        _write_labels(chart, piece, labels)
        return
    if chart.native.is_of_dots:
        labels.show_value = False  # in a column at the scale's end, where no dot and no line lies upon them
        ground = WHITE if piece.is_inner else series.point_colours[piece.rows[0]]
        _paint_dots(drawn, ground, _INNER if piece.is_inner else _DOT)
        return
    stacked = chart.native.shape is Shape.STACK
    _fill(drawn.format, series.colour, parted=stacked)
    drawn.invert_if_negative = False
    if stacked:
        labels.font.color.rgb = _rgb(ink_on(series.colour))
        labels.position = XL_LABEL_POSITION.CENTER
        _write_labels(chart, piece, labels)
        return
    labels.font.color.rgb = _rgb(INK)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    _write_labels(chart, piece, labels)
    for place, colour in enumerate(series.point_colours):
        if colour != series.colour:
            _fill(drawn.points[place].format, colour)


def _paint_dots(drawn: Any, colour: str, width: int) -> None:
    """Draw the ends of bars without ground: an error bar of no length, whose round caps are a dot."""
    drawn.format.fill.background()
    drawn.format.line.fill.background()
    ends = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/>'
        f'<c:val val="{_NO_LENGTH}"/><c:spPr><a:ln w="{width}" cap="rnd"><a:solidFill>'
        f'<a:srgbClr val="{_rgb(colour)}"/></a:solidFill><a:round/></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(ends)


def _paint_ends(chart: Chart, drawn: Any) -> None:
    """Write the texts at the ends of stacked bars, or of the dots' scale: labels of a series that nobody sees."""
    is_bold = bool(chart.native.totals)
    drawn.format.fill.background()
    drawn.format.line.fill.background()
    labels = drawn.data_labels
    labels.show_value = True
    labels.font.size, labels.font.name, labels.font.bold = _SIZE, FONT, is_bold
    labels.font.color.rgb = _rgb(INK)
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if chart.native.totals else XL_LABEL_POSITION.OUTSIDE_END
    labels._element.txPr.find(qn("a:bodyPr")).set("wrap", "none")
    look, place = labels._element.find(qn("c:txPr")), labels._element.find(qn("c:dLblPos"))
    apart = "" if chart.native.totals else BESIDE_DOTS
    for index, text in enumerate(text and apart + text for text in end_texts(chart)):
        labels._element.insert(index, _text_label(index, text, look, place) if text else _no_label(index))


def _paint_line(drawn: Any, series: Series) -> None:
    colour = _rgb(series.colour)
    drawn.smooth = False
    drawn.format.line.width, drawn.format.line.color.rgb = Pt(2.25), colour
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour
    drawn.marker.format.line.color.rgb = colour
    for place in series.hollow:
        marker = drawn.points[place].marker
        marker.style, marker.size = XL_MARKER_STYLE.DIAMOND, 10
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = _rgb(WHITE)
        marker.format.line.color.rgb = colour


def _fill(look: Any, colour: str, *, parted: bool = False) -> None:
    """A bar's ground; `parted`: with a white line to its neighbour. «Không khai» is hatched and outlined."""
    fill, line = look.fill, look.line
    if colour != GREY:
        fill.solid()
        fill.fore_color.rgb = _rgb(colour)
    else:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(HATCH), _rgb(GREY)
    if parted or outline_of(colour) != WHITE:
        line.color.rgb, line.width = _rgb(outline_of(colour)), Pt(0.75)


def _write_labels(chart: Chart, piece: Piece, labels: Any) -> None:
    """Write the figure's texts at the bars and points; a number format would follow the machine's locale.

    Without one are rows that have no text, and segments that are too short for one.
    """
    least, cells = 0, [row[piece.series.column] for row in chart.table.rows]
    if chart.native.shape is Shape.STACK:
        kind = chart.table.columns[piece.series.column].kind
        least = int(SHORTEST_LABELLED) if kind is Kind.SHARE else _shortest(chart)
    look, place = labels._element.find(qn("c:txPr")), labels._element.find(qn("c:dLblPos"))
    for index, (text, cell) in enumerate(zip(piece.texts(chart), cells, strict=True)):
        is_shown = text and cell is not None and not isinstance(cell, str) and abs(float(cell)) >= least
        label = _text_label(index, text, look, place) if is_shown else _no_label(index)
        labels._element.insert(index, label)
        if is_shown and chart.native.shape is Shape.LINE and stands_below(chart, piece.series, index):
            label.find(qn("c:dLblPos")).set("val", "b")
        if is_shown and piece.is_left and not cell:
            label.find(qn("c:dLblPos")).set("val", "inEnd")  # at the left of zero, where the bar would be


def _no_label(index: int) -> Any:
    return parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>')


def _text_label(index: int, text: str, look: Any, place: Any) -> Any:
    """The label of one point with that text, in the look and at the place of its series' labels."""
    label = parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{index}"/><c:tx><c:rich/></c:tx>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )
    rich = label.find(f"{qn('c:tx')}/{qn('c:rich')}")
    for part in look:
        rich.append(deepcopy(part))
    line = rich.find(qn("a:p"))
    letters = deepcopy(line.find(f"{qn('a:pPr')}/{qn('a:defRPr')}"))
    letters.tag = qn("a:rPr")
    letters.set("lang", LANGUAGE)
    run = parse_xml(f"<a:r {nsdecls('a')}><a:t>{escape(text)}</a:t></a:r>")
    run.insert(0, letters)
    line.find(qn("a:pPr")).addnext(run)
    label.find(qn("c:tx")).addnext(deepcopy(place))
    return label


def _shortest(chart: Chart) -> int:
    """Count the people of a segment that a number fits into: a part of the longest bar."""
    bars = ([row[series.column] for series in chart.native.series] for row in chart.table.rows)
    longest = max((sum(cell for cell in bar if isinstance(cell, int)) for bar in bars), default=0)
    return max(1, longest * int(SHORTEST_LABELLED) // 100)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))

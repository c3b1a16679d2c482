"""The picture of a sheet's top: merged cells, gaps, states of columns; no text of a workbook is taken for HTML."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.import_picture import as_html, says
from etl.records import Picture, PictureColumn


def column(letter: str, meaning: str = "", by: str = "", *, is_empty: bool = False) -> PictureColumn:
    return PictureColumn(
        letter, ord(letter) - 65, title="Tiêu đề", meaning=meaning, by_header="", answered_by=by, is_empty=is_empty
    )


def picture(rows: list[tuple[int, list[str]]], *merges: tuple[int, int, int, int]) -> Picture:
    columns = [column(letter) for letter in "ABC"]
    return Picture("a.xlsx", "Sheet1", header="", header_rows=(2, 3), rows=rows, merges=list(merges), columns=columns)


class _Cells(HTMLParser):
    """Tags, and the cells of the body by row as (text, colspan, rowspan)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[tuple[str, int, int]]] = []
        self._text: str | None = None
        self._spans = (1, 1)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            attributes = dict(attrs)
            self._text, self._spans = "", (int(attributes.get("colspan") or 1), int(attributes.get("rowspan") or 1))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._text is not None:
            self.rows[-1].append((self._text, *self._spans))
            self._text = None


def cells(top: Picture) -> list[list[tuple[str, int, int]]]:
    """Read the body's rows; the first two rows of the table are letters and meanings."""
    return _Cells(as_html(top)).rows[2:]


def test_merged_cells_are_drawn_once_over_all_that_they_cover() -> None:
    rows = [(1, ["Danh sách", "", ""]), (2, ["Họ", "Trình độ", ""]), (3, ["", "ĐH", "CĐ"])]
    top = picture(rows, (1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 2, 2))
    assert cells(top) == [
        [("Danh sách", 3, 1)],
        [("Họ", 1, 2), ("Trình độ", 2, 1)],
        [("ĐH", 1, 1), ("CĐ", 1, 1)],
    ]


def test_rows_that_are_left_out_show_as_a_gap() -> None:
    assert cells(picture([(1, ["a", "", ""]), (9, ["b", "", ""])]))[1] == [("", 3, 1)]


def test_a_column_says_what_it_was_taken_for() -> None:
    assert says(column("A", "education:bachelors")) == "Trình độ chuyên môn: Đại học"
    assert says(column("A")) == "chưa hiểu"
    assert says(column("A", by="Lan")) == "không dùng"
    assert says(column("A", is_empty=True)) == ""


@given(st.text(max_size=40), st.sampled_from(["<script>", "\"onload='x'", "</td></table>", "<img src=x onerror=y>"]))
def test_texts_of_a_workbook_are_never_taken_for_html(text: str, evil: str) -> None:
    html = as_html(picture([(1, [text + evil, evil, evil])]))
    assert _Cells(html).tags == {"div", "table", "thead", "tbody", "tr", "th", "td"}
    assert cells(picture([(1, ["", evil, ""])]))[0][1][0] == evil

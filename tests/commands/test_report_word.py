"""`manage.py report summary` as Word: with the built-in frame, with an office's own, and what is refused."""

import io
from pathlib import Path

import docx
import pytest

from commands.common import REFUSED
from reports import word
from tests.commands.conftest import Tell

pytestmark = pytest.mark.usefixtures("sqlite_world")
AS_OF = ("--as-of", "2023-12-31")


def _without_fields() -> bytes:
    target = io.BytesIO()
    docx.Document().save(target)
    return target.getvalue()


def test_the_report_of_a_district_with_its_number(tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "bao-cao.docx"
    status, _, err = tell("report", "summary", *AS_OF, "--scope", "256", "--output", str(output))
    assert status == 0, err
    document = docx.Document(str(output))
    assert "thành phố Bắc Ninh" in document.core_properties.title
    assert "-000001" in document.sections[0].footer.paragraphs[0].text


def test_an_offices_own_template_gives_the_frame(tell: Tell, tmp_path: Path) -> None:
    template, output = tmp_path / "mau.docx", tmp_path / "bao-cao.docx"
    template.write_bytes(word.sample())
    status, _, err = tell(
        "report", "summary", *AS_OF, "--template", str(template), "--output", str(output), "--internal"
    )
    assert status == 0, err
    document = docx.Document(str(output))
    texts = [cell.text for table in document.tables[:1] for row in table.rows for cell in row.cells]
    assert any("ỦY BAN NHÂN DÂN THÀNH PHỐ BẮC NINH" in text for text in texts)
    assert not [text for text in texts if "{{" in text]


@pytest.mark.parametrize("content", [_without_fields(), b"khong phai Word"])
def test_a_template_that_does_not_fit_leaves_no_file(tell: Tell, tmp_path: Path, content: bytes) -> None:
    template, output = tmp_path / "mau.docx", tmp_path / "bao-cao.docx"
    template.write_bytes(content)
    status, _, err = tell("report", "summary", *AS_OF, "--template", str(template), "--output", str(output))
    assert status == REFUSED
    assert "Tệp mẫu" in err
    assert "Traceback" not in err
    assert not output.exists()

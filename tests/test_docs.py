"""The documents speak of what is there: tables, columns, settings, problems, commands, rooms, files."""

import re
from pathlib import Path

import pytest

import reference
from models import Base
from settings import REFERENCE_DIR, ROOT

DICTIONARY = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = (ROOT / "docs" / "inside" / "rooms.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_NOT_IN_THE_REPOSITORY = (".venv", "data/local")
_FILE_TYPES = (".py", ".md", ".toml", ".in", ".txt", ".css")


def _section(title: str) -> str:
    return DICTIONARY.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_table_and_column_is_in_the_dictionary() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", _section("Tables"), re.MULTILINE))
    documented = {table: set(re.findall(r"`(\w+)`", columns)) for table, columns in rows.items()}
    real = {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}
    assert documented == real


def test_every_reference_table_is_in_the_dictionary() -> None:
    documented = set(re.findall(r"^\| `([\w/]+)\.csv`", _section("Reference tables"), re.MULTILINE))
    assert documented == {path.stem for path in REFERENCE_DIR.glob("*.csv")}


def test_every_problem_is_in_the_dictionary_with_its_severity() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \| (error|warning) \|", _section("Problems"), re.MULTILINE))
    assert documented == {(row["code"], row["severity"]) for row in reference.rows("problems")}


def test_every_problem_has_a_short_name_of_its_own() -> None:
    labels = [row["label"] or "" for row in reference.rows("problems")]
    assert all(3 < len(label) <= 40 for label in labels), labels
    assert len(set(labels)) == len(labels)


def test_every_problem_is_raised_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for room in ("etl", "commands") for path in (ROOT / room).rglob("*.py")
    )
    for row in reference.rows("problems"):
        assert f'"{row["code"]}"' in code, f"nothing raises {row['code']}"


def test_every_setting_is_in_the_dictionary() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", _section("Settings"), re.MULTILINE))
    real = set(re.findall(r'env\.get\("([A-Z_]+)"', (ROOT / "settings.py").read_text(encoding="utf-8")))
    assert documented == real


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = {
        p.stem for p in (ROOT / "commands").glob("*.py") if re.search(r"^HELP\b", p.read_text("utf-8"), re.MULTILINE)
    }
    assert commands
    for command in commands:
        assert re.search(rf"manage\.py {command}\b", readme), command


@pytest.mark.parametrize(
    "room", sorted(p.name for p in ROOT.iterdir() if (p / "__init__.py").exists() or p.suffix == ".py")
)
def test_every_room_is_described(room: str) -> None:
    assert f"`{Path(room).name}" in ROOMS, room


def _code() -> dict[str, str]:
    """Read the texts of all Python files (not the tests), of the reference tables and of the configuration, by name."""
    files = [
        *ROOT.glob("*.py"),
        *ROOT.glob(".streamlit/*"),
        *(ROOT / "pages").rglob("*.py"),
        *REFERENCE_DIR.rglob("*.csv"),
    ]
    files += [file for room in ROOT.glob("[a-z]*/__init__.py") for file in room.parent.rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|`]+) \| `(\w+)` \| (.+) \|$", glossary, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^\| (?!---|tiếng Việt)", glossary, re.MULTILINE))
    terms = [term for term, _, _ in rows]
    assert len(set(terms)) == len(terms)
    words = {word for text in _code().values() for word in re.findall(r"\w+", text)}
    named = {name for _, name, meaning in rows for name in (name, *re.findall(r"`(\w+)`", meaning))}
    assert named <= words, named - words


def _pinned(name: str, ending: str) -> set[str]:
    """Read the packages that a list of requirements names, without their versions."""
    return set(re.findall(rf"^([\w.-]+)(?:\[\w+\])?{ending}", (ROOT / name).read_text("utf-8").lower(), re.MULTILINE))


def test_every_package_has_its_licence_and_no_other() -> None:
    document = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    asked, needed = (
        re.findall(r"^\| `([\w.-]+)` \| (.+) \|$", part, re.MULTILINE) for part in document.split("## Needed by those")
    )
    direct = _pinned("requirements.in", r"(?=\s|$)")
    pinned = _pinned("requirements.txt", "==")
    assert [name for name, _ in asked] == sorted(direct)
    assert [name for name, _ in needed] == sorted(pinned - direct)


def _cited_rules() -> dict[str, set[int]]:
    """List the numbers of publishing rules that code and configuration name, by file; «20 to 23» are four."""
    cited: dict[str, set[int]] = {}
    for name, text in _code().items():
        for words in re.findall(r"publishing rules? ([\d, toand]+)", text):
            numbers = set(map(int, re.findall(r"\d+", words)))
            for first, last in re.findall(r"(\d+) to (\d+)", words):
                numbers |= set(range(int(first), int(last)))
            cited.setdefault(name, set()).update(numbers)
    return cited


def test_every_cited_publishing_rule_is_stated_once() -> None:
    rules = (ROOT / "docs" / "publishing-rules.md").read_text(encoding="utf-8")
    stated = [int(number) for number in re.findall(r"^\| (\d+) \|", rules, re.MULTILINE)]
    assert len(set(stated)) == len(stated)
    cited = _cited_rules()
    assert cited[".streamlit/config.toml"] == {21, 23}
    assert {name: numbers - set(stated) for name, numbers in cited.items() if numbers - set(stated)} == {}


def _names(document: Path) -> set[str]:
    """List what stands in backticks as one word; blocks of code and slots such as `<section>` are no names."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {re.sub(r"<\w+>", "*", name) for name in re.findall(r"`([\w.*<>/-]+)`", text)}


def _is_path(name: str) -> bool:
    first, slash, _ = name.partition("/")
    is_ours = bool(first and slash) and (ROOT / first).exists()
    return (is_ours or (name[0] != "." and name.endswith(_FILE_TYPES))) and not name.startswith(_NOT_IN_THE_REPOSITORY)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_in_a_document_exists(document: Path) -> None:
    missing = [name for name in _names(document) if _is_path(name) and not any(ROOT.glob(name.rstrip("/")))]
    tables = {name for name in _names(document) if name.endswith(".csv") and name[0] != "." and "/" not in name}
    missing += [name for name in tables if not any(REFERENCE_DIR.rglob(name))]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    open_ends = [ROOT / "README.md"]
    while open_ends:
        document = open_ends.pop()
        links = re.findall(r"\]\((?!https?:)([^)#]+\.md)", document.read_text(encoding="utf-8"))
        targets = {(document.parent / link).resolve() for link in links} - reached
        reached |= targets
        open_ends += targets
    assert not [path.name for path in DOCUMENTS[1:] if path not in reached]


def test_the_architecture_is_short() -> None:
    assert ARCHITECTURE.count("\n") <= 120

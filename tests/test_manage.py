"""The door on a bare Python: a small house of its own with one tiny library, installed for real from a folder."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import manage
from settings import ROOT

_FILES = (
    "manage.py",
    "settings.py",
    "commands/__init__.py",
    "commands/environment.py",
    "commands/exchange.py",
    "commands/dispatch.py",
)
_HELLO = """
HELP = "chào"
def add_arguments(parser): pass
def run(arguments):
    import sys, tiny
    print(sys.prefix, tiny.VERSION, "Đắk Lắk")
    return 0
"""


def _wheel(folder: Path, version: str) -> str:
    """Write a wheel with one module; give its line of a list of requirements."""
    info = f"tiny-{version}.dist-info"
    path = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", f"VERSION = {version!r}\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", f"tiny.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return f"tiny=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class House:
    """A copy of the door in a folder of its own, with two versions of a library to install."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.wheels = root / "wheels"
        self.wheels.mkdir(parents=True)
        self.lines = {version: _wheel(self.wheels, version) for version in ("1.0", "2.0")}
        for name in (*_FILES, "commands/common.py", "private_files.py", "etl/__init__.py", "etl/identities.py"):
            (root / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
        for folder in ("reference", "data/reference"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "commands" / "hello.py").write_text(_HELLO, encoding="utf-8")
        self.version = "2.0"
        self.change()

    def change(self) -> str:
        """Require the other version of the library."""
        self.version = "1.0" if self.version == "2.0" else "2.0"
        self.require(self.lines[self.version])
        return self.version

    def require(self, line: str) -> None:
        for name in ("requirements.txt", "requirements-test.txt"):
            (self.root / name).write_text(line, encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """Give an environment where packages come from the folder alone and the locale knows no Vietnamese letter."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "LC_"))}
        return kept | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri(), "LANG": "C"}

    def open(self, *words: str) -> subprocess.Popen[str]:
        """Start `manage.py`, as a person would, from another folder."""
        return subprocess.Popen(
            [getattr(sys, "_base_executable", sys.executable), str(self.root / "manage.py"), *words],
            cwd=self.wheels,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def start(self, *words: str) -> tuple[int, str, str]:
        """Give exit status, standard output, standard error."""
        process = self.open(*words)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err


@pytest.fixture
def bare(tmp_path: Path) -> House:
    """A house without `.venv`."""
    return House(tmp_path / "nhà dữ liệu")  # a space and Vietnamese letters, as folders have


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house that two starts at once have installed."""
    house = House(tmp_path_factory.mktemp("house") / "nhà dữ liệu")
    both = [house.open("hello"), house.open("hello")]
    outcomes = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("Đang tạo môi trường" in err for _, err in outcomes) == [False, True]
    assert all(out.endswith("1.0 Đắk Lắk\n") for out, _ in outcomes)
    return house


def test_without_words_it_lists_the_commands_and_installs_nothing(bare: House) -> None:
    status, out, err = bare.start()
    assert (status, err) == (0, "")
    assert "  hello       chào\n" in out
    assert not (bare.root / ".venv").exists()


def test_a_command_that_there_is_not_is_status_2_and_names_the_nearest(bare: House) -> None:
    status, out, err = bare.start("helo")
    assert (status, out) == (2, "")
    assert "«helo»" in err
    assert "«hello»" in err
    assert not (bare.root / ".venv").exists()


def test_a_second_start_installs_nothing(furnished: House) -> None:
    pip = next((furnished.root / ".venv").glob("[lL]ib/**/site-packages/pip"))
    away = pip.rename(pip.with_name("pip-away"))
    try:
        status, out, err = furnished.start("hello")
    finally:
        away.rename(pip)
    assert (status, err) == (0, "")
    assert out.startswith(str(furnished.root / ".venv"))


def test_a_changed_list_is_installed_once(furnished: House) -> None:
    version = furnished.change()
    status, out, err = furnished.start("hello")
    assert (status, out.split()[-3]) == (0, version)
    assert "Đang tải 1/1: tiny" in err
    assert "Đang tạo môi trường" not in err
    assert furnished.start("hello")[2] == ""


def test_a_library_that_does_not_match_its_hash_is_refused_and_the_house_stays_usable(furnished: House) -> None:
    other = next(line for version, line in furnished.lines.items() if version != furnished.version)
    furnished.require(other[:-9] + "00000000\n")
    status, _, err = furnished.start("hello")
    assert status == 3
    assert "Không cài được các thư viện" in err
    furnished.require(furnished.lines[furnished.version])
    assert furnished.start("hello")[::2] == (0, "")


def test_a_start_that_was_killed_while_it_installed_is_mended_by_the_next(furnished: House) -> None:
    version = furnished.change()
    killed = furnished.open("hello")
    assert killed.stderr is not None
    for line in killed.stderr:
        if "Đã tải đủ" in line:
            break
    killed.kill()
    killed.communicate()
    status, out, err = furnished.start("hello")
    assert (status, out.split()[-3]) == (0, version)
    assert "đang dựng lại" in err


def test_a_python_without_venv_is_told_the_package(bare: House) -> None:
    hidden = bare.wheels / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(bare.root / "manage.py"), "hello"],
        env=bare.environment | {"PYTHONPATH": str(hidden)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert "apt install python3-venv" in done.stderr
    assert f"python3.{sys.version_info.minor}-venv" in done.stderr
    assert not (bare.root / ".venv").exists()


def test_an_older_python_gets_as_far_as_the_sentence_about_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert manage.main(["run"]) == 3
    assert "Cần Python 3.11 trở lên, máy đang dùng Python 3.9." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["manage.py", "commands/environment.py"])
def test_what_stands_before_the_door_is_readable_for_older_pythons_and_needs_no_library(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 7))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names | {"commands"}


def test_the_contracts_commands_are_listed_in_its_order() -> None:
    listed = list(manage.commands())
    assert listed == [name for name in manage.ORDER if name in listed]
    assert {"run", "test", "load", "imports", "export", "stats", "chart", "bench"} <= set(listed)

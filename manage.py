#!/usr/bin/env python3
"""The door for a person at a keyboard: `python3 manage.py run`, `… test`, `… load FILE`.

It starts with nothing but Python 3.11, sees to it that `.venv` is complete (`commands/environment.py`) and runs the
command inside. Both files must be readable for an older Python, so that it gets as far as the sentence about itself:
annotations that it could not evaluate stand in quotes.
"""

import ast
import difflib
import os
import subprocess
import sys
from pathlib import Path

from commands import exchange
from commands.environment import NotPossibleError, go_inside, say

OLDEST_PYTHON = (3, 11)
WRONG_WORDS, REFUSED, INTERRUPTED = 2, 3, 130

ROOT = Path(__file__).resolve().parent
ORDER = (
    "run", "test", "load", "imports", "approvals", "quotas", "indicators", "aggregates", "export", "stats", "movements",
    "ask", "chart", "retirements", "reconcile", "template", "report", "fill", "backup", "restore", "move", "seal",
    "check", "erase", "retain", "users", "units", "bundle", "update", "bench",
)  # fmt: skip
"""The order in which commands are listed; one that is not named here comes after these."""
HALF_BACK = (
    "Lần quay lại bản trước bị ngắt giữa chừng: số liệu có thể đã trở về lúc trước khi cập nhật, chương trình thì "
    "chưa. Chưa làm gì khác; hãy chạy lại: {} manage.py update --back"
)
PYTHON_WORD = "python" if os.name == "nt" else "python3"


def main(words: "list[str]") -> int:
    """Run a command line and give the exit status, unless the process goes over into the virtual environment."""
    speak_utf8()
    if sys.version_info[:2] < OLDEST_PYTHON:
        say(
            "Cần Python 3.11 trở lên, máy đang dùng Python {}.{}. Hãy cài bản mới từ kho phần mềm của hệ điều hành "
            "hoặc từ python.org, rồi chạy lại lệnh này bằng bản đó.".format(*sys.version_info[:2])
        )
        return REFUSED
    if exchange.finish():
        say("Đã làm xong lần cập nhật bị ngắt giữa chừng.")
        return subprocess.call([sys.executable, str(ROOT / "manage.py"), *words])  # noqa: S603
    if exchange.BACK.exists() and words[:1] != ["update"]:
        say(HALF_BACK.format(PYTHON_WORD))
        return REFUSED
    if not words or words[0] in ("-h", "--help", "help"):
        print(listing())
        return 0
    if words[0] not in commands():
        say(unknown_command(words[0]))
        return WRONG_WORDS
    try:
        go_inside(words)
    except NotPossibleError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("\nĐã dừng theo yêu cầu. Lần chạy sau sẽ làm tiếp.")
        return INTERRUPTED
    from commands import dispatch

    return dispatch.run(words[0], words[1:])


def commands() -> "dict[str, str]":
    """List the commands with their one-line help, as ORDER has them; read as text, since their libraries may lack."""
    texts = {path.stem: help_of(path) for path in sorted((ROOT / "commands").glob("*.py"))}
    helps = {name: text for name, text in texts.items() if text}
    return {
        name: helps[name] for name in sorted(helps, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))
    }


def help_of(path: Path) -> str:
    """Read what a module assigns to HELP; empty for a module that is no command."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.targets[0], ast.Name)
            and statement.targets[0].id == "HELP"
        ):
            return str(ast.literal_eval(statement.value))
    return ""


def listing() -> str:
    """List all commands, for people."""
    lines = [f"  {name:<11} {text}" for name, text in commands().items()]
    return "\n".join(
        [
            f"Cách dùng: {PYTHON_WORD} manage.py LỆNH [tùy chọn]",
            "",
            "Các lệnh:",
            *lines,
            "",
            f"Cách dùng của từng lệnh: {PYTHON_WORD} manage.py LỆNH --help",
        ]
    )


def unknown_command(name: str) -> str:
    """Say that there is no such command, and name the nearest that there is."""
    near = difflib.get_close_matches(name, commands(), n=1)
    meant = f" Có phải ý là «{near[0]}»?" if near else ""
    return f"Không có lệnh «{name}».{meant} Danh sách các lệnh: {PYTHON_WORD} manage.py"


def speak_utf8() -> None:
    """Write Vietnamese on every terminal and in every file, whatever the machine's locale."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Choices about labels of blank forms as somebody makes them: allowed, kept, and written down among the events."""

from access import events
from access.actors import Act
from access.users import current_user
from blank_forms import learned
from blank_forms.form import ReadTable
from stats.queries import FormLabelRow


def learn(url: str, name: str, table: ReadTable, label: str, meaning: str) -> None:
    """Remember a choice, as `blank_forms.learned.learn`. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.TEACH)
    witness = events.witness(
        "answer", f"Nhãn của biểu mẫu {name}", {"nhãn": learned.titles(table).get(label, label), "nghĩa": meaning}
    )
    learned.learn(url, name, table, label=label, meaning=meaning, by=actor.name, witness=witness)


def forget(url: str, row: FormLabelRow) -> bool:
    """Forget a choice, as `blank_forms.learned.forget`. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    witness = events.witness("forget", f"Nhãn «{row.title}» của biểu mẫu")
    return learned.forget(url, row.header, row.label, row.at, witness)

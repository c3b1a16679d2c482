"""Formulas that forms print, reckoned: SUM, SUBTOTAL and the four operations; and the rows of numbers' «11=9+10»."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.grid import is_formula

Number = int | float
_OPERATIONS: dict[type, Callable[[Number, Number], Number]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_DEEPEST = 20
_IDENTITY = re.compile(r"\(?\s*(\d+)\s*\)?\s*\(?\s*=\s*([^)]*)\)?")
_ELLIPSIS = re.compile(r"(\d+)\s*\+\s*(?:…|\.{2,3})\s*\+\s*(\d+)")


def value_of(sheet: Worksheet, row: int, column: int, depth: int = 0) -> Number | None:
    """Give the number in a cell, that of a formula reckoned; None where there is none or it cannot be reckoned."""
    value = sheet.cell(row, column).value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if depth > _DEEPEST or not isinstance(value, str) or not is_formula(value):
        return None
    try:
        tree = ast.parse(_expression(sheet, value, depth), mode="eval").body
        result = _reckoned(tree)
    except (SyntaxError, ValueError, TypeError, ZeroDivisionError, TokenizerError):
        return None
    return result if isinstance(result, (int, float)) else None


def _expression(sheet: Worksheet, formula: str, depth: int) -> str:
    """Write a formula as an expression: references become numbers, ranges lists of them."""
    parts = []
    for token in Tokenizer(formula).items:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            parts.append(f"{token.value.rstrip('(').lower()}(")
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            parts.append(_numbers(sheet, token.value, depth))
        elif token.type == Token.SEP:
            parts.append(",")
        elif token.type != Token.WSPACE:
            parts.append(token.value)
    return "".join(parts).lstrip("+")


def _numbers(sheet: Worksheet, place: str, depth: int) -> str:
    if "!" in place:
        raise ValueError(place)
    left, top, right, bottom = range_boundaries(place.replace("$", ""))
    if None in (left, top, right, bottom):
        raise ValueError(place)
    cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    values = [value_of(sheet, row, column, depth + 1) for row, column in cells]
    for (row, column), value in zip(cells, values, strict=True):
        if value is None and is_formula(sheet.cell(row, column).value):
            raise ValueError(place)
    values = [value or 0 for value in values]
    return repr(values) if ":" in place else repr(values[0])


def _reckoned(node: ast.expr) -> Number | list[Number]:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.List(elts=parts):
            return list(map(_number, parts))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            return _OPERATIONS[type(sign)](_number(left), _number(right))
        case ast.Call(func=ast.Name(id="sum"), args=parts):
            return _sum(parts)
        case ast.Call(func=ast.Name(id="subtotal"), args=[ast.Constant(value=9 | 109), *parts]):
            return _sum(parts)
        case _:
            raise ValueError(ast.dump(node))


def _number(node: ast.expr) -> Number:
    value = _reckoned(node)
    if isinstance(value, list):
        raise TypeError
    return value


def _sum(parts: list[ast.expr]) -> Number:
    total: Number = 0
    for part in parts:
        value = _reckoned(part)
        total = total + (sum(value) if isinstance(value, list) else value)
    return total


@dataclass(frozen=True, slots=True)
class PrintedIdentity:
    """A row of numbers' «3 (=4+8)»: the column's number, and the expression over the numbers of others."""

    whole: int
    expression: str

    @property
    def is_share(self) -> bool:
        """True where it is a share of a hundred: «4(=2*100/3)»."""
        return "/" in self.expression

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers of the columns that it names; of a share the part, then the base."""
        return tuple(
            int(number) for number in re.findall(r"\d+", self.expression) if not (self.is_share and number == "100")
        )

    def reckon(self, values: Mapping[int, Number]) -> Number | None:
        """Reckon it from the values of the numbered columns; None where one of them is missing."""
        if not set(self.parts) <= set(values):
            return None
        text = re.sub(
            r"\d+", lambda m: m[0] if self.is_share and m[0] == "100" else repr(values[int(m[0])]), self.expression
        )
        try:
            result = _reckoned(ast.parse(text, mode="eval").body)
        except (SyntaxError, ValueError, TypeError, ZeroDivisionError):
            return None
        return result if isinstance(result, (int, float)) else None


def printed_identity(text: str) -> PrintedIdentity | None:
    """Read a cell of the row of numbers; None where it states no identity."""
    match = _IDENTITY.fullmatch(text.strip())
    if match is None:
        return None
    spelled = _ELLIPSIS.sub(lambda m: "+".join(map(str, range(int(m[1]), int(m[2]) + 1))), match[2])
    spelled = spelled.replace(":", "/").replace("x", "*").replace("×", "*").replace("%", "").strip()
    return PrintedIdentity(int(match[1]), spelled) if re.fullmatch(r"[\d\s+\-*/]+", spelled) else None


def column_number(text: str) -> int | None:
    """Give the number of a column by its cell in the row of numbers."""
    match = re.match(r"\(?\s*(\d+)", text)
    return int(match[1]) if match else None

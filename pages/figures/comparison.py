"""So sánh: two to six places beside each other and beside the province."""

from dashboard.figures import comparison
from dashboard.parts import selection_row

comparison.show(selection_row.current())

"""
Who goes where at the least total cost: the assignment problem, square and dense.

By shortest augmenting paths (Crouse 2016, IEEE Transactions on Aerospace and Electronic Systems 52, on implementing 2D
rectangular assignment algorithms), as `scipy.optimize.linear_sum_assignment` has it, to the same answer where several
cost the same: a tenth of its speed, without its 143 MB.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_NOBODY = -1


def assigned(cost: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Return a column for each row of a square matrix of finite costs, each once, at the least total cost."""
    size = len(cost)
    of_row, of_column = np.zeros(size), np.zeros(size)  # what the dual problem pays for each
    row_at = np.full(size, _NOBODY, dtype=np.intp)
    column_of = np.full(size, _NOBODY, dtype=np.intp)
    for start in range(size):
        least = np.full(size, np.inf)
        came_from = np.full(size, _NOBODY, dtype=np.intp)
        seen: list[int] = []
        open_columns = np.arange(size - 1, -1, -1, dtype=np.intp)  # in scipy's order, which decides between equals
        row, reached, end = start, 0.0, _NOBODY
        rows = []
        while end == _NOBODY:
            rows.append(row)
            offered = reached + cost[row, open_columns] - of_row[row] - of_column[open_columns]
            nearer = offered < least[open_columns]
            least[open_columns[nearer]] = offered[nearer]
            came_from[open_columns[nearer]] = row
            distances = least[open_columns]
            reached = float(distances.min())
            (nearest,) = np.nonzero(distances == reached)
            free = nearest[row_at[open_columns[nearest]] == _NOBODY]
            chosen = int(free[-1] if len(free) else nearest[0])
            column = int(open_columns[chosen])
            seen.append(column)
            if row_at[column] == _NOBODY:
                end = column
            row = int(row_at[column])
            open_columns[chosen] = open_columns[-1]
            open_columns = open_columns[:-1]
        of_row[start] += reached
        for row in rows[1:]:
            of_row[row] += reached - least[column_of[row]]
        of_column[seen] -= reached - least[seen]
        column, row = end, _NOBODY
        while row != start:
            row = int(came_from[column])
            row_at[column] = row
            column_of[row], column = column, int(column_of[row])
    return column_of

"""From arc scores to dependency trees: the best tree with one root (Chu & Liu 1965, Edmonds 1967)."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_NEVER = -1e9


def best_tree(scores: Floats) -> list[int]:
    """Heads of the best tree over n words; the root's head is the root itself.

    `scores` [n, n]: row a dependent, column its head, the diagonal the score of being the root.
    """
    size = len(scores)
    if size == 1:
        return [0]
    weights = scores.astype(np.float64, copy=True)
    others = weights + np.diag(np.full(size, _NEVER))
    root = int(np.argmax(np.diag(weights) - others.max(axis=1)))
    heads = np.argmax(others, axis=1)
    heads[root] = root
    if _cycle(heads) is None:
        return [int(h) for h in heads]
    others[root] = _NEVER
    found = _edmonds(others, root)
    found[root] = root
    return found


def _cycle(heads: npt.NDArray[np.int64]) -> list[int] | None:
    """The words of one cycle (a root's own loop is none), or None."""
    state = [0] * len(heads)
    for begin in range(len(heads)):
        path, word = [], begin
        while not state[word]:
            state[word] = 1
            path.append(word)
            head = int(heads[word])
            if head == word:
                break
            word = head
        else:
            if state[word] == 1 and word in path:
                return path[path.index(word) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(weights: npt.NDArray[np.float64], root: int) -> list[int]:
    """Best arborescence from `root`; contracts one cycle at a time."""
    heads = np.argmax(weights, axis=1)
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return [int(h) for h in heads]
    inside = np.zeros(len(weights), dtype=bool)
    inside[cycle] = True
    kept = np.flatnonzero(~inside)
    size = len(kept)
    held = weights[cycle, heads[cycle]]
    ring = np.array(cycle)
    entering = weights[np.ix_(ring, kept)] - held[:, None]
    leaving = weights[np.ix_(kept, ring)]
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = weights[np.ix_(kept, kept)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    np.fill_diagonal(smaller, _NEVER)
    solved = _edmonds(smaller, int(np.flatnonzero(kept == root)[0]))
    result = [int(h) for h in heads]
    for index, word in enumerate(kept):
        head = solved[index]
        result[word] = int(kept[head]) if head < size else cycle[int(leaving[index].argmax())]
    outside = int(kept[solved[size]])
    broken = cycle[int(entering[:, solved[size]].argmax())]
    result[broken] = outside
    return result

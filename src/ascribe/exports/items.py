"""Lists of claims, stories, documents as they are given out: dictionaries of the contract, with attribute access.

`claim.time.start` and `claim["time"]["start"]` are the same; a list goes into pandas or Arrow as the flat columns of
`docs/export-columns.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from ascribe.errors import AscribeError
from ascribe.exports.columns import Column, flat

if TYPE_CHECKING:
    import pandas
    import pyarrow


class Item(Mapping[str, Any]):
    """A claim, story, document or a part of one. AttributeError and KeyError name the fields that there are."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return _wrapped(self._values[name])

    def __getattr__(self, name: str) -> Any:
        try:
            return _wrapped(self._values[name])
        except KeyError:
            raise AttributeError(f"there is no {name!r}; there are {', '.join(self._values)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._values]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in list(self._values.items())[:4])
        return f"Item({shown}, ...)"

    def to_dict(self) -> dict[str, Any]:
        """The plain dictionary, as it would be written to JSON."""
        return self._values


def _wrapped(value: Any) -> Any:
    if isinstance(value, dict):
        return Item(value)
    if isinstance(value, list):
        return [_wrapped(part) for part in value]
    return value


class Items(Sequence[Item]):
    """A list of items of one kind."""

    def __init__(self, values: list[dict[str, Any]], columns: Sequence[Column]) -> None:
        self._values = values
        self._columns = columns

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Items: ...
    def __getitem__(self, index: int | slice) -> Item | Items:
        if isinstance(index, slice):
            return Items(self._values[index], self._columns)
        return Item(self._values[index])

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<{len(self._values)} items: {', '.join(c.name for c in self._columns[:6])}, ...>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Plain dictionaries, as in `--format json`."""
        return self._values

    def to_rows(self) -> list[dict[str, Any]]:
        """Flat rows, as in `--format csv`, with values as they are."""
        return [flat(value, self._columns) for value in self._values]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of the flat columns. AscribeError `usage.extra` without pandas."""
        try:
            import pandas
        except ImportError as error:
            raise AscribeError("usage.extra", "to_pandas", detail="pandas", install="ascribe[frames]") from error
        return pandas.DataFrame(self.to_rows(), columns=[c.name for c in self._columns])

    def to_arrow(self) -> pyarrow.Table:
        """A table of the flat columns, with their types. AscribeError `usage.extra` without pyarrow."""
        try:
            import pyarrow
        except ImportError as error:
            raise AscribeError("usage.extra", "to_arrow", detail="pyarrow", install="ascribe[frames]") from error
        types = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "yes/no": pyarrow.bool_(),
        }
        schema = pyarrow.schema([(c.name, types[c.type]) for c in self._columns])
        return cast("pyarrow.Table", pyarrow.Table.from_pylist(self.to_rows(), schema=schema))

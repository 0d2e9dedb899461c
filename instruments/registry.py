"""The one registry that instruments, question types and answer styles share."""

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """Whatever can be registered: it carries its own name."""

    @property
    def name(self) -> str:
        """Name under which others refer to it; it never changes once used."""
        ...


PluginT = TypeVar("PluginT", bound=Named)


class DuplicateNameError(Exception):
    """Two plug-ins claim one name."""


class UnknownNameError(LookupError):
    """Nobody registered this name."""


class Registry(Generic[PluginT]):
    """Plug-ins of one sort, by name, in the order in which they were registered."""

    def __init__(self, sort: str) -> None:
        """Start empty; `sort` says in messages what is registered here."""
        self.sort = sort
        self._plugins: dict[str, PluginT] = {}

    def register(self, plugin: PluginT) -> PluginT:
        """Add a plug-in and give it back. Raises DuplicateNameError when its name is taken."""
        if plugin.name in self._plugins:
            raise DuplicateNameError(f"The {self.sort} {plugin.name!r} is registered twice.")
        self._plugins[plugin.name] = plugin
        return plugin

    def register_package(self, package: ModuleType) -> None:
        """Add the `plugin` of every module in a package, by name: a new one is a new folder and nothing else."""
        for found in sorted(iter_modules(package.__path__), key=lambda module: module.name):
            self.register(import_module(f"{package.__name__}.{found.name}").plugin)

    def register_entry_points(self, group: str) -> None:
        """Add what installed packages offer under this group of entry points."""
        for entry_point in sorted(entry_points(group=group), key=lambda point: point.name):
            self.register(entry_point.load())

    def get(self, name: str) -> PluginT:
        """Give the plug-in of this name. Raises UnknownNameError, which names those that exist."""
        if name not in self._plugins:
            raise UnknownNameError(f"There is no {self.sort} {name!r}; there are: {', '.join(self._plugins)}.")
        return self._plugins[name]

    def names(self) -> tuple[str, ...]:
        """Every registered name, in order."""
        return tuple(self._plugins)

    def __contains__(self, name: str) -> bool:
        return name in self._plugins

    def __iter__(self) -> Iterator[PluginT]:
        return iter(self._plugins.values())

    def __len__(self) -> int:
        return len(self._plugins)

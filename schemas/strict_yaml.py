"""Read one YAML file of settings strictly: bounded size and depth, no aliases, no key twice.

Only the reading belongs here; what the keys mean is in the pydantic model of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LARGEST_FILE = 1_000_000
"""Bytes. A settings file is a few kilobytes; more is a mistake or an attack."""
DEEPEST_NESTING = 20
"""Levels of mappings and lists in each other."""


class YamlError(ValueError):
    """The file is not acceptable YAML; the message says what and where (line and column from 1)."""


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader that refuses aliases (the way to blow a small file up), deep nesting and repeated keys."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise YamlError(f"aliases (*name) are not allowed {_place(self.peek_event().start_mark)}")
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise YamlError(f"nested deeper than {DEEPEST_NESTING} levels {_place(self.peek_event().start_mark)}")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            # the merge key << is of no use without aliases, and would hide keys
            if key_node.tag == "tag:yaml.org,2002:merge":
                raise YamlError(f"the merge key << is not allowed {_place(key_node.start_mark)}")
            if not isinstance(key_node, yaml.ScalarNode):
                raise YamlError(f"a key must be a plain word {_place(key_node.start_mark)}")
            key = self.construct_object(key_node)
            if key in seen:
                raise YamlError(f"the key {key!r} stands here twice {_place(key_node.start_mark)}")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def _place(mark: yaml.Mark) -> str:
    return f"(line {mark.line + 1}, column {mark.column + 1})"


def read_yaml(path: Path) -> Any:
    """The content of a YAML file as plain Python values; None for an empty file.

    Raises YamlError with a message that names the place, OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise YamlError(f"larger than {LARGEST_FILE} bytes")
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_StrictLoader)  # noqa: S506 a SafeLoader
    except UnicodeDecodeError as error:
        raise YamlError(f"not UTF-8 (byte {error.start + 1})") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"not valid YAML: {error.problem} {_place(mark) if mark else ''}".strip()) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(f"not valid YAML: {error}") from error

"""Import spaCy without its command line.

In: nothing. Out: the module `spacy`. Never: takes anything from another user of spaCy in the process.

`import spacy` also imports `spacy.cli`, only for one function (`spacy.info`): typer, rich, requests, httpx, jinja2 and
weasel, a third of the time that the import takes and some 25 MB. Here it waits until somebody asks for it: `spacy.cli`,
`spacy.info` and `import spacy.cli` work as ever. Whoever imported spaCy before us has it whole, and where spaCy wants
more of its command line than this one function, it is imported whole as well.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

CLI, INFO = "spacy.cli", "spacy.cli.info"


def import_spacy() -> ModuleType:
    """The module `spacy`, imported if it was not yet."""
    if "spacy" in sys.modules or CLI in sys.modules:
        return importlib.import_module("spacy")
    blanks = _blank_modules()
    sys.modules.update(blanks)
    try:
        spacy = importlib.import_module("spacy")
        is_light = not hasattr(spacy, "__getattr__") and getattr(spacy, "info", None) is _info
    except ImportError:
        is_light = False
    finally:
        for name, blank in blanks.items():
            if sys.modules.get(name) is blank:
                del sys.modules[name]
    if is_light:
        vars(spacy)["__getattr__"] = _late
        return spacy
    sys.modules.pop("spacy", None)
    return importlib.import_module("spacy")


def _blank_modules() -> dict[str, ModuleType]:
    """What stands for the command line while spaCy is imported."""
    cli, info = ModuleType(CLI), ModuleType(INFO)
    cli.__path__ = []
    vars(info)["info"] = _info
    return {CLI: cli, INFO: info}


def _info(*args: Any, **kwargs: Any) -> Any:
    """`spacy.info`, by the real one."""
    return importlib.import_module(INFO).info(*args, **kwargs)


def _late(name: str) -> Any:
    """The attributes of `spacy` that came with its command line."""
    if name == "cli":
        return importlib.import_module(CLI)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")

"""Extensions by name, through the same door as our own.

In: the name of a group and of an extension (entry points of installed packages). Out: the callable.
Never: imports one that was not asked for.
"""

from beatbook.plugins.entry_points import EXPORTERS, PluginError, load_plugin, plugin_names

__all__ = ["EXPORTERS", "PluginError", "load_plugin", "plugin_names"]

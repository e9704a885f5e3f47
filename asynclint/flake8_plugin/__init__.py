"""The findings of asynclint as those of a flake8 plugin, across the files of the project.

`[tool.asynclint]` decides what is emitted; flake8's select, ignore and noqa filter it after that.
"""

from asynclint.flake8_plugin.plugin import Plugin

__all__ = ["Plugin"]

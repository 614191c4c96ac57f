"""Errors for people: each says what happened, to what, and what to do next, and has its own exit code.

Only errors that end a command belong here. What concerns one document, passage or judgement is a reject
(schemas/reasons.py): it is stored with its reason and the run goes on.
"""

from __future__ import annotations


class MonitorError(Exception):
    """An error with a message for people and an exit code of its own. Never shown as a traceback."""

    exit_code = 1


class UsageError(MonitorError):
    """The command line or a file named on it does not make sense."""

    exit_code = 2


class SourceFileError(MonitorError):
    """A source YAML, a manifest or the codebook is not valid; names file and key."""

    exit_code = 3


class LockedError(MonitorError):
    """Another process holds the data folder."""

    exit_code = 4


class NewerDataError(MonitorError):
    """The data folder was written by a newer version of this program."""

    exit_code = 5


class DiskFullError(MonitorError):
    """The disk is full: nothing is wrong with the data."""

    exit_code = 6


class GateError(MonitorError):
    """A check before publishing failed: what was published before stays."""

    exit_code = 7


class SourcesFailedError(MonitorError):
    """The run finished and published, but one or more sources could not be read."""

    exit_code = 8


class NothingPublishedError(MonitorError):
    """There is no published run in the data folder yet."""

    exit_code = 9


class ContractError(MonitorError):
    """Rows of a stage break their contract in a way that cannot be set aside row by row: a fault of this program."""

    exit_code = 10

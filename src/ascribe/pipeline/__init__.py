"""The way from files to a record: `read` runs the stages in order and commits after each step.

Whatever interrupts it, the same call again goes on where it stopped and ends in the same record.
"""

from ascribe.pipeline.listening import Listener
from ascribe.pipeline.run import ReadResult, read

__all__ = ["Listener", "ReadResult", "read"]

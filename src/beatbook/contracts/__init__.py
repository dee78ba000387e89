"""What a step is: named, versioned, saying what it needs and gives; checked before anything runs.

In: step classes. Out: a checked order of steps. Never: runs them.
"""

from beatbook.contracts.steps import Step, StepOrderError, check_steps

__all__ = ["Step", "StepOrderError", "check_steps"]

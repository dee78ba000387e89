"""The same steps here or on a pool of processes, with a ledger of what is done.

In: steps and items. Out: results filed in the ledger, in order. Never: differs between runners.
"""

from beatbook.run.ledger import Ledger, Report, run_missing
from beatbook.run.runners import Outcome, PoolRunner, Runner, SerialRunner

__all__ = ["Ledger", "Outcome", "PoolRunner", "Report", "Runner", "SerialRunner", "run_missing"]

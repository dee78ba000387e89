"""Extensions, named and versioned, through the same door as our own steps.

In: entry points. Out: steps and exporters by name. Never: imports a plug-in that was not asked for.
"""

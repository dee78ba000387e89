"""Files, folders, addresses, feeds, archives into captures.

In: sources as a person names them. Out: Capture and its bytes, or Problem. Never: reads meaning.
"""

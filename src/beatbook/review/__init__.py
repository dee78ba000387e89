"""A person's judgements laid over the machine's reading.

In: Judgement, Findings. Out: Findings as ruled, a queue, the audit trail. Never: overwrites.
"""

"""The same matter told many times: entities, stories, events, origins, series, contradictions.

In: posts and their PostCodes. Out: Findings. Never: changes a report.
"""

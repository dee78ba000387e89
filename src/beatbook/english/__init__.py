"""English text into a `spacy.Doc`, by the pipeline that ships with the package.

In: text. Out: spacy.Doc. Never: downloads.
"""

"""The only wiring: store, steps and runner joined into a book.

In: a beat's folder. Out: what the doors ask for. Never: decides anything about meaning.

Nothing is imported here, so that `beatbook read` need not load what only a build needs:
take `Book` from `beatbook.book.book`, the stateless commands from `beatbook.book.files` and `beatbook.book.texts`.
"""

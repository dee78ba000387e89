"""beatbook turns clippings on one subject into a book that can be checked."""

__version__ = "0.1.0"

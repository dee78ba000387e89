"""Every quality with a scorer, measured through the commands a person uses, against floors that may only rise."""

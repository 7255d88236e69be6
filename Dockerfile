# One image for every process of Shoufa: `shoufa run web`, `shoufa run worker`, … (docker-compose.yml).

FROM python:3.11.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /opt/shoufa
RUN python -m venv .venv

# Every file is checked by its hash here; below only what pyproject.toml needs at run time is taken from them.
COPY requirements.lock pyproject.toml ./
RUN .venv/bin/pip download --quiet --require-hashes --requirement requirements.lock --dest /wheels
RUN python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' \
        > /wheels/run-time.txt \
    && .venv/bin/pip install --quiet --no-index --find-links /wheels --requirement /wheels/run-time.txt \
    && python -m venv /translator \
    && /translator/bin/pip install --quiet --no-index --find-links /wheels babel

COPY . .
RUN .venv/bin/pip install --quiet --no-deps --editable . \
    && /translator/bin/pybabel compile --domain django --directory messages/locale \
    && .venv/bin/python -m compileall -q -x '\.venv' .


FROM python:3.11.13-slim-bookworm
# What reads returned files of other kinds than .docx; text in pictures needs the extra `ocr`, which is not in it.
COPY scripts/system-packages /tmp/
RUN /tmp/system-packages run && rm -rf /var/lib/apt/lists/* /tmp/system-packages
RUN groupadd --gid 10001 shoufa \
    && useradd --uid 10001 --gid shoufa --home-dir /var/lib/shoufa --create-home shoufa
COPY --from=build /opt/shoufa /opt/shoufa
ENV PATH=/opt/shoufa/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SHOUFA_HOME=/var/lib/shoufa
WORKDIR /opt/shoufa
USER shoufa
VOLUME /var/lib/shoufa
EXPOSE 8000 2525
HEALTHCHECK --interval=30s --timeout=20s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import sys; from supervisor.ports import http_ready; sys.exit(not http_ready('http://127.0.0.1:8000/health/'))"]
ENTRYPOINT ["shoufa"]
CMD ["run", "web", "--host", "0.0.0.0"]

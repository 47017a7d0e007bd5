# Everything comes from two registries: the image from Docker's, the packages from Python's.
FROM python:3.12-slim AS packages
WORKDIR /app
RUN python -m venv /venv
COPY pyproject.toml README.md ./
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /app bot && mkdir -p /app/var && chown bot /app/var
WORKDIR /app
COPY --from=packages /venv /venv
COPY faq faq
COPY corpus corpus
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8080 FAQ_DIR=/app/faq CORPUS_DIR=/app/corpus
USER bot
VOLUME /app/var
EXPOSE 8080
# It stops within eight seconds of SIGTERM; Docker waits for ten.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["python", "-m", "bot", "run"]

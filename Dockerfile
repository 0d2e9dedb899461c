# syntax=docker/dockerfile:1
# One image for web, worker, beat and migrations; docker-compose.yml says which is which.

FROM node:22-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci
COPY tablet tablet
COPY instruments instruments
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=clientvoice.settings
# What draws a PDF, and letters for the names and words that people write in other scripts.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-core fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 clientvoice && useradd --uid 10001 --gid clientvoice --no-create-home clientvoice
WORKDIR /app
COPY --from=packages /venv /venv
COPY pyproject.toml README.md LICENSE requirements.txt package-lock.json ./
COPY clientvoice clientvoice
COPY instruments instruments
COPY organisations organisations
COPY surveys surveys
COPY supportplans supportplans
COPY reports reports
COPY workers workers
COPY templates templates
COPY --from=pages /app/clientvoice/static/built clientvoice/static/built
# Static files and catalogues belong to the image; what people add lives in the volume on /app/var/media.
RUN pip install --no-deps --no-build-isolation -e . \
    && python -c "from clientvoice.catalogues import refresh; refresh()" \
    && python -m django collectstatic --noinput \
    && python -m clientvoice.bom > sbom.cdx.json \
    && mkdir -p var/media var/backups \
    && chown -R clientvoice:clientvoice var
USER clientvoice
ENV CLIENTVOICE_ENV=production
VOLUME /app/var/media /app/var/backups
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=4 CMD ["clientvoice", "healthy"]
CMD ["clientvoice", "serve", "--host", "0.0.0.0"]

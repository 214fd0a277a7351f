# One image for storage, intake, worker and Flower; the command says which.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/wenzhai
WORKDIR /src
COPY requirements-build.lock requirements.lock ./
RUN /opt/wenzhai/bin/pip install --require-hashes -r requirements-build.lock \
    && /opt/wenzhai/bin/pip install --require-hashes --no-build-isolation -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY tasks tasks
COPY workers workers
RUN /opt/wenzhai/bin/pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home wenzhai && install -d -o wenzhai /data
COPY --from=build /opt/wenzhai /opt/wenzhai
ENV PATH=/opt/wenzhai/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER wenzhai
CMD ["wenzhai", "--help"]

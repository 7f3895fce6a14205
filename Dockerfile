# One image for every service: the command chooses which. The version of Node is that of package.json.
FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY platform/package.json platform/
COPY router/package.json router/
COPY simulators/package.json simulators/
COPY bench/package.json bench/
COPY subgraphs/ai/package.json subgraphs/ai/
COPY subgraphs/analytics/package.json subgraphs/analytics/
COPY subgraphs/data/package.json subgraphs/data/
COPY subgraphs/identity/package.json subgraphs/identity/
COPY subgraphs/integration/package.json subgraphs/integration/
# No dependency of the services needs an install script.
RUN npm ci --omit=dev --ignore-scripts \
      --workspace platform --workspace router --workspace subgraphs --include-workspace-root

FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY --from=dependencies /app ./
COPY platform platform
COPY router router
COPY subgraphs subgraphs
COPY scripts scripts
RUN mkdir -p /var/lib/conea/files /var/lib/conea/audit && chown node:node /var/lib/conea/files /var/lib/conea/audit
USER node
ENV HOST=0.0.0.0
ENTRYPOINT ["/usr/local/bin/node"]
CMD ["router/src/main.ts"]

# One image for every service of the chain; `compose.yaml` says which program each of them runs.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund \
 && npm run build \
 && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app /app
# Volumes begin with the owner that their folders have here: migrations write how each subgraph connects.
RUN for subgraph in customer film identity payment rental store; do \
      install -d -o node -g node /var/lib/reelhouse/access/$subgraph; \
    done \
 && chown node:node /var/lib/reelhouse /var/lib/reelhouse/access
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=10 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT ?? 4000) + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "gateway/dist/src/bin/reelhouse-gateway.js", "--supergraph", "schema/supergraph.graphql"]

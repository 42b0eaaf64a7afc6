#   docker build -t learning-gateway .                            the gateway
#   docker build -t learning-gateway-sandbox --target sandbox .   a LearningApi with made-up data, the gateway in front
#
# scripts/image.sh builds both and runs them. Renovate keeps the two digests up to date.
ARG BUILD_IMAGE=node:24-trixie-slim@sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66
# Node and the libraries that it needs: no shell, no package manager. Debug with an ephemeral container.
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e

FROM ${BUILD_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build:images

FROM ${RUNTIME_IMAGE} AS sandbox
ARG REVISION=unknown
ARG RUNTIME_IMAGE
LABEL org.opencontainers.image.title="learning-gateway-sandbox" \
      org.opencontainers.image.description="A LearningApi with made-up data and the GraphQL gateway in front of it" \
      org.opencontainers.image.licenses="0BSD AND Apache-2.0 AND BSD-3-Clause AND BlueOak-1.0.0 AND ISC AND MIT" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}"
ENV SANDBOX_HOST=0.0.0.0
WORKDIR /app
COPY package.json LICENSE schema.client.graphql ./
COPY docs/reference.html ./docs/
COPY src/learning-api/contract/openapi.yaml ./src/learning-api/contract/
COPY src/sandbox/codes.yaml ./src/sandbox/
COPY --from=build /app/dist-sandbox ./dist
USER 65532:65532
EXPOSE 4000 4001
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["dist/main.js"]

FROM ${RUNTIME_IMAGE} AS gateway
ARG REVISION=unknown
ARG RUNTIME_IMAGE
LABEL org.opencontainers.image.title="learning-gateway" \
      org.opencontainers.image.description="A GraphQL gateway over the NexPort Campus LearningApi" \
      org.opencontainers.image.licenses="0BSD AND Apache-2.0 AND BSD-3-Clause AND BlueOak-1.0.0 AND ISC AND MIT" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}"
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE schema.client.graphql ./
COPY docs/reference.html ./docs/
COPY --from=build /app/dist ./dist
USER 65532:65532
EXPOSE 4000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["--max-semi-space-size=64", "dist/main.js"]

# syntax=docker/dockerfile:1
#
#   docker build -t learning-gateway .                            the gateway
#   docker build -t learning-gateway-sandbox --target sandbox .   a LearningApi with made-up data, the gateway in front
#
# scripts/image.sh builds both and runs them.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM modules AS build
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
# The SBOM is made of what is left: asked to omit development tools, npm 11 omits what they share with the gateway too.
RUN npm run build \
 && npm pkg delete devDependencies \
 && npm prune \
 && npm sbom --sbom-format cyclonedx > sbom.cdx.json

# The sandbox runs from source, as `npm run sandbox` does, which takes three of the development tools.
FROM modules AS sandbox-modules
RUN npm pkg delete devDependencies \
 && npm pkg set 'dependencies.ajv=*' 'dependencies.pure-rand=*' 'dependencies.tsx=*' \
 && npm prune

FROM ${NODE_IMAGE} AS sandbox
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="learning-gateway-sandbox" \
      org.opencontainers.image.description="A LearningApi with made-up data and the GraphQL gateway in front of it" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV SANDBOX_HOST=0.0.0.0 TSX_DISABLE_CACHE=1
WORKDIR /app
COPY --from=sandbox-modules /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY docs/reference.html ./docs/reference.html
COPY schema.client.graphql ./
USER 1000:1000
EXPOSE 4000 4001
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/sandbox/main.ts"]

FROM ${NODE_IMAGE} AS gateway
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="learning-gateway" \
      org.opencontainers.image.description="A GraphQL gateway over the NexPort Campus LearningApi" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/sbom.cdx.json ./
# The packages that dist was bundled of, for their licenses and for scanners; only dist is run.
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY docs/reference.html ./docs/reference.html
COPY schema.client.graphql ./
USER 1000:1000
EXPOSE 4000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/main.js"]

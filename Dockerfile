# syntax=docker/dockerfile:1
# One image for the API, the worker and the operators' commands; the command says which.

FROM node:20.20.2-bookworm-slim AS packages
WORKDIR /xinxiu
COPY package.json package-lock.json .npmrc ./
# Follows the lock file like `npm ci`, and adds the binaries of this platform that it may lack; no install script is needed.
RUN npm install --no-save --omit=dev --ignore-scripts --no-audit --no-fund \
  # Of the eight weights of the type two are used; the others are 90 MB.
  && cd node_modules/@expo-google-fonts/noto-serif-sc && rm -rf 200* 300* 500* 600* 800* 900*

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps TZ=UTC
WORKDIR /xinxiu
COPY --from=packages /xinxiu/node_modules node_modules
COPY package.json tsconfig.json config.ts LICENSE ./
COPY domain domain
COPY contract contract
COPY workflows workflows
COPY register register
COPY codec codec
COPY papers papers
COPY activities activities
COPY api api
COPY worker worker
COPY web web
# Owned by root and run by another: a process cannot change what it runs.
RUN mkdir -p /var/lib/xinxiu/papers && chown node:node /var/lib/xinxiu/papers
USER node
EXPOSE 8360
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8360/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "api/main.ts"]

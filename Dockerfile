# The bot as an image: production packages only, nothing built, nothing run as root, nothing written but /app/data and /tmp.
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json deploy/slim.sh ./
# The image brings its own Node 26; the pinned copies that serve a plain checkout are not needed beside it, nor is what only developers read.
RUN npm ci --omit=dev --no-audit --no-fund \
  && sh slim.sh node_modules \
  && npm cache clean --force

FROM node:26-slim
ENV NODE_ENV=production \
    STORE_PATH=/app/data/alignment-watch.db \
    WEB_HOST=0.0.0.0 \
    WEB_PORT=8787 \
    NODE_COMPILE_CACHE=/app/.cache
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY config ./config
COPY demo ./demo
COPY src ./src
# The demo proves that the image holds all it needs, and leaves the compiled code behind for every start.
RUN node --optimize-for-size --max-semi-space-size=1 src/main.ts demo --exit > /dev/null && mkdir data && chown node:node data
USER node
VOLUME /app/data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "src/main.ts", "health"]
# SIGTERM drains what is under way; what is left stays in the outbox for the next start.
CMD ["node", "--optimize-for-size", "--max-semi-space-size=1", "src/main.ts", "start"]

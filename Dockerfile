# Everything of ours that runs on Node: set-up, control plane, dashboard, producer.
FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY . .
# Not the workspace stack: its list holds PostgreSQL's binaries for the native stack; all else it uses, the control plane
# uses too.
RUN npm ci --workspace contracts --workspace control-plane --workspace frontend --workspace producer
RUN cd frontend && NODE_ENV=production node ../node_modules/vite/bin/vite.js build --outDir dist --logLevel warn
# A named volume takes owner and mode of the folder that it is first mounted on; Vite writes its read configuration down.
RUN install --directory --owner 1000 --group 1000 --mode 700 /lakehouse node_modules/.vite-temp
ENV LAKEHOUSE_HOME=/lakehouse NODE_ENV=production MALLOC_ARENA_MAX=2
USER 1000:1000
ENTRYPOINT ["node"]

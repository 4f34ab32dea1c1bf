# The Partner Center emulator: docker build -t partnercenter-emulator . && docker run --rm -p 8917:8917 partnercenter-emulator
# Node with the emulator and the three packages that it loads; nothing of the provider's other dependencies.
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY examples examples
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json tsconfig.build.json ./
COPY provider provider
COPY emulator emulator
COPY cli cli
RUN node_modules/.bin/tsc -p tsconfig.build.json --sourceMap false --declaration false --declarationMap false

FROM node:22-alpine
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /build/package.json ./
COPY --from=build /build/dist/cli dist/cli
COPY --from=build /build/dist/emulator dist/emulator
COPY --from=build /build/node_modules/commander node_modules/commander
COPY --from=build /build/node_modules/yaml node_modules/yaml
COPY --from=build /build/node_modules/node-forge node_modules/node-forge
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8917
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD ["node", "-e", "const at = (scheme) => fetch(`${scheme}://127.0.0.1:8917/_emulator/health`); process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; at('http').catch(() => at('https')).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli/main.js", "emulator", "--host", "0.0.0.0"]
CMD ["--auto-create"]

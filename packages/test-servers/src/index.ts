export { isInstalled } from './is-installed.ts';
export { startNats, type TestNats } from './nats-server.ts';
export { startRedis, type TestRedis } from './redis-server.ts';
export { startProxy, type TestProxy } from './test-proxy.ts';

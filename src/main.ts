import { ConfigError, loadConfig } from './config.ts';
import { connectRedis } from './redis.ts';
import { startGateway } from './server/http.ts';
import { ListenError } from './server/listen.ts';
import { createLog } from './server/log.ts';
import { connectLearningApi } from './upstream.ts';

try {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const redis = config.REDIS_URL ? connectRedis(config.REDIS_URL, log) : undefined;
  const learningApi = connectLearningApi(config, { redis });
  const gateway = await startGateway({ config, learningApi, log });
  log.info({ event: 'listening', url: gateway.url });

  const shutDown = async (signal: NodeJS.Signals) => {
    process.once(signal, () => process.exit(1));
    log.info({ event: 'draining', signal });
    await gateway.close();
    await learningApi.close();
    redis?.disconnect();
    log.info({ event: 'stopped' });
  };
  process.once('SIGTERM', shutDown);
  process.once('SIGINT', shutDown);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ListenError)) throw error;
  console.error(error.message);
  // Parts that were started before may hold connections open.
  process.exit(1);
}

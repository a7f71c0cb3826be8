import { createHash, timingSafeEqual } from 'node:crypto';
import type { Routes, ServerContext } from '../context.ts';
import { newRoutes } from './responses.ts';

/**
 * How the server fares, for Prometheus. There for whoever has the token of YRKA_METRICS_TOKEN;
 * without one set it is not there at all: how busy a municipality is, is nobody else's.
 */
export function metricsRoutes({ config, metrics }: Pick<ServerContext, 'config' | 'metrics'>): Routes {
  const routes = newRoutes();
  const token = config.metricsToken;
  if (token === null || metrics === null) return routes;
  routes.get('/metrics', async (c) => {
    const given = /^Bearer (.+)$/u.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    if (!isSame(given, token)) return c.text('401 Unauthorized', 401, { 'WWW-Authenticate': 'Bearer' });
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
  });
  return routes;
}

/** Of hashes, which are equally long: the time it takes tells nothing of the token. */
const isSame = (given: string, token: string) => timingSafeEqual(hashOf(given), hashOf(token));
const hashOf = (text: string) => createHash('sha256').update(text).digest();

import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { ProblemCode } from '../api.ts';
import type { RequestEnv, Routes } from '../context.ts';
import { problems, Refusal } from '../refusal.ts';
import { problemSchema } from './problemMessages.ts';

/** An empty set of routes, whose requests that do not have the right form become problems like all others. */
export function newRoutes(): Routes {
  return new OpenAPIHono<RequestEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new Refusal('badRequest', { cause: result.error });
    },
  });
}

export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** The refusals of a route, for OpenAPI. Handlers throw them; app.ts answers. */
export function refusals(...codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

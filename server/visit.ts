import type { IncomingMessage, ServerResponse } from 'node:http';
import { createContext, type Context, type Services, type Visit } from './context.ts';
import { ADDRESS_HEADER } from './staff/auth.ts';
import { findActor } from './staff/actor.ts';

/** Of what a client sends, what the desk looks at. */
const READ_HEADERS = ['cookie', 'user-agent', 'origin'] as const;

/**
 * The address somebody asks from: that of the connection, or behind a proxy of ours the one it wrote last; what stands
 * before it in the header was sent by the client and may be invented.
 */
export function clientAddress(req: IncomingMessage, isProxied: boolean): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)!
    .trim();
  return isProxied && forwarded !== '' ? forwarded : (req.socket.remoteAddress ?? '');
}

/** The context of a page or procedure that may depend on who asks. */
export async function contextOfVisit(
  services: Services,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Context> {
  const address = clientAddress(req, services.env.trustProxy);
  const headers = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of READ_HEADERS) {
    const value = req.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const visit: Visit = {
    address,
    headers,
    setCookie: (cookie) => void res.appendHeader('set-cookie', cookie),
  };
  return createContext(services, await findActor(services, visit), visit);
}

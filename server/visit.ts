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

function visitOf(services: Services, req: IncomingMessage, res: ServerResponse): Visit {
  const address = clientAddress(req, services.env.trustProxy);
  const headers = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of READ_HEADERS) {
    const value = req.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return { address, headers, setCookie: (cookie) => void res.appendHeader('set-cookie', cookie) };
}

/** The context of a page or procedure that may depend on who asks. */
export async function contextOfVisit(
  services: Services,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Context> {
  const visit = visitOf(services, req, res);
  return createContext(services, await findActor(services, visit), visit);
}

/** The context of what is sent to a public page: nobody is signed in there, but no address sends more than its share. */
export const contextOfForm = (services: Services, req: IncomingMessage, res: ServerResponse): Context =>
  createContext(services, null, visitOf(services, req, res));

import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What a client of a scripted node sent; anything else is the client's fault and throws. */
export const JSON_RPC_REQUEST = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.int(),
  method: z.string(),
  params: z.array(z.unknown()),
});

/** A parameter that must be a list of texts. */
export const textsIn = (parameter: unknown): readonly string[] => z.array(z.string()).parse(parameter);

export function portOf(listening: { address(): AddressInfo | string | null }): number {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  return address.port;
}

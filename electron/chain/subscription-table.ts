import { z } from 'zod';

/** One thing to be told about, for as long as it stays in the table. */
export type Subscription = {
  readonly method: string;
  readonly params: readonly unknown[];
  /** The server ends it by itself after one notification. */
  readonly once: boolean;
  readonly deliver: (result: unknown) => 'understood' | 'malformed';
  /** At each change: true once the server acknowledged it; false when it refused, or the connection is lost. */
  readonly covered?: (isCovered: boolean) => void;
};

type Entry = Subscription & { server: number | null };
type Request = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };

/** What an answer to one of our requests meant; `refused-again` where another of its method was refused before. */
export type AnswerMeaning = 'acknowledged' | 'refused' | 'refused-again' | 'not-ours';

/** More than a thousand pools' three accounts and all live orders need; a server's own limit may be lower. */
export const MAX_SUBSCRIPTIONS = 3_400;

const SERVER_ID = z.int().nonnegative();

/**
 * Which subscriptions are wanted, and by which numbers the present connection knows them. It sends through the
 * function given; nothing is sent while there is no connection, and `connected` sends all of it anew.
 */
export function makeSubscriptionTable(send: (request: Request) => void) {
  const wanted = new Set<Entry>();
  const byRequest = new Map<number, Entry>();
  const byServer = new Map<number, Entry>();
  /** At most one for each method of ours. */
  const refusedMethods = new Set<string>();
  let connected = false;
  let lastId = 0;

  const request = (method: string, params: readonly unknown[]): number => {
    lastId += 1;
    send({ id: lastId, method, params });
    return lastId;
  };

  const subscribe = (entry: Entry): void => {
    byRequest.set(request(entry.method, entry.params), entry);
  };

  const unsubscribe = (method: string, server: number): void => {
    byServer.delete(server);
    if (connected) request(method.replace('Subscribe', 'Unsubscribe'), [server]);
  };

  const forget = (entry: Entry): void => {
    wanted.delete(entry);
    // Else its acknowledgement is still to come, with the number that is needed to end it.
    if (entry.server !== null) unsubscribe(entry.method, entry.server);
  };

  return {
    /** Throws over `MAX_SUBSCRIPTIONS`: whoever subscribes without bound is broken. */
    add: (subscription: Subscription): (() => void) => {
      if (wanted.size >= MAX_SUBSCRIPTIONS) throw new RangeError(`over ${MAX_SUBSCRIPTIONS} subscriptions`);
      const entry: Entry = { ...subscription, server: null };
      wanted.add(entry);
      if (connected) subscribe(entry);
      return () => {
        if (wanted.has(entry)) forget(entry);
      };
    },

    connected: (): void => {
      connected = true;
      for (const entry of wanted) subscribe(entry);
    },

    disconnected: (): void => {
      connected = false;
      byRequest.clear();
      byServer.clear();
      for (const entry of wanted) {
        if (entry.server === null) continue;
        entry.server = null;
        entry.covered?.(false);
      }
    },

    /** The number of the oldest subscription request without an answer. */
    oldestUnanswered: (): number | null => byRequest.keys().next().value ?? null,

    answered: (id: number, result: unknown, refused: boolean): AnswerMeaning => {
      const entry = byRequest.get(id);
      // Answers to unsubscribing are of no interest.
      if (entry === undefined) return 'not-ours';
      byRequest.delete(id);
      const server = SERVER_ID.safeParse(result);
      if (refused || !server.success) {
        const isKnown = refusedMethods.has(entry.method);
        refusedMethods.add(entry.method);
        if (wanted.has(entry)) entry.covered?.(false);
        return isKnown ? 'refused-again' : 'refused';
      }
      if (!wanted.has(entry)) {
        unsubscribe(entry.method, server.data);
        return 'acknowledged';
      }
      entry.server = server.data;
      byServer.set(server.data, entry);
      entry.covered?.(true);
      return 'acknowledged';
    },

    notified: (server: number, result: unknown): 'understood' | 'malformed' | 'unknown' => {
      const entry = byServer.get(server);
      if (entry === undefined) return 'unknown';
      if (entry.once) {
        byServer.delete(server);
        wanted.delete(entry);
      }
      return entry.deliver(result);
    },

    size: (): number => wanted.size,
  };
}

export type SubscriptionTable = ReturnType<typeof makeSubscriptionTable>;

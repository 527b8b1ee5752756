import { WebSocket } from 'ws';

type Message = {
  readonly id?: number;
  readonly result?: unknown;
  readonly method?: string;
  readonly params?: { readonly subscription: number; readonly result: unknown };
};

/** A raw PubSub client: what comes is kept, and waited for. */
export async function pubsub(url: string) {
  const socket = new WebSocket(url);
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString('utf8')) as Message);
    for (const check of waiting) check();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  let nextId = 1;
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    messages,
    socket,
    call: (method: string, params: readonly unknown[]): Promise<Message> => {
      const id = (nextId += 1);
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      return until(() => messages.find((each) => each.id === id));
    },
    notified: (subscription: unknown, count = 1): Promise<readonly unknown[]> =>
      until(() => {
        const found = messages.filter((each) => each.params?.subscription === subscription);
        return found.length >= count ? found.map((each) => each.params?.result) : undefined;
      }),
    /** A round trip: all that was sent before it has arrived. */
    settle: async () => {
      socket.ping();
      await new Promise((resolve) => socket.once('pong', resolve));
    },
  };
}

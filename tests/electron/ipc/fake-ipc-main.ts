import type { InvokeSide } from '../../../electron/ipc/handle.ts';
import type { ListenSide } from '../../../electron/ipc/publisher.ts';
import type { MessageEvent } from '../../../electron/ipc/trusted-sender.ts';

export const ourWindow = { webContentsId: 4, startUrl: 'app://desk/index.html' };

export type Sender = { readonly id: number; readonly url: string | null; readonly isTop: boolean };
export const ourPage: Sender = { id: 4, url: 'app://desk/index.html', isTop: true };

/** Electron's side of the channels, driven by hand. */
export type FakeIpcMain = InvokeSide &
  ListenSide & {
    /** What a page gets that invokes: the reply, or the rejection. */
    invoke(channel: string, request: unknown, from?: Sender): unknown;
    tell(channel: string, message: unknown, from?: Sender): void;
  };

export function fakeIpcMain(): FakeIpcMain {
  const handlers = new Map<string, Parameters<InvokeSide['handle']>[1]>();
  const listeners = new Map<string, Parameters<ListenSide['on']>[1]>();
  return {
    handle(channel, handler) {
      if (handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
      handlers.set(channel, handler);
    },
    on: (channel, listener) => listeners.set(channel, listener),
    invoke(channel, request, from = ourPage) {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`no handler for ${channel}`);
      return handler(eventFrom(from), request);
    },
    tell(channel, message, from = ourPage) {
      const listener = listeners.get(channel);
      if (listener === undefined) throw new Error(`no listener on ${channel}`);
      listener(eventFrom(from), message);
    },
  };
}

const eventFrom = ({ id, url, isTop }: Sender): MessageEvent => ({
  sender: { id },
  senderFrame: url === null ? null : { url, parent: isTop ? null : {} },
});

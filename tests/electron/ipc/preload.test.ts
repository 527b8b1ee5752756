import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH_RECEIPT_CHANNEL } from '../../../shared/ipc.ts';
import { INVOKE_CHANNELS, PUSH_CHANNELS } from '../../../shared/ipc.ts';

type Listener = (event: unknown, message: unknown) => void;

const bridge = vi.hoisted(() => ({
  exposed: [] as [string, unknown][],
  invoked: [] as [string, unknown][],
  sent: [] as [string, unknown][],
  listeners: new Map<string, Set<Listener>>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => void bridge.exposed.push([name, api]) },
  ipcRenderer: {
    invoke(channel: string, request: unknown) {
      bridge.invoked.push([channel, request]);
      return Promise.resolve('the reply');
    },
    send: (channel: string, message: unknown) => void bridge.sent.push([channel, message]),
    on(channel: string, listener: Listener) {
      const listeners = bridge.listeners.get(channel) ?? new Set();
      bridge.listeners.set(channel, listeners.add(listener));
    },
    off: (channel: string, listener: Listener) => void bridge.listeners.get(channel)?.delete(listener),
  },
}));

const deliver = (channel: string, message: unknown): void => {
  for (const listener of bridge.listeners.get(channel) ?? []) listener({ sender: 'ipcRenderer' }, message);
};

type AnyApi = Record<string, (...args: unknown[]) => unknown>;

/** The API as a page has it, which is bound by no types. */
async function loadPreload(): Promise<AnyApi> {
  vi.resetModules();
  await import('../../../electron/preload.ts');
  const [name, api] = bridge.exposed[0] ?? [];
  if (name !== 'desktop' || typeof api !== 'object' || api === null) throw new Error('nothing was exposed');
  return Object.fromEntries(Object.entries(api));
}

beforeEach(() => {
  bridge.exposed.length = 0;
  bridge.invoked.length = 0;
  bridge.sent.length = 0;
  bridge.listeners.clear();
});

describe('the preload', () => {
  it('puts exactly the contract on the window, and nothing else', async () => {
    const api = await loadPreload();
    expect(bridge.exposed.map(([name]) => name)).toEqual(['desktop']);
    expect(Object.keys(api).toSorted()).toEqual(['invoke', 'subscribe']);
  });

  it('passes on what is asked on the channels of the contract', async () => {
    const api = await loadPreload();
    for (const channel of INVOKE_CHANNELS) {
      await expect(api['invoke']?.(channel, null)).resolves.toBe('the reply');
    }
    expect(bridge.invoked.map(([channel]) => channel)).toEqual(INVOKE_CHANNELS);
  });

  it('throws on every other channel', async () => {
    const api = await loadPreload();
    for (const name of [
      ...PUSH_CHANNELS,
      BATCH_RECEIPT_CHANNEL,
      '',
      '__proto__',
      'toString',
      'ELECTRON_BROWSER_REQUIRE',
    ]) {
      expect(() => api['invoke']?.(name, null)).toThrow('no such channel');
    }
    for (const name of [...INVOKE_CHANNELS, BATCH_RECEIPT_CHANNEL, '__proto__']) {
      expect(() => api['subscribe']?.(name, () => undefined)).toThrow('no such channel');
    }
    expect(() => api['subscribe']?.('desk:phase', 'x')).toThrow(TypeError);
    expect(bridge.invoked).toEqual([]);
  });

  it('tells a subscriber the message and not the event, until it ends its subscription', async () => {
    const api = await loadPreload();
    const heard: unknown[][] = [];
    const end = api['subscribe']?.('desk:phase', (...told: unknown[]) => void heard.push(told));
    deliver('desk:phase', { phase: 'failed' });
    if (typeof end !== 'function') throw new Error('no way to end it');
    Reflect.apply(end, undefined, []);
    deliver('desk:phase', { phase: 'running' });
    expect(heard).toEqual([[{ phase: 'failed' }]]);
  });

  it('tells the publisher what has arrived, though nobody subscribed', async () => {
    await loadPreload();
    deliver('desk:batch', { first: 8, events: ['a', 'b', 'c'] });
    expect(bridge.sent).toEqual([[BATCH_RECEIPT_CHANNEL, 10]]);
  });
});

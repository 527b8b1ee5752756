import { contextBridge, ipcRenderer } from 'electron';
import {
  BATCH_RECEIPT_CHANNEL,
  INVOKE_CHANNELS,
  PUSH_CHANNELS,
  type DesktopApi,
  type EventBatch,
} from '../shared/ipc.ts';

function requireKnown(channels: readonly string[], channel: unknown): void {
  if (typeof channel !== 'string' || !channels.includes(channel)) throw new Error('there is no such channel');
}

const desktop: DesktopApi = {
  invoke: (channel, request) => {
    requireKnown(INVOKE_CHANNELS, channel);
    return ipcRenderer.invoke(channel, request);
  },
  subscribe: (channel, listener) => {
    requireKnown(PUSH_CHANNELS, channel);
    if (typeof listener !== 'function') throw new TypeError('a listener is a function');
    // The event object stays here: through it the page could reach ipcRenderer.
    const deliver = (_event: unknown, message: Parameters<typeof listener>[0]): void => listener(message);
    ipcRenderer.on(channel, deliver);
    return () => void ipcRenderer.off(channel, deliver);
  },
};

// A page that hangs sends no receipts, and the main process holds back what it would not take.
ipcRenderer.on('desk:batch', (_event, batch: EventBatch) => {
  ipcRenderer.send(BATCH_RECEIPT_CHANNEL, batch.first + batch.events.length - 1);
});

contextBridge.exposeInMainWorld('desktop', desktop);

import type { RawData, WebSocket } from 'ws';
import type { Signature } from '../../../shared/units.ts';
import type { Block } from '../chain/block.ts';
import { reaches, type Commitment } from '../chain/commitment.ts';
import { RPC_CODES } from '../rpc/rpc-answer.ts';
import { isObject } from '../rpc/rpc-params.ts';
import {
  notificationsOf,
  signatureNotification,
  type Notification,
  type PubsubNode,
} from './notifications.ts';
import { readSubscribe } from './subscribe-params.ts';
import type { Subscription, SubscriptionKind } from './subscription.ts';

export const MAX_SUBSCRIPTIONS = 1_000;
/** A client that leaves this much unread is cut off, as a node does. */
const MAX_UNSENT_BYTES = 16 * 1024 * 1024;
const UNSUBSCRIBE = /^(account|logs|program|root|signature|slot|transaction)Unsubscribe$/;

/** One WebSocket connection and what it follows. */
export class PubsubClient {
  readonly #socket: WebSocket;
  readonly #node: PubsubNode;
  readonly #nextId: () => number;
  readonly #subscriptions = new Map<number, Subscription>();

  constructor(socket: WebSocket, node: PubsubNode, nextId: () => number) {
    this.#socket = socket;
    this.#node = node;
    this.#nextId = nextId;
    socket.on('message', (data) => this.#handle(data));
  }

  get subscriptions(): ReadonlyMap<number, Subscription> {
    return this.#subscriptions;
  }

  countOf(kind: SubscriptionKind): number {
    return [...this.#subscriptions.values()].filter((each) => each.kind === kind).length;
  }

  reached(block: Block, commitment: Commitment): void {
    for (const [id, subscription] of this.#subscriptions) {
      for (const notification of notificationsOf(subscription, block, commitment, this.#node)) {
        this.notify(id, notification);
      }
    }
  }

  received(signature: Signature, slot: number): void {
    for (const [id, subscription] of this.#subscriptions) {
      if (subscription.kind !== 'signature' || !subscription.received || subscription.signature !== signature)
        continue;
      const result = { context: { slot }, value: 'receivedSignature' };
      this.notify(id, { method: 'signatureNotification', result });
    }
  }

  notify(id: number, { method, result, last }: Notification): void {
    if (last === true) this.#subscriptions.delete(id);
    this.#send({ jsonrpc: '2.0', method, params: { subscription: id, result } });
  }

  #handle(data: RawData): void {
    const request = parse(data);
    if (!isObject(request) || typeof request['method'] !== 'string') {
      this.#fail(null, RPC_CODES.invalidRequest, 'Invalid request');
      return;
    }
    const { method } = request;
    const id = request['id'] ?? null;
    const params: readonly unknown[] = Array.isArray(request['params']) ? request['params'] : [];
    if (UNSUBSCRIBE.test(method)) {
      this.#unsubscribe(id, method, params[0]);
      return;
    }
    const subscription = readSubscribe(method, params);
    if (subscription === null) this.#fail(id, RPC_CODES.methodNotFound, 'Method not found');
    else if (!subscription.ok)
      this.#fail(id, RPC_CODES.invalidParams, `Invalid params: ${subscription.error}`);
    else this.#subscribe(id, subscription.value);
  }

  #subscribe(id: unknown, subscription: Subscription): void {
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      this.#fail(id, RPC_CODES.internalError, `more than ${MAX_SUBSCRIPTIONS} subscriptions`);
      return;
    }
    const number = this.#nextId();
    this.#subscriptions.set(number, subscription);
    this.#send({ jsonrpc: '2.0', result: number, id });
    if (subscription.kind !== 'signature') return;
    const { chain, faults } = this.#node;
    // It may have landed before it was asked for.
    const record = chain.history.get(subscription.signature);
    if (record === undefined) {
      const { slot } = chain.blockAt('processed');
      if (faults.statusLie === 'unknown-confirmed') this.notify(number, signatureNotification(slot, null));
      return;
    }
    if (faults.statusLie === 'known-missing') return;
    if (reaches(chain.commitmentOf(record.slot), subscription.commitment))
      this.notify(number, signatureNotification(record.slot, record.meta.error));
  }

  #unsubscribe(id: unknown, method: string, number: unknown): void {
    const kind = UNSUBSCRIBE.exec(method)?.[1];
    const known = typeof number === 'number' ? this.#subscriptions.get(number) : undefined;
    if (known === undefined || known.kind !== kind) {
      this.#fail(id, RPC_CODES.invalidParams, 'Invalid subscription id.');
      return;
    }
    this.#subscriptions.delete(number as number);
    this.#send({ jsonrpc: '2.0', result: true, id });
  }

  #fail(id: unknown, code: number, message: string): void {
    this.#send({ jsonrpc: '2.0', error: { code, message }, id });
  }

  #send(message: unknown): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_UNSENT_BYTES) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }
}

function parse(data: RawData): unknown {
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

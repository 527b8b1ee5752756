import { Decoder, Encoder, PacketType } from 'socket.io-parser';
import type { Clock } from '../engine/ports/clock.ts';
import { malformed, type MalformedReason } from './malformed-reasons.ts';
import { isTooDeep } from './too-deep.ts';

/** A full message is under 2 kB; the rest is room for what later versions add. */
export const MAX_PACKET_CHARACTERS = 65_536;

/** Packet types 5 and 6 announce attachments; a pool is text, and a head without them would swallow what follows. */
const BINARY_HEAD = /^[56]/;

/**
 * The protocol's own parser, with the moment at which a packet came in put before the event's first argument: the
 * library decodes JSON and then waits a tick before it calls the listener, and both belong to the time that an order
 * takes. A packet that is too long or broken is told and passed over; the connection stays.
 */
export function stampingParser(clock: Clock, refused: (reason: MalformedReason) => void) {
  class StampingDecoder extends Decoder {
    #receivedUs = clock.monoUs();

    constructor() {
      super();
      // The first listener runs first, before the manager's own.
      this.on('decoded', (packet) => {
        const data: unknown = packet.data;
        if (packet.type === PacketType.EVENT && Array.isArray(data)) data.splice(1, 0, this.#receivedUs);
      });
    }

    override add(packet: unknown): void {
      this.#receivedUs = clock.monoUs();
      // The attachments of a binary packet; its head was refused.
      if (typeof packet !== 'string') return;
      if (packet.length > MAX_PACKET_CHARACTERS) return refused(malformed('too-long'));
      if (isTooDeep(packet)) return refused(malformed('too-deep'));
      if (BINARY_HEAD.test(packet)) return refused(malformed('broken-packet'));
      try {
        super.add(packet);
      } catch {
        refused(malformed('broken-packet'));
      }
    }
  }
  return { Encoder, Decoder: StampingDecoder };
}

import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord } from '../../../electron/journal/journal-codec.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { unixMs } from '../../../shared/units.ts';
import { journaledEvent } from './journaled-event-arbitrary.ts';

const event: JournaledEvent = {
  kind: 'order-abandoned',
  atMs: unixMs(1_700_000_000_000),
  id: orderId(7),
  why: 'line\none\u2028two "x" \u{1f680} \ud800',
};
/** A line with a checksum that matches. */
const seal = (body: string): string => `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}`;
const line = encodeRecord({ sequence: 3, event }).slice(0, -1);

describe('a record of the journal', () => {
  it('is one line with its sequence, version, event and checksum', () => {
    const encoded = encodeRecord({ sequence: 3, event });
    expect(encoded.endsWith('\n')).toBe(true);
    expect(encoded.slice(0, -1)).not.toMatch(/[\n\r]/);
    expect(Object.keys(JSON.parse(encoded))).toEqual(['seq', 'v', 'event', 'crc']);
    expect(encoded).toMatch(/^\{"seq":3,"v":2,"event":\{"kind":"order-abandoned".*"crc":"[0-9a-f]{8}"\}\n$/s);
  });

  it('comes back as it was, over the disk’s UTF-8 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), journaledEvent, fc.boolean(), (sequence, anyEvent, more) => {
        const bytes = Buffer.from(encodeRecord({ sequence, event: anyEvent, more }), 'utf8');
        const text = bytes.toString('utf8');
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(decodeRecord(text.slice(0, -1))).toEqual({
          ok: true,
          value: { sequence, event: anyEvent, more },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is known to be damaged when any one byte of it changed, or was cut off', () => {
    for (let at = 0; at < line.length; at += 1) {
      const other = line[at] === '0' ? '1' : '0';
      expect(decodeRecord(line.slice(0, at) + other + line.slice(at + 1)).ok, `byte ${at}`).toBe(false);
      expect(decodeRecord(line.slice(0, at)).ok, `cut at ${at}`).toBe(false);
    }
  });

  it('says when it is from a later version, by its version or its kind of event', () => {
    expect(decodeRecord(seal('{"seq":1,"v":3,"event":{"kind":"order-built"}'))).toMatchObject({
      error: { code: 'from-the-future' },
    });
    expect(decodeRecord(seal('{"seq":1,"v":2,"event":{"kind":"moon-landed"}'))).toMatchObject({
      error: { code: 'from-the-future' },
    });
    expect(decodeRecord(seal('{"seq":0,"v":1,"event":{"kind":"order-built"}'))).toMatchObject({
      error: { code: 'damaged' },
    });
    expect(decodeRecord(seal('{"seq":1,"v":1,"event":'))).toMatchObject({ error: { code: 'damaged' } });
  });

  it('of the first version is read as this one has it: AMM v4, no tip, read from the chain', () => {
    const pool = { pool: 'P', program: 'amm-v4', symbol: 'S' };
    const accounts = { baseVault: 'B', quoteVault: 'Q', lpMint: 'L', market: 'M', marketProgram: 'O' };
    const reserved = { kind: 'order-reserved', ticket: { id: '1', pool: { ...pool, accounts } } };
    const record = (written: unknown): string => seal(`{"seq":1,"v":1,"event":${JSON.stringify(written)}`);
    expect(decodeRecord(record(reserved))).toMatchObject({
      ok: true,
      value: {
        event: {
          ticket: {
            id: '1',
            pool: {
              pool: 'P',
              symbol: 'S',
              accounts: { baseVault: 'B', quoteVault: 'Q', lpMint: 'L' },
              terms: { kind: 'amm-v4' },
              transferFee: null,
            },
          },
        },
      },
    });
    const confirmed = { kind: 'order-confirmed', id: '1', fill: { slot: 5 } };
    expect(decodeRecord(record(confirmed))).toMatchObject({
      value: { event: { ...confirmed, fill: { slot: 5, source: 'chain', tipLamports: 0n } } },
    });
    expect(decodeRecord(record({ kind: 'order-built', id: '1' }))).toMatchObject({ ok: true });
    for (const broken of [{ kind: 'order-reserved' }, { kind: 'order-confirmed', fill: 7 }, 7, null]) {
      expect(decodeRecord(record(broken))).toMatchObject({ error: { code: 'damaged' } });
    }
  });

  it('is never made of something that JSON would change', () => {
    const broken: JournaledEvent = { ...event, atMs: unixMs(Number.NaN) };
    expect(() => encodeRecord({ sequence: 1, event: broken })).toThrow('cannot be recorded');
  });

  it('reads any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (any) => void decodeRecord(any)));
    fc.assert(fc.property(fc.string(), (any) => void decodeRecord(seal(any))));
  });
});
